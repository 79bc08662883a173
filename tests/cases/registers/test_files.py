"""The files of registers: what is right is read, what is wrong is told with its line and column, and no BSN leaves the file."""

from __future__ import annotations

import pytest

from cases.identity import pseudonym
from cases.registers.reading import SHOWN, BadFile
from cases.registers.shapes import HOUSE
from tests.cases.registers.files import INSURED, NAMES, OTHER, PERSON, SAMPLES, csv_of, errors_of, rows_of

KVK = "kvk_nummer;naam;rechtsvorm;sbi_codes"
SBI = "kvk_nummer,sbi_code,hoofdactiviteit,vanaf,tot_en_met"
SBB = "kvk_nummer,crebo,erkenningscode,vanaf,tot_en_met"
CREBO = "crebo,naam,niveau,vanaf,tot_en_met"
CROHO = "croho,naam,sector,vorm,vanaf,tot_en_met"
ROD = "bsn,opleidingscode,vanaf,tot_en_met,bpv_vanaf,bpv_tot_en_met,leerbedrijf_kvk_nummer"
TRAINING = (
    "scholings_id;naam;niveau;opleider_id;opleider_naam;opleider_kvk_nummer;opleider_iban;catalogusprijs;"
    "subsidiabel_bedrag;status;vanaf;tot_en_met"
)
SUPPORT = "bsn,soort,vanaf,tot_en_met"
AID = "kvk_nummer,bedrag"
INSOLVENCY = "nummer,insolvent,sinds"

WRONG_ROWS = [
    ("kvk", KVK, "9100001;Linde;bv;1071", "regel 2, kolom kvk_nummer: Een KvK-nummer heeft acht cijfers."),
    ("kvk", KVK, "91000001;;bv;1071", "regel 2, kolom naam: Dit gegeven ontbreekt."),
    ("kvk", KVK, "91000001;Linde;bv;10.71", "regel 2, kolom sbi_codes: Een SBI-code heeft twee tot zes cijfers"),
    ("kvk", KVK, "91000001;Linde;bv", "regel 2: Deze regel heeft 3 waarden; dat moeten er 4 zijn."),
    ("sbi", SBI, "91000001,1071,soms,2020-01-01,", "regel 2, kolom hoofdactiviteit: Kies een van: ja, nee."),
    ("sbi", SBI, "91000001,1071,ja,2020-13-01,", "regel 2, kolom vanaf: Hier hoort een datum als 2020-03-02."),
    ("sbb", SBB, "91000001,2518,,2020-01-01,", "regel 2, kolom crebo: Een Crebo-code heeft vijf cijfers."),
    ("sbb", SBB, "91000001,25180,,2020-01-01,2019-12-31", "regel 2: De laatste dag ligt voor de eerste dag."),
    ("crebo", CREBO, "25180,Kok,5,2016-08-01,", "regel 2, kolom niveau: Kies een van: 1, 2, 3, 4."),
    ("crebo", CREBO, "25180,Kok,2,1816-08-01,", "regel 2, kolom vanaf: Deze datum ligt te ver weg"),
    (
        "croho",
        CROHO,
        "34475,Bouwkunde,techniek,avond,2010-09-01,",
        "kolom vorm: Kies een van: voltijd, deeltijd, duaal.",
    ),
    ("rod", ROD, "999900007,25180,2023-08-01,,,,", "regel 2, kolom bsn: Dit is geen geldig burgerservicenummer."),
    ("rod", ROD, f"{PERSON},25180,2023-08-01,,ooit,,", "regel 2, kolom bpv_vanaf: Hier hoort een datum"),
    (
        "rod",
        ROD,
        f"{PERSON},25180,2023-08-01,,,,123",
        "kolom leerbedrijf_kvk_nummer: Een KvK-nummer heeft acht cijfers.",
    ),
    (
        "scholingsregister",
        TRAINING,
        "S-1;Lassen;;O-7;Berk;91000010;NL91ABNA0417164301;1,00;1,00;actief;2022-03-01;",
        "regel 2, kolom opleider_iban: Dit is geen geldige IBAN",
    ),
    (
        "scholingsregister",
        TRAINING,
        "S-1;Lassen;;O-7;Berk;91000010;NL91ABNA0417164300;1.000,00;1,00;actief;2022-03-01;",
        "regel 2, kolom catalogusprijs: Schrijf een bedrag als",
    ),
    (
        "scholingsregister",
        TRAINING,
        "S-1;Lassen;;O-7;Berk;91000010;NL91ABNA0417164300;1,00;-1,00;actief;2022-03-01;",
        "regel 2, kolom subsidiabel_bedrag: Een bedrag is hier niet kleiner dan nul.",
    ),
    (
        "scholingsregister",
        TRAINING,
        "S 1;Lassen;;O-7;Berk;91000010;NL91ABNA0417164300;1,00;1,00;open;2022-03-01;",
        "regel 2, kolom scholings_id: Deze code heeft ten hoogste veertig letters, cijfers of streepjes.",
    ),
    (
        "insured_periods",
        INSURED,
        "123456789,2020-01-01,",
        "regel 2, kolom bsn: Dit is geen geldig burgerservicenummer.",
    ),
    ("insured_periods", INSURED, f"{PERSON},,2020-01-01", "regel 2, kolom vanaf: Dit gegeven ontbreekt."),
    ("studiefinanciering", SUPPORT, f"{PERSON},lening,2020-01-01,", "kolom soort: Kies een van: studiefinanciering"),
    ("de_minimis", AID, "91000001,12.500", "regel 2, kolom bedrag: Schrijf een bedrag als"),
    ("insolvency", INSOLVENCY, "12345,nee,", "regel 2, kolom nummer: Dit is geen geldig burgerservicenummer."),
    ("insolvency", INSOLVENCY, "91000001,nee,gisteren", "regel 2, kolom sinds: Hier hoort een datum"),
]


def test_every_register_of_the_house_has_its_sample() -> None:
    assert sorted(shape.name for shape in HOUSE) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_of_a_register_is_read_whole(name: str) -> None:
    data = (SAMPLES / f"{name}.csv").read_bytes()
    assert len(rows_of(name, data)) == len(data.splitlines()) - 1


@pytest.mark.parametrize(
    ("name", "header", "row", "told"), WRONG_ROWS, ids=[f"{name} {told[:60]}" for name, _, _, told in WRONG_ROWS]
)
def test_what_is_wrong_with_a_row_is_told_with_its_place(name: str, header: str, row: str, told: str) -> None:
    errors = errors_of(name, csv_of(header, row))
    assert any(told in error for error in errors), errors


def test_all_errors_of_a_row_and_of_all_rows_are_told_at_once() -> None:
    errors = errors_of("sbi", csv_of(SBI, "1,x,misschien,ooit,", "91000001,1071,ja,2020-01-01,", "91000002,1071,ja,,"))
    assert [error.split(":")[0] for error in errors] == [
        "regel 2, kolom kvk_nummer",
        "regel 2, kolom sbi_code",
        "regel 2, kolom hoofdactiviteit",
        "regel 2, kolom vanaf",
        "regel 4, kolom vanaf",
    ]


def test_of_many_errors_the_first_are_told_and_all_are_counted() -> None:
    with pytest.raises(BadFile, match="aantal fouten: 5000") as caught:
        rows_of("de_minimis", csv_of(AID, *["91000001,veel"] * 5000))
    assert len(caught.value.errors) == SHOWN
    assert caught.value.errors[-1].line == SHOWN + 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "regel 1, kolom kvk_nummer: Deze kolom ontbreekt.", id="an empty file"),
        pytest.param(csv_of(AID), "regel 1: Het bestand heeft geen regels met gegevens.", id="a heading alone"),
        pytest.param(csv_of(AID, "", " , "), "regel 1: Het bestand heeft geen regels", id="blank lines alone"),
        pytest.param(
            csv_of("kvk_nummer", "91000001"), "regel 1, kolom bedrag: Deze kolom ontbreekt.", id="a column less"
        ),
        pytest.param(
            csv_of("kvk_nummer,bedrag,kleur", "91000001,1,rood"),
            "regel 1, kolom kleur: Deze kolom is onbekend. Kies uit: kvk_nummer, bedrag.",
            id="a column more",
        ),
        pytest.param(
            csv_of("kvk_nummer,bedrag,bedrag", "91000001,1,2"),
            "regel 1, kolom bedrag: Deze kolom staat er twee keer.",
            id="a column twice",
        ),
        pytest.param(b"kvk_nummer,bedrag\n\xff\xfe,1\n", "Het bestand is geen tekst in UTF-8", id="another encoding"),
        pytest.param(csv_of(AID, '"91000001,1'), "Het bestand is geen CSV", id="a quote that never ends"),
        pytest.param(csv_of(AID, "91000001,1\x00"), "", id="a zero byte"),
    ],
)
def test_a_file_that_is_no_register_is_told_as_such(data: bytes, told: str) -> None:
    errors = errors_of("de_minimis", data)
    assert errors
    assert any(told in error for error in errors), errors


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without mark", "with the mark of a spreadsheet"])
@pytest.mark.parametrize("sign", ",;")
def test_commas_and_semicolons_are_read_with_or_without_mark(mark: bytes, sign: str) -> None:
    data = mark + f"Bedrag{sign}KvK_nummer\r\n1250.00{sign}91000001\r\n".encode()
    assert [(row.key, row.data["amount"]) for row in rows_of("de_minimis", data)] == [("91000001", "1250.00")]


def test_of_a_person_only_the_pseudonym_leaves_the_file() -> None:
    rows = rows_of("rod", (SAMPLES / "rod.csv").read_bytes())
    assert {row.key for row in rows} == {pseudonym(PERSON), pseudonym(OTHER)}
    assert PERSON not in str(rows)
    assert OTHER not in str(rows)


def test_an_error_never_repeats_the_number_of_a_person() -> None:
    wrong = "999900007"
    [error] = errors_of("insured_periods", csv_of(INSURED, f"{wrong},2020-01-01,"))
    assert wrong not in error


def test_an_enterprise_and_a_person_can_stand_in_one_register() -> None:
    keys = [row.key for row in rows_of("insolvency", (SAMPLES / "insolvency.csv").read_bytes())]
    assert keys == ["91000001", "91000002", pseudonym("999900055")]


def test_days_are_kept_in_one_form_and_words_as_codes() -> None:
    rows = rows_of("sbi", csv_of(SBI, "91000001,1071,Ja,02-03-2020,2021-03-02"))
    assert rows[0].data == {
        "kvk_number": "91000001",
        "sbi_code": "1071",
        "is_main": True,
        "from_on": "2020-03-02",
        "until_on": "2021-03-02",
    }
