"""Sending: for today, once, held back with reasons, and taken up again after a sender died."""

from __future__ import annotations

import io
import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Account, LedgerRow, Term
from letters.claiming import claim, let_go
from letters.delivery import OutboxFolder
from letters.models import Composition, Letter, LetterStatus
from letters.text import LetterText
from tests import make
from tests.letters import cases
from workflows import jobs
from workflows.steps import sending
from workflows.steps.ending import withdraw_application

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"
    return tmp_path / "outbox"


def files(outbox: Path) -> list[str]:
    return sorted(path.name for path in outbox.glob("*.pdf"))


class Died(Exception):
    """The sender's process ends here."""


def dies(*args: Any, **options: Any) -> Any:
    raise Died


def sent_text(letter: Letter) -> LetterText:
    composition = Letter.objects.select_related("composition").get(pk=letter.pk).composition
    assert composition is not None
    return LetterText.from_json(json.loads(composition.text))


@pytest.mark.django_db
def test_letter_is_sent_kept_and_announced_on_one_day(outbox: Path) -> None:
    case, on = cases.grant()
    assert make.letters_sent(on) == 2
    letter = Letter.objects.get(case=case, kind="grant")
    assert (letter.status, letter.sent_on) == (LetterStatus.SENT, on)
    assert f"{letter.pk}-{case.number}.pdf" in files(outbox)
    assert Term.objects.filter(case=case, code="objection", starts_on=on).exists()


@pytest.mark.django_db
def test_letter_that_slipped_is_composed_for_the_day_on_which_it_goes_out() -> None:
    case, on = cases.grant()
    late = on + 5 * DAY
    make.letters_sent(late)
    letter = Letter.objects.get(case=case, kind="grant")
    assert (letter.planned_on, letter.sent_on, sent_text(letter).date) == (on, late, late)
    assert case.payments.get().due_on == late + timedelta(weeks=6)


@pytest.mark.django_db
def test_letter_planned_for_later_waits() -> None:
    case, on = cases.grant()
    Letter.objects.filter(case=case, kind="grant").update(planned_on=on + DAY)
    assert make.letters_sent(on) == 1
    assert Letter.objects.get(case=case, kind="grant").status == LetterStatus.QUEUED


@pytest.mark.django_db
def test_sender_that_died_before_delivery_leaves_a_letter_for_the_next(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, on = cases.receipt()
    with monkeypatch.context() as patched:
        patched.setattr(OutboxFolder, "deliver", dies)
        with pytest.raises(Died):
            make.letters_sent(on)
    assert Letter.objects.get(case=case).status == LetterStatus.ATTEMPTING
    assert make.letters_sent(on + DAY) == 1
    assert sent_text(case.letters.get()).date == on + DAY
    assert len(files(outbox)) == 1
    assert make.letters_sent(on + DAY) == 0


@pytest.mark.django_db
def test_letter_delivered_by_a_sender_that_died_is_announced_on_that_day_and_not_sent_again(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, on = cases.receipt()
    with monkeypatch.context() as patched:
        patched.setattr(sending, "announce_all", dies)
        with pytest.raises(Died):
            make.letters_sent(on)
    [file] = outbox.glob("*.pdf")
    before = file.read_bytes()
    assert make.letters_sent(on + 3 * DAY) == 1
    letter = Letter.objects.get(case=case)
    assert (letter.status, letter.sent_on, sent_text(letter).date) == (LetterStatus.SENT, on, on)
    assert file.read_bytes() == before
    assert Composition.objects.filter(letter=letter).count() == 1
    assert Event.objects.filter(stream=case.stream, action="letter.sent").count() == 1


@pytest.mark.django_db
def test_letter_with_a_problem_is_held_back_and_the_others_go(outbox: Path) -> None:
    case, on = cases.grant()
    grant = case.decisions.get(kind="grant")
    LedgerRow.objects.create(
        case=case, account=Account.COMMITTED, amount_cents=1, decision=grant, booked_on=on, reason="een cent te veel"
    )
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("send_letters", on=on, json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert stopped.value.code == 1
    assert (told["sent"], [held["kind"] for held in told["blocked"]]) == (1, ["grant"])
    letter = Letter.objects.get(case=case, kind="grant")
    assert letter.status == LetterStatus.BLOCKED
    assert "boekhouding" in letter.problem
    assert len(files(outbox)) == 1
    assert not Term.objects.filter(case=case, code="objection").exists()
    assert Event.objects.filter(stream=case.stream, action="letter.failed").exists()


@pytest.mark.django_db
def test_letter_held_back_goes_out_once_the_cause_is_gone() -> None:
    case, on = cases.supplement_requested()
    Letter.objects.filter(case=case, kind="supplement_request").update(facts={})
    with pytest.raises(SystemExit):
        call_command("send_letters", on=on, stdout=io.StringIO())
    Letter.objects.filter(case=case, kind="supplement_request").update(facts={"missing": "De begroting."})
    out = io.StringIO()
    call_command("send_letters", on=on, stdout=out)
    assert "Verzonden: 0." in out.getvalue()
    call_command("send_letters", on=on, again=True, stdout=out)
    assert Letter.objects.get(case=case, kind="supplement_request").status == LetterStatus.SENT


@pytest.mark.django_db
def test_request_that_no_longer_matters_lapses_unsent() -> None:
    case, on = cases.supplement_requested()
    by = make.person(Role.HANDLER)
    withdraw_application(case.pk, {"reason": "Later."}, by=by, received_at=make.at(on))
    make.letters_sent(on)
    statuses = dict(Letter.objects.filter(case=case).values_list("kind", "status"))
    assert statuses == {
        "receipt": LetterStatus.SENT,
        "supplement_request": LetterStatus.VOID,
        "withdrawal_confirmation": LetterStatus.SENT,
    }


@pytest.mark.django_db
def test_letter_that_cannot_be_rendered_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    case, on = cases.receipt()
    monkeypatch.setattr("letters.press.render", dies)
    with pytest.raises(SystemExit):
        call_command("send_letters", on=on, stdout=io.StringIO())
    assert Letter.objects.get(case=case).problem == "De opmaak is mislukt (Died)."


@pytest.mark.django_db
def test_job_sends_what_is_due_today_and_carries_nothing_else() -> None:
    case, _ = cases.receipt()
    assert jobs.send_letters(timestamp=0) == 1
    assert Letter.objects.get(case=case).status == LetterStatus.SENT
    assert jobs.send_letters(timestamp=0) == 0


@pytest.mark.django_db
def test_unreadable_date_is_wrong_use() -> None:
    with pytest.raises(Exception, match="--on"):
        call_command("send_letters", "--on", "gisteren")


def _claimed_elsewhere(on: date) -> tuple[int, ...]:
    """Claim on a connection of its own, and give what was claimed once the server has let that connection go."""
    try:
        found = claim(on)
        backend = connection.connection.info.backend_pid
    finally:
        connection.close()
    _wait_until_gone(backend)
    return found.pks if found else ()


def _wait_until_gone(backend: int) -> None:
    """The server ends a session a moment after its connection was closed; only then its locks are free."""
    try:
        with connection.cursor() as cursor:
            for _ in range(500):
                cursor.execute("SELECT FROM pg_stat_activity WHERE pid = %s", [backend])
                if cursor.fetchone() is None:
                    return
                time.sleep(0.01)
    finally:
        connection.close()
    raise AssertionError("the session of the dead sender does not end")


@pytest.mark.own_database
def test_letter_that_a_living_sender_holds_is_left_alone_until_it_lets_go() -> None:
    case, on = cases.receipt()
    ours = claim(on)
    assert ours is not None
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_claimed_elsewhere, on).result() == ()
        let_go(ours.pks)
        assert pool.submit(_claimed_elsewhere, on).result() == tuple(case.letters.values_list("pk", flat=True))


@pytest.mark.own_database
def test_letter_of_a_sender_whose_connection_is_gone_is_claimed_again() -> None:
    case, on = cases.receipt()
    with ThreadPoolExecutor(1) as pool:
        dead = pool.submit(_claimed_elsewhere, on).result()
    found = claim(on)
    assert found is not None
    assert found.pks == dead == tuple(case.letters.values_list("pk", flat=True))
    let_go(found.pks)


@pytest.mark.own_database
def test_many_letters_are_rendered_by_processes_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.press.FEW", 0)
    _, on = cases.grant()
    out = io.StringIO()
    call_command("send_letters", on=on, json=True, stdout=out)
    assert json.loads(out.getvalue())["sent"] == 2
