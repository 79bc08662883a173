"""The registers that the house knows, each with its shape; those of schemes come from their folders."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.registry import schemes
from cases.schemes.shapes import (
    PERIOD,
    Choice,
    Column,
    RegisterShape,
    amount,
    bsn,
    code,
    day,
    iban,
    kvk_number,
    party_number,
    several,
    text,
    yes_no,
)

crebo_code = code("[0-9]{5}", "Een Crebo-code heeft vijf cijfers.")
croho_code = code("[0-9]{5}", "Een Croho-code heeft vijf cijfers.")
sbi_code = code("[0-9]{2,6}", "Een SBI-code heeft twee tot zes cijfers, zonder punten.")
programme = code("[0-9A-Z]{4,10}", "Een opleidingscode heeft vier tot tien cijfers of hoofdletters.")
register_code = code(
    "[A-Za-z0-9][A-Za-z0-9_-]{0,39}", "Deze code heeft ten hoogste veertig letters, cijfers of streepjes."
)

ENTERPRISE = Column("kvk_number", "kvk_nummer", kvk_number)
PERSON = Column("person", "bsn", bsn, is_personal=True)
PARTY = Column("party", "nummer", party_number, is_personal=True)

STATUSES = {
    "actief": "active",
    "tijdelijk verwijderd": "removed_for_a_time",
    "verwijderd": "removed",
    "uitgesloten": "excluded",
    "maximum bereikt": "excluded_for_maximum",
}
"""Each change of price or status is an entry with its own period: together they are the history of a training."""

FORMS = {"voltijd": "full_time", "deeltijd": "part_time", "duaal": "dual"}
SUPPORT = {
    "studiefinanciering": "student_finance",
    "lerarenbeurs": "teacher_grant",
    "tegemoetkoming": "allowance",
}

HOUSE = (
    RegisterShape(
        "kvk",
        "Handelsregister (KvK)",
        (
            ENTERPRISE,
            Column("name", "naam", text),
            Column("legal_form", "rechtsvorm", text),
            Column("sbi_codes", "sbi_codes", several(sbi_code), is_required=False),
        ),
        "kvk_number",
    ),
    RegisterShape(
        "sbi",
        "Activiteiten in het Handelsregister (SBI)",
        (ENTERPRISE, Column("sbi_code", "sbi_code", sbi_code), Column("is_main", "hoofdactiviteit", yes_no), *PERIOD),
        "kvk_number",
        has_many=True,
    ),
    RegisterShape(
        "sbb",
        "Erkende leerbedrijven (SBB)",
        (ENTERPRISE, Column("crebo", "crebo", crebo_code), Column("code", "erkenningscode", text, False), *PERIOD),
        "kvk_number",
        has_many=True,
    ),
    RegisterShape(
        "crebo",
        "Centraal register beroepsopleidingen (Crebo)",
        (
            Column("crebo", "crebo", crebo_code),
            Column("name", "naam", text),
            Column("level", "niveau", Choice({level: int(level) for level in "1234"}), is_required=False),
            *PERIOD,
        ),
        "crebo",
    ),
    RegisterShape(
        "croho",
        "Centraal register opleidingen hoger onderwijs (Croho)",
        (
            Column("croho", "croho", croho_code),
            Column("name", "naam", text),
            Column("sector", "sector", text),
            Column("form", "vorm", Choice(FORMS)),
            *PERIOD,
        ),
        "croho",
        has_many=True,
    ),
    RegisterShape(
        "rod",
        "Register onderwijsdeelnemers (ROD)",
        (
            PERSON,
            Column("programme", "opleidingscode", programme),
            *PERIOD,
            Column("placement_from_on", "bpv_vanaf", day, is_required=False),
            Column("placement_until_on", "bpv_tot_en_met", day, is_required=False),
            Column("employer", "leerbedrijf_kvk_nummer", kvk_number, is_required=False),
        ),
        "person",
        has_many=True,
    ),
    RegisterShape(
        "scholingsregister",
        "Scholingsregister",
        (
            Column("training", "scholings_id", register_code),
            Column("name", "naam", text),
            Column("level", "niveau", text, is_required=False),
            Column("trainer", "opleider_id", register_code),
            Column("trainer_name", "opleider_naam", text),
            Column("trainer_kvk", "opleider_kvk_nummer", kvk_number),
            Column("trainer_iban", "opleider_iban", iban),
            Column("catalogue_price", "catalogusprijs", amount),
            Column("subsidised_price", "subsidiabel_bedrag", amount),
            Column("status", "status", Choice(STATUSES)),
            *PERIOD,
        ),
        "training",
        has_many=True,
    ),
    RegisterShape(
        "insured_periods",
        "Verzekerde tijdvakken volksverzekeringen",
        (PERSON, *PERIOD),
        "person",
        has_many=True,
    ),
    RegisterShape(
        "studiefinanciering",
        "Studiefinanciering en andere tegemoetkomingen",
        (PERSON, Column("kind", "soort", Choice(SUPPORT)), *PERIOD),
        "person",
        has_many=True,
    ),
    RegisterShape(
        "de_minimis",
        "De-minimissteun in de drie jaren ervoor",
        (ENTERPRISE, Column("amount", "bedrag", amount)),
        "kvk_number",
    ),
    RegisterShape(
        "insolvency",
        "Centraal insolventieregister",
        (PARTY, Column("is_insolvent", "insolvent", yes_no), Column("since_on", "sinds", day, is_required=False)),
        "party",
    ),
)


OWN = (
    RegisterShape(
        "exclusions",
        "Uitsluitingen van aanvragers",
        (PARTY, Column("scheme", "regeling", text), *PERIOD),
        "party",
        has_many=True,
        is_own=True,
    ),
    RegisterShape(
        "removals",
        "Verwijderde opleiders en scholingen",
        (Column("key", "opleider_of_scholing", text), Column("scheme", "regeling", text), *PERIOD),
        "key",
        has_many=True,
        is_own=True,
    ),
)
"""What we decided ourselves: asked as any register, but never loaded from a file (cases.registers.exclusions)."""


class UnknownRegister(LookupError):
    """There is no register with this name."""


def shapes() -> Mapping[str, RegisterShape]:
    """Give every register by name: those of the house, and those that schemes declare."""
    own = {name: shape for scheme in schemes().values() for name, shape in scheme.registers.items()}
    return MappingProxyType(own | {shape.name: shape for shape in (*HOUSE, *OWN)})


def shape_of(name: str, known: Mapping[str, RegisterShape] | None = None) -> RegisterShape:
    """Give the shape of a register; `known` spares who asks often the gathering of all registers.

    Raises UnknownRegister with a sentence that names those there are.
    """
    found = known or shapes()
    try:
        return found[name]
    except KeyError as error:
        raise UnknownRegister(f"Er is geen register {name!r}. Kies uit: {', '.join(sorted(found))}.") from error
