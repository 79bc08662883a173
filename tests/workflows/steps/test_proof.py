"""Proof of participation: one or a file of them opens settlement; on it is settled, and what was paid comes back from who owes it."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pydantic.dataclasses import dataclass

from cases.amounts import euro
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Case, Incident, Receivable, Status, Submission
from cases.money.ledger import discrepancies
from cases.schemes.reading import STRICT
from cases.schemes.registry import scheme
from tests import make
from tests.workflows import trainers as t
from workflows import proof_files
from workflows.proof_files import data_of_row
from workflows.steps.acts import NotNow
from workflows.steps.deciding import NotReady
from workflows.steps.incidents import handle_incident, receive_incident
from workflows.steps.money import claim_back, forgo_recovery, register_repayment
from workflows.steps.proof import receive_proof
from workflows.steps.settings import approve_setting, propose_setting
from workflows.steps.settlement import Choice, assess_settlement, settle_subsidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trainers")]

HEADER = "ordernummer;outcome;ended_on;has_certificate\n"
NIL = Choice("nil", euro("0.00"), t.REASONS)


@dataclass(config=STRICT)
class Counted:
    """A proof with a number in it."""

    hours: int


@pytest.fixture
def case(who: make.People) -> Case:
    """A grant of 24,999.00 euro of which the trainer was paid all."""
    return t.paid(t.running(who), who)


def line(case: Case, outcome: str = "success") -> str:
    """A line of a file."""
    return f"{t.order_of(case).number};{outcome};2024-11-29;{'ja' if outcome == 'success' else 'nee'}\n"


def loaded(path: Path, text: str, *options: str) -> tuple[dict[str, int], list[dict[str, str]]]:
    """Load a file as a handler; give the summary, and what the outcome file says of each line."""
    path.write_text(text, encoding="utf-8")
    out = StringIO()
    told = {"stdout": out, "stderr": StringIO()}
    with suppress(SystemExit):
        call_command("load_proofs", "slim", str(path), "--by", "handler", "--on", "2024-12-10", *options, **told)
    with path.with_name(f"{path.name}.uitkomst.csv").open(encoding="utf-8") as file:
        return json.loads(out.getvalue().splitlines()[-1])["summary"], list(csv.DictReader(file, delimiter=";"))


def test_a_proof_opens_settlement_and_is_settled_as_granted(case: Case, who: make.People) -> None:
    case = t.proved(case)
    assert (case.status, make.tasks_of(case)) == (Status.REPORTED, ["assess"])
    case = make.settled(case, who, on=t.SETTLED_ON)
    assert (case.status, make.balances_of(case)) == (
        Status.SETTLED,
        {"committed": "24999.00", "paid": "24999.00"},
    )
    assert t.order_of(case).ended_on == t.SETTLED_ON
    assert make.tasks_of(case) == []


def test_only_the_trainer_sends_a_proof(case: Case) -> None:
    data, moment = t.proof_data(), make.at(t.PROVED_ON)
    make.refused(lambda: receive_proof(case.pk, data, by=make.recipient(case), received_at=moment), NotAuthorised)
    receive_proof(case.pk, data, by=t.trainer_of(case), received_at=moment)
    make.refused(lambda: receive_proof(case.pk, data, by=make.recipient(case), received_at=moment), NotAuthorised)


def test_a_corrected_proof_makes_the_settlement_be_judged_again(case: Case, who: make.People) -> None:
    case = t.proved(case)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=t.SETTLED_ON)
    assert make.tasks_of(case) == ["decide"]
    t.proved(case, "no_success", on=date(2025, 1, 14))
    assert make.tasks_of(case) == ["assess"]
    make.refused(lambda: settle_subsidy(case.pk, by=who[Role.DECIDER], on=t.SETTLED_ON), NotReady, "opnieuw")


def test_a_file_takes_in_each_good_line_and_names_every_bad_one(tmp_path: Path, case: Case, who: make.People) -> None:
    second, third = t.running(who, number=7), t.running(who, number=8)
    text = HEADER + line(case) + "onbekend;success;2024-11-29;ja\n" + line(second).replace("success", "misschien")
    text += line(third, "no_success") + line(third) + f"{t.order_of(second).number};success;29 november;ja\n\n"
    summary, lines = loaded(tmp_path / "bewijzen.csv", text)
    assert summary == {"received": 2, "known": 0, "rejected": 4}
    assert [(each["line"], each["result"]) for each in lines] == [
        ("2", "received"),
        ("3", "rejected"),
        ("4", "rejected"),
        ("5", "received"),
        ("6", "rejected"),
        ("7", "rejected"),
    ]
    assert "bestaat niet" in lines[1]["reason"]
    assert "outcome: Kies een van" in lines[2]["reason"]
    assert "ook op regel 5" in lines[4]["reason"]
    assert [make.fresh(each).status for each in (case, second, third)] == ["reported", "granted", "reported"]


@pytest.mark.parametrize("number", ["--5", "-", "5\u00b2", "\u0661", "9" * 16])
def test_a_number_that_is_none_stays_text_for_the_reader_to_judge(number: str) -> None:
    act = replace(scheme("slim").acts["proof"], shape=Counted)
    assert data_of_row(act, {"hours": number}) == {"hours": number}
    assert data_of_row(act, {"hours": "-12"}) == {"hours": -12}


def test_an_order_that_cannot_be_looked_up_stops_only_its_line(tmp_path: Path, case: Case) -> None:
    text = HEADER + "nul\0;success;2024-11-29;ja\n" + line(case)
    assert loaded(tmp_path / "bewijzen.csv", text)[0] == {"received": 1, "known": 0, "rejected": 1}


def test_the_outcome_is_for_us_only_and_runs_no_formula(tmp_path: Path, case: Case) -> None:
    _, [told] = loaded(tmp_path / "bewijzen.csv", HEADER + "=1+1;success;2024-11-29;ja\n")
    assert told["order"] == "'=1+1"
    assert (tmp_path / "bewijzen.csv.uitkomst.csv").stat().st_mode & 0o777 == 0o600


def test_an_outcome_is_written_over_nothing_unless_that_is_asked(tmp_path: Path, case: Case) -> None:
    path, kept = tmp_path / "bewijzen.csv", tmp_path / "bewijzen.csv.uitkomst.csv"
    kept.write_text("van gisteren", encoding="utf-8")
    with pytest.raises(CommandError, match="bestaat al"):
        loaded(path, HEADER + line(case))
    assert (kept.read_text(encoding="utf-8"), Submission.objects.filter(kind="proof").count()) == ("van gisteren", 0)
    assert loaded(path, HEADER + line(case), "--overwrite")[0]["received"] == 1


@pytest.mark.parametrize("options", [[], ["--overwrite"]])
def test_an_outcome_never_goes_over_the_file_itself(tmp_path: Path, case: Case, options: list[str]) -> None:
    path = tmp_path / "bewijzen.csv"
    with pytest.raises(CommandError, match="in het bestand zelf"):
        loaded(path, HEADER + line(case), "--outcome", f"{tmp_path}/../{tmp_path.name}/bewijzen.csv", *options)
    assert path.read_text(encoding="utf-8") == HEADER + line(case)


def test_the_same_file_twice_does_nothing_the_second_time(tmp_path: Path, case: Case) -> None:
    assert loaded(tmp_path / "bewijzen.csv", HEADER + line(case))[0]["received"] == 1
    again = loaded(tmp_path / "bewijzen.csv", HEADER + line(case), "--overwrite")
    assert again[0] == {"received": 0, "known": 1, "rejected": 0}
    assert Submission.objects.filter(kind="proof").count() == 1


def test_a_run_that_is_killed_is_run_again_and_pays_nobody_twice(
    tmp_path: Path, case: Case, who: make.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, real = t.running(who, number=7), receive_proof

    def dies_at_second(case_pk: int, *args: Any, **options: Any) -> object:
        if case_pk == second.pk:
            raise KeyboardInterrupt
        return real(case_pk, *args, **options)

    text = HEADER + line(case) + line(second)
    with monkeypatch.context() as broken:
        broken.setattr(proof_files, "receive_proof", dies_at_second)
        with pytest.raises(KeyboardInterrupt):
            loaded(tmp_path / "bewijzen.csv", text)
    again = loaded(tmp_path / "bewijzen.csv", text, "--overwrite")
    assert again[0] == {"received": 1, "known": 1, "rejected": 0}
    for each in (case, second):
        make.settled(make.fresh(each), who, on=t.SETTLED_ON)
    make.letters_sent(t.SETTLED_ON)
    assert not second.payments.exists(), "nothing was invoiced for it"
    assert make.balances_of(case)["paid"] == "24999.00"
    assert list(discrepancies()) == []


@pytest.mark.parametrize(
    ("header", "told"),
    [
        pytest.param("ordernummer;outcome\n", "ontbreekt: ended_on", id="a column is missing"),
        pytest.param(HEADER.replace("outcome", "uitslag"), "onbekend: uitslag", id="a column is unknown"),
        pytest.param("", "ontbreekt: outcome", id="no header"),
    ],
)
def test_a_file_with_another_header_is_not_read_at_all(tmp_path: Path, case: Case, header: str, told: str) -> None:
    with pytest.raises(CommandError, match=told) as refusal:
        loaded(tmp_path / "bewijzen.csv", header + line(case))
    assert refusal.value.returncode == 2
    assert make.fresh(case).status == Status.GRANTED


def incident(case: Case, kind: str = "cancelled", *, on: date = date(2024, 9, 2), **more: str) -> Incident:
    """Let the recipient report something."""
    data = {"kind": kind, "explanation": "De opleider stuurde een bericht.", **more}
    return receive_incident(case.pk, data, by=make.recipient(case), received_at=make.at(on))


def handled(row: Incident, who: make.People, outcome: str = "noted", blame: bool | None = False) -> None:
    """Handle an incident."""
    by, on = who[Role.HANDLER], date(2024, 9, 3)
    handle_incident(row.case_id, row.pk, outcome=outcome, reasons=t.REASONS, is_culpable=blame, by=by, on=on)


def settled_at_nil(case: Case, who: make.People, *, blame: bool) -> Case:
    """Settle at nil on a proof without success, with or without blame."""
    choice = Choice("nil", euro("0.00"), t.REASONS, blame)
    make.settled(t.proved(case, "no_success"), who, on=t.SETTLED_ON, choice=choice)
    make.letters_sent(t.SETTLED_ON)
    return make.fresh(case)


def claim(case: Case, who: make.People, debtor: str = "applicant") -> Receivable:
    """Claim back what was paid too much."""
    by = who[Role.DECIDER]
    decision = claim_back(case.pk, by=by, on=t.CLAIMED_ON, weighing=make.WEIGHING, debtor=debtor)
    return Receivable.objects.get(decision=decision)


def test_at_nil_somebody_says_whether_the_recipient_is_to_blame(case: Case, who: make.People) -> None:
    case, by = t.proved(case, "no_success"), who[Role.HANDLER]
    make.refused(
        lambda: assess_settlement(case.pk, by=by, on=t.SETTLED_ON, choice=NIL), NotReady, "ontvanger te verwijten"
    )
    blamed = Choice("nil", euro("0.00"), t.REASONS, True)
    assert assess_settlement(case.pk, by=by, on=t.SETTLED_ON, choice=blamed).extracts["is_culpable"] is True


def test_with_blame_the_recipient_pays_back(case: Case, who: make.People) -> None:
    """stap.md 7 nr 25: culpable no-show, what was paid is recovered from the recipient."""
    case = settled_at_nil(case, who, blame=True)
    receivable = claim(case, who)
    assert (receivable.debtor, receivable.amount_cents) == (case.party, 24_999_00)
    make.letters_sent(t.CLAIMED_ON)
    assert case.letters.get(kind="recovery").party is None


def test_without_blame_nothing_is_claimed_from_the_recipient_nor_from_a_trainer_without_an_article(
    case: Case, who: make.People
) -> None:
    """stap.md 7 nr 21 and R-3: cancelled by the trainer, the recipient is not to blame."""
    handled(incident(case), who)
    case = make.settled(t.proved(case, "no_success"), who, on=t.SETTLED_ON)
    make.letters_sent(t.SETTLED_ON)
    make.refused(lambda: claim(case, who), NotReady, "niets te verwijten")
    make.refused(lambda: claim(case, who, "trainer"), NotReady, "geen artikel")
    first, second = t.administrators()
    setting = propose_setting(
        "slim", "trainer_recovery_article", "Awb 4:57", from_on=t.SINCE, source="Stcrt", by=first, on=t.SETTLED_ON
    )
    approve_setting(setting.pk, by=second, on=t.SETTLED_ON)
    receivable = claim(case, who, "trainer")
    assert (receivable.debtor.identifier, receivable.amount_cents) == (t.KVK, 24_999_00)
    make.letters_sent(t.CLAIMED_ON)
    letter = case.letters.get(kind="trainer_recovery")
    assert letter.composition is not None
    text = letter.composition.text
    assert all(said in text for said in (t.NAME, t.order_of(case).number, "24.999,00", "zes weken"))
    assert case.party.name not in json.loads(text)["addressee"]
    register_repayment(receivable.pk, amount=euro("24999.00"), by=who[Role.FINANCE], on=date(2025, 3, 3))
    assert list(discrepancies()) == []


def test_recovery_can_be_forgone_and_the_case_then_closes(case: Case, who: make.People) -> None:
    handled(incident(case), who)
    case = make.settled(t.proved(case, "no_success"), who, on=t.SETTLED_ON)
    make.letters_sent(t.SETTLED_ON)
    assert make.tasks_of(case) == ["claim_back"]

    def forgo(reasons: str) -> object:
        return forgo_recovery(case.pk, by=who[Role.DECIDER], on=t.CLAIMED_ON, weighing=make.WEIGHING, reasons=reasons)

    make.refused(lambda: forgo(" "), NotReady, "motivering")
    forgo(t.REASONS)
    make.refused(lambda: forgo(t.REASONS), NotReady, "niet te veel")
    assert make.tasks_of(case) == []
    make.letters_sent(t.CLAIMED_ON)
    make.day_passes(date(2025, 6, 2))
    assert make.fresh(case).status == Status.CLOSED
    assert list(discrepancies()) == []


def test_an_incident_is_handled_by_a_person_before_settlement(case: Case, who: make.People) -> None:
    row, handler = incident(case, "illness"), who[Role.HANDLER]
    assert make.tasks_of(case) == ["handle_incident"]
    case = t.proved(case, "no_success")
    assert make.tasks_of(case) == ["handle_incident"]
    make.refused(lambda: assess_settlement(case.pk, by=handler, on=t.SETTLED_ON), NotReady, "melding")
    make.refused(lambda: handled(row, who, "anders"), NotReady, "Kies")
    handled(row, who)
    make.refused(lambda: handled(row, who), NotReady, "al afgehandeld")
    assert assess_settlement(case.pk, by=handler, on=t.SETTLED_ON).outcome == "nil"


def test_moved_days_are_decided_on_as_a_change_of_the_grant(case: Case, who: make.People) -> None:
    from cases.queries import period_of
    from workflows.steps.change import decide_change

    row = incident(case, "moved", new_ends_on="2025-02-28")
    handled(row, who, "change", None)
    assert make.tasks_of(case) == ["decide_change"]
    decide_change(case.pk, is_granted=True, reasons=t.REASONS, by=who[Role.DECIDER], on=date(2024, 9, 4))
    assert period_of(case)[1] == date(2025, 2, 28)
    assert make.tasks_of(case) == []
    make.letters_sent(date(2024, 9, 4))


def test_an_incident_can_be_received_once(case: Case) -> None:
    incident(case)
    make.refused(lambda: incident(case), NotNow, "al ontvangen")
