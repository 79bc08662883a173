"""Tables of grants on real cases: de-minimis aid per enterprise and the public overview, in both formats.
What makes a file safe and whole is tested here once for both."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Decision, RegisterEntry
from tests import make
from workflows.oversight import deminimis, table_command, woo
from workflows.oversight.tables import Period, safe_cell, write_csv, write_jsonl
from workflows.steps.ending import revoke_grant, waive_grant
from workflows.steps.hearing import check_hearing
from workflows.steps.settlement import assess_settlement, receive_report, settle_subsidy

GRANTED_ON = date(2023, 6, 1)
REPORTED_ON = date(2024, 6, 3)
SETTLED_ON = date(2024, 9, 2)
WEIGHING = "Het belang van rechtmatige besteding weegt zwaarder dan dat van de ontvanger."

pytestmark = pytest.mark.django_db


def exported(table: str, *options: str) -> list[dict[str, str]]:
    """Give the rows of an export as JSON."""
    out = io.StringIO()
    call_command(f"export_{table}", "--format", "jsonl", *options, stdout=out, stderr=io.StringIO(), skip_checks=True)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def granted(
    sample: str = "mkb-voorschot-2023", *, on: date = GRANTED_ON, legal_form: str = "bv", **fields: Any
) -> Case:
    """Bring a sample to its announced grant; the register knows its legal form."""
    envelope = make.sample(sample)
    envelope["application"]["applicant"].update(fields)
    case = make.submitted(envelope)
    RegisterEntry.objects.filter(register="kvk", key=case.party.kvk_number).delete()
    data = {"name": case.party.name, "legal_form": legal_form}
    RegisterEntry.objects.create(register="kvk", key=case.party.kvk_number, from_on=make.SINCE, data=data)
    return make.announced(case, make.people(), on=on)


def settled(case: Case, share: str) -> Decision:
    """Report a share of the budget and settle on it."""
    who = make.people()
    data = make.report_data(case, share, ended_on=date(2024, 5, 1))
    receive_report(case.pk, data, by=who[Role.HANDLER], received_at=make.at(REPORTED_ON))
    assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    return settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON)


def revoked(case: Case) -> Decision:
    """Withdraw the grant."""
    who = make.people()
    check_hearing(case.pk, "revocation", is_required=False, reason="Al gehoord.", by=who[Role.HANDLER], on=SETTLED_ON)
    return revoke_grant(
        case.pk, by=who[Role.DECIDER], on=SETTLED_ON, weighing=WEIGHING, reasons="Niet uitgevoerd (Awb 4:48)."
    )


def waived(case: Case) -> None:
    """Let the recipient give the subsidy up."""
    data = {"reason": "Wij voeren het project niet uit."}
    waive_grant(case.pk, data, by=make.people()[Role.HANDLER], received_at=make.at(SETTLED_ON))


def money(row: Mapping[str, str], name: str) -> Decimal:
    """Read an amount of a row."""
    return Decimal(row[f"{name}_bedrag"])


def grant_decision(case: Case) -> Decision:
    """Give the grant."""
    return case.decisions.get(kind="grant")


def test_a_grant_is_one_row_of_de_minimis_aid_with_regulation_and_decision() -> None:
    case = granted()
    (row,) = exported("deminimis")
    amount = f"{grant_decision(case).amount_cents or 0:03d}"
    assert row == {
        "kvk_nummer": case.party.kvk_number,
        "naam": case.party.name,
        "zaaknummer": case.number,
        "besluitnummer": str(grant_decision(case).pk),
        "verleend_op": "2023-06-01",
        "verordening": "Verordening (EU) nr. 1407/2013",
        "verleend_bedrag": f"{amount[:-2]}.{amount[-2:]}",
        "gewijzigd_bedrag": "0.00",
        "ingetrokken_bedrag": "0.00",
        "geldend_bedrag": f"{amount[:-2]}.{amount[-2:]}",
        "gewijzigd_op": "",
    }


def test_a_lower_settlement_changes_the_aid_by_the_ledger() -> None:
    case = granted()
    decision = settled(case, "0.80")
    (row,) = exported("deminimis")
    assert money(row, "gewijzigd") < 0
    assert money(row, "geldend") == Decimal(decision.amount_cents or 0).scaleb(-2)
    assert money(row, "verleend") + money(row, "gewijzigd") - money(row, "ingetrokken") == money(row, "geldend")
    assert row["gewijzigd_op"] == SETTLED_ON.isoformat()


@pytest.mark.parametrize("ending", [revoked, waived], ids=["withdrawn by the office", "given up by the recipient"])
def test_a_grant_that_ends_is_withdrawn_aid(ending: Any) -> None:
    ending(granted())
    (row,) = exported("deminimis")
    assert money(row, "ingetrokken") == money(row, "verleend")
    assert money(row, "geldend") == 0


def test_a_partnership_is_a_row_for_each_enterprise_and_they_add_up() -> None:
    case = granted("swv-2022", on=date(2022, 10, 3))
    rows = exported("deminimis")
    application = json.loads(case.application.body)["application"]
    assert [row["kvk_nummer"] for row in rows] == [each["kvk_number"] for each in application["participants"]]
    assert [row["naam"] for row in rows] == [each["name"] for each in application["participants"]]
    total = sum((money(row, "verleend") for row in rows), Decimal(0))
    assert total == Decimal(grant_decision(case).amount_cents or 0).scaleb(-2)


def test_agriculture_has_its_own_regulation() -> None:
    granted("mkb-landbouw-2020", on=date(2020, 6, 1))
    (row,) = exported("deminimis")
    assert row["verordening"] == "Verordening (EU) nr. 1408/2013"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--from", "2023-06-01", "--until", "2023-06-01"), 1),
        (("--from", "2023-06-02"), 1),
        (("--until", "2023-05-31"), 0),
        (("--from", "2024-09-03"), 0),
    ],
    ids=["on the day of grant", "on the day of change", "before the grant", "after the change"],
)
def test_de_minimis_aid_is_chosen_by_the_day_of_grant_or_change(options: tuple[str, ...], count: int) -> None:
    settled(granted(), "0.80")
    assert len(exported("deminimis", *options)) == count


def test_the_overview_has_a_row_for_grant_and_settlement_with_basis_and_activities() -> None:
    case = granted()
    settled(case, "0.80")
    grant, settlement = exported("woo")
    assert [grant["soort_besluit"], settlement["soort_besluit"]] == ["Verlening", "Vaststelling op werkelijke kosten"]
    assert grant["ontvanger"] == case.party.name
    assert grant["grondslag"].endswith("van de Kaderwet SZW-subsidies")
    assert "Awb 4:29" in grant["artikelen"]
    assert grant["project"] == json.loads(case.application.body)["application"]["project"]["title"]
    assert grant["activiteiten"]
    assert grant["vastgesteld_bedrag"] == settlement["verleend_bedrag"] == ""
    assert money(grant, "verleend") + money(settlement, "gewijzigd") == money(settlement, "vastgesteld")


def test_the_overview_names_what_was_withdrawn() -> None:
    revoked(granted())
    grant, withdrawal = exported("woo")
    assert withdrawal["soort_besluit"] == "Intrekking"
    assert money(withdrawal, "ingetrokken") == money(grant, "verleend")
    assert exported("woo", "--until", "2023-12-31") == [grant]


@pytest.mark.parametrize(
    ("legal_form", "recipients"),
    [("eenmanszaak", []), ("", [woo.UNKNOWN]), ("stichting", ["Stichting Voorbeeld"])],
    ids=["a natural person", "an unknown legal form", "a foundation"],
)
def test_the_overview_names_no_natural_person(legal_form: str, recipients: list[str]) -> None:
    granted(legal_form=legal_form, name="Stichting Voorbeeld")
    rows = exported("woo")
    assert [row["ontvanger"] for row in rows] == recipients
    assert all(bool(row["kvk_nummer"]) == (row["ontvanger"] != woo.UNKNOWN) for row in rows)


@pytest.mark.parametrize("table", ["deminimis", "woo"])
def test_a_name_that_is_a_formula_is_text_in_csv_and_as_it_is_in_json(table: str) -> None:
    name = '=HYPERLINK("http://voorbeeld";"klik")'
    granted(name=name)
    out = io.StringIO()
    call_command(f"export_{table}", stdout=out, stderr=io.StringIO(), skip_checks=True)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    column = "naam" if table == "deminimis" else "ontvanger"
    assert row[column] == f"'{name}"
    assert exported(table)[0][column] == name


@pytest.mark.parametrize("table", ["deminimis", "woo"])
def test_every_export_is_recorded_with_its_selection(table: str) -> None:
    auditor = make.person(Role.AUDITOR, username="auditor")
    exported(table, "--from", "2023-01-01", "--by", "auditor")
    event = Event.objects.filter(action="export.made").latest("id")
    body = json.loads(event.body)
    assert body["actor"] == str(auditor)
    assert body["facts"] == {"format": "jsonl", "selection": {"from": "2023-01-01", "table": table}}


def test_a_file_gets_its_name_only_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    granted()
    file = tmp_path / "steun.csv"
    call_command("export_deminimis", "--out", str(file), stderr=io.StringIO(), skip_checks=True)
    assert file.read_text(encoding="utf-8").startswith(",".join(deminimis.COLUMNS))

    def broken(*_: object) -> int:
        raise OSError("schijf vol")

    monkeypatch.setattr(table_command, "WRITERS", {"csv": broken})
    with pytest.raises(CommandError, match="schijf vol") as failed:
        call_command("export_deminimis", "--out", str(tmp_path / "half.csv"), skip_checks=True)
    assert failed.value.returncode == 2
    assert not (tmp_path / "half.csv").exists()


def test_rows_are_written_one_by_one() -> None:
    """No more than one row is read before it is written, so the memory does not grow with the table."""
    out, read = io.StringIO(), []

    def rows() -> Iterator[dict[str, str]]:
        for number in range(3):
            assert len(out.getvalue().splitlines()) == number + 1
            read.append(number)
            yield {"n": str(number)}

    assert write_csv(out, ("n",), rows()) == len(read) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-500.00", "-500.00"),
        ("-5", "-5"),
        ("Firma <A & B>", "Firma <A & B>"),
        ("", ""),
    ],
)
def test_a_cell_never_runs_as_a_formula(text: str, expected: str) -> None:
    assert safe_cell(text) == expected


def test_json_lines_keep_quotes_and_line_ends_inside_one_line() -> None:
    out = io.StringIO()
    assert write_jsonl(out, ("a",), iter([{"a": 'één "regel"\nen nog een', "b": "weg"}])) == 1
    assert json.loads(out.getvalue()) == {"a": 'één "regel"\nen nog een'}
    assert out.getvalue().count("\n") == 1


def test_a_period_without_limits_is_all_days() -> None:
    assert Period().limits == (date.min, date.max)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--by", "niemand"), "geen medewerker met de gebruikersnaam 'niemand'"),
        (("--from", "2026-12-01", "--until", "2026-01-01"), "De periode eindigt"),
        (("--from", "31-12-2026"), "'31-12-2026' is geen dag"),
    ],
    ids=["unknown actor", "reversed period", "no day"],
)
@pytest.mark.parametrize("command", ["export_woo", "export_deminimis", "export_audit"])
def test_an_export_that_cannot_be_meant_is_one_sentence(command: str, options: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command(command, *options, stdout=io.StringIO(), stderr=io.StringIO(), skip_checks=True)
    assert not Event.objects.filter(action="export.made").exists()
