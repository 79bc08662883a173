"""The conditions of Praktijkleren per category, each under its article and letter, dated by the year of application.
What is paid stands in `money`, how it proceeds in `procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.law import Dated
from cases.schemes.praktijkleren.terms import sources as s

CATEGORIES = ("vmbo", "mbo-bbl", "hbo", "promovendus", "toio")
LETTERS = (
    "Gelden voor vso (9b) en praktijkonderwijs (9d) dezelfde voorwaarden als in artikel 11, en onder welke letters?"
)
ENTREE = "Valt entree in het vmbo onder artikel 10 en 11, en onder welke letters?"


def in_force(article: str) -> Dated[Any]:
    """A condition that holds since the scheme began."""
    return s.official({s.START: True}, article)


def added(article: str, source: str) -> Dated[Any]:
    """A condition of vso or praktijkonderwijs, whose articles were not seen."""
    return s.open_question({s.START: True}, article, LETTERS, source)


OPEN: Mapping[str, Dated[Any]] = {
    "categories": s.official(
        {s.START: CATEGORIES, s.VO_WIDENED: (*CATEGORIES, "entree", "vso", "pro")}, "4, 6, 8 en 10", s.STCRT_2019
    ),
    "study_year_is_last": s.official({s.START: True}, "13"),
    "employer_of_research": s.official({s.START: "privaatrechtelijk"}, "8 lid 2"),
    "employer_is_registered": s.official({s.START: True}, "16"),
    "employer_in_netherlands": s.official({s.START: "NL"}, "6 lid 2"),
}

MBO: Mapping[str, Dated[Any]] = {
    "pathway_mbo": s.official({s.START: "bbl"}, "4 lid 1"),
    "qualification_mbo": in_force("5 onder a"),
    "hours_mbo": in_force("5 onder b"),
    "hours_not_for_places_before": s.official({s.START: date(2013, 8, 1)}, "32"),
    "agreement_mbo": in_force("5 onder c"),
    "attendance_mbo": in_force("5 onder d"),
    "guidance_mbo": in_force("5 onder e"),
    "school_hours_minimum_mbo": s.secondary({s.START: 200}, "5 onder b", s.PNO),
    "practice_hours_minimum_mbo": s.secondary({s.START: 610}, "5 onder b", s.PNO),
}

HBO: Mapping[str, Dated[Any]] = {
    "pathway_hbo": s.official({s.START: ("duaal", "deeltijd")}, "6 lid 1"),
    "programme_hbo": in_force("7 onder a"),
    "sectors_hbo": s.official(
        {
            s.START: ("techniek", "landbouw en natuurlijke omgeving"),
            s.HBO_WIDENED: (
                "techniek",
                "landbouw en natuurlijke omgeving",
                "gezondheidszorg",
                "gedrag en maatschappij",
            ),
        },
        "7 onder a",
        s.STCRT_2019,
    ),
    "agreement_hbo": in_force("7 onder b"),
    "attendance_hbo": in_force("7 onder c"),
    "guidance_hbo": in_force("7 onder d"),
}

RESEARCH: Mapping[str, Dated[Any]] = {
    "promovendus_employed": in_force("9 lid 1 onder a onder 1°"),
    "promovendus_guided": in_force("9 lid 1 onder a onder 2°"),
    "toio_employed": in_force("9 lid 1 onder b onder 1°"),
    "toio_guided": in_force("9 lid 1 onder b onder 2°"),
    "terms_promovendus_employed": s.official(
        {s.START: ("loonkosten", "aanstellingsperiode", "arbeidsduur", "namen en adressen")}, "9 lid 2"
    ),
    "terms_promovendus_guided": s.official(
        {s.START: ("loonkosten", "namen en adressen", "begeleidingsperiode", "arbeidsduur")}, "9 lid 3"
    ),
    "terms_toio_employed": s.official({s.START: ("ontwerpperiode", "arbeidsduur", "namen en adressen")}, "9 lid 4"),
    "terms_toio_guided": s.official(
        {s.START: ("loonkosten", "namen en adressen", "begeleidingsperiode", "arbeidsduur")}, "9 lid 5"
    ),
    "institutions_promovendus": s.official({s.START: ("universiteit", "NWO", "KNAW")}, "9 lid 1 onder a", s.RVO_WO),
    "institutions_toio": s.official({s.START: ("universiteit",)}, "9 lid 1 onder b", s.RVO_WO),
}

VO: Mapping[str, Dated[Any]] = {
    "track_vmbo": in_force("11 onder a"),
    "hours_vmbo": in_force("11 onder b"),
    "agreement_vmbo": in_force("11 onder c"),
    "attendance_vmbo": in_force("11 onder d"),
    "guidance_vmbo": in_force("11 onder e"),
    "programme_years_vmbo": s.official({s.START: (3, 4)}, "11 onder a", s.RVO_MINE),
    "practice_hours_minimum_vmbo": s.official({s.START: 640}, "11 onder b", s.RVO_MINE),
    "practice_hours_maximum_vmbo": s.official({s.START: 1280}, "11 onder b", s.RVO_MINE),
    "track_entree": s.open_question({s.START: True}, "11 onder a", ENTREE, s.VMBO),
    "agreement_entree": s.open_question({s.START: True}, "11 onder c", ENTREE, s.VMBO),
    "attendance_entree": s.open_question({s.START: True}, "11 onder d", ENTREE, s.VMBO),
    "guidance_entree": s.open_question({s.START: True}, "11 onder e", ENTREE, s.VMBO),
    "programme_years_entree": s.secondary({s.START: (3, 4)}, "11 onder a", s.VMBO),
    "track_vso": added("9b", s.RVO_VSO),
    "agreement_vso": added("9b", s.RVO_VSO),
    "attendance_vso": added("9b", s.RVO_VSO),
    "guidance_vso": added("9b", s.RVO_VSO),
    "track_pro": added("9d", s.RVO_PRO),
    "agreement_pro": added("9d", s.RVO_PRO),
    "attendance_pro": added("9d", s.RVO_PRO),
    "guidance_pro": added("9d", s.RVO_PRO),
    "practice_hours_minimum_vso": s.official({s.START: 640}, "9b", s.RVO_VSO),
    "practice_hours_minimum_pro": s.official({s.START: 640}, "9d", s.RVO_PRO),
    "practice_days_maximum_vso": s.official({s.START: 4}, "9b", s.RVO_VSO),
    "practice_days_maximum_pro": s.official({s.START: 4}, "9d", s.RVO_PRO),
    "school_days_minimum_vso": s.official({s.START: 1}, "9b", s.RVO_VSO),
    "school_days_minimum_pro": s.official({s.START: 1}, "9d", s.RVO_PRO),
    "practice_share_maximum": s.official({s.START: 50}, "9b", s.RVO_VSO),
}

REGISTERS: Mapping[str, Dated[Any]] = {
    "recognition_vmbo": s.open_question(
        {s.START: "placement", s.NEW_PORTAL: "weeks"},
        "10 lid 2",
        "Moet de SBB-erkenning elke week dekken (weeks), of volstaat zij op 15 september met een verzoek van vóór de start?",
        s.VMBO,
    ),
    "recognition_latest": s.secondary({s.START: (9, 15)}, "10 lid 2", s.VMBO),
    "recognition_mbo": s.secondary({s.START: "weeks"}, "4 lid 2", s.RECOGNISED),
    "rod_applies": s.secondary({s.START: False, s.NEW_PORTAL: True}, "5 onder a", s.SBB_2024),
    "rod_categories": s.open_question(
        {s.START: ("vmbo", "entree", "vso", "pro", "mbo-bbl", "hbo")},
        "5 onder a",
        "Geldt de eis van inschrijving in ROD ook voor hbo, en niet voor promovendi en toio's?",
        s.OAZ_2024,
    ),
    "hours_short_outcome": s.open_question(
        {s.START: "person"},
        "5 onder b",
        "Hoe wordt de urennorm (200 en 610, of 640) verlaagd voor wie niet het hele jaar volgt? Nu beslist een mens.",
        s.PNO,
    ),
}

LIMITS: Mapping[str, Dated[Any]] = {
    "programme_limit": in_force("20 onder a"),
    "promovendus_places_maximum": s.official({s.START: 4}, "20 onder b"),
    "toio_places_maximum": s.official({s.START: 2}, "20 onder c"),
    "programme_limit_categories": s.open_question(
        {s.START: ("mbo-bbl", "hbo")},
        "20 onder a",
        "Artikel 20 onder a noemt 'deelnemer of student': blijven leerlingen (vmbo, entree, vso, pro) er dus buiten?",
    ),
}

CORONA: Mapping[str, Dated[Any]] = {
    "corona_ranges": s.open_question(
        {s.START: ((date(2020, 3, 16), date(2020, 5, 19)), (date(2020, 12, 16), date(2021, 6, 2)))},
        "1 onder c",
        "Tot welke dag telden weken van sluiting na 16 december 2020 mee? Eén bron noemt 2 juni 2021.",
        s.PAYROLL_2021,
    ),
}

EEA = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
FOREIGN: Mapping[str, Dated[Any]] = {
    "foreign_categories": s.official({s.START: ("mbo-bbl", "hbo")}, "12 lid 1"),
    "foreign_declaration": in_force("12 lid 1"),
    "foreign_countries": s.open_question(
        {s.START: (*EEA, "GB"), s.MORE_SUPPLEMENTS: EEA},
        "12 lid 1",
        "Telt een opleiding in het Verenigd Koninkrijk voor het studiejaar 2019-2020 nog mee?",
    ),
}

VALUES: Mapping[str, Dated[Any]] = {
    **OPEN,
    **MBO,
    **HBO,
    **RESEARCH,
    **VO,
    **REGISTERS,
    **LIMITS,
    **CORONA,
    **FOREIGN,
}
