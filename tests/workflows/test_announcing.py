"""The day of announcement starts the terms; worked dates come from awb.md 10 and slim.md 7."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.models import Event
from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import Case, Term
from letters.models import Composition, Letter, LetterStatus
from tests import make
from tests.letters import cases
from workflows.steps.announcing import announce
from workflows.steps.deciding import NotReady
from workflows.steps.ending import withdraw_application
from workflows.steps.settlement import Choice
from workflows.steps.supplement import lapse_supplement

pytestmark = pytest.mark.django_db
OBJECTIONS = [
    pytest.param(date(2023, 4, 14), date(2023, 5, 26), id="E1 ECLI:NL:RBMNE:2024:6245"),
    pytest.param(date(2025, 11, 20), date(2026, 1, 5), id="E2 New Year, equated day, weekend"),
    pytest.param(date(2026, 3, 16), date(2026, 4, 28), id="E4 Koningsdag"),
    pytest.param(date(2026, 3, 24), date(2026, 5, 6), id="E5 5 May"),
    pytest.param(date(2026, 11, 13), date(2026, 12, 28), id="E8 Christmas"),
]


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"


def announced(case: Case, kind: str, on: date) -> bool:
    """Announce a letter on a day, as if it had been composed and delivered then."""
    letter = Letter.objects.get(case=case, kind=kind)
    Letter.objects.filter(pk=letter.pk).update(status=LetterStatus.ATTEMPTING)
    row = Composition.objects.create(letter=letter, printed_on=on, text="{}", renderer="test", digest="0" * 64)
    return announce(letter, row, on=on)


def term(case: Case, code: str) -> Term:
    return Term.objects.get(case=case, code=code, ended_on=None)


@pytest.mark.parametrize(("published", "end"), OBJECTIONS)
def test_objection_term_runs_six_weeks_from_announcement(published: date, end: date) -> None:
    case, _ = cases.refusal()
    assert announced(case, "refusal", published)
    assert (term(case, "objection").starts_on, term(case, "objection").due_on) == (published, end)
    assert term(case, "objection").article == "Awb 6:7"


def test_printed_objection_day_is_the_one_that_is_written_down() -> None:
    case, _ = cases.refusal()
    text = cases.said(cases.drafted(case, "refusal", date(2025, 11, 20)))
    announced(case, "refusal", date(2025, 11, 20))
    assert "tot en met 5 januari 2026" in text
    assert term(case, "objection").due_on == date(2026, 1, 5)


def test_advance_is_due_six_weeks_after_announcement() -> None:
    """slim.md T2: decision known on 1 May 2023, pay before or on 12 June 2023 (Awb 4:87)."""
    case, _ = cases.grant()
    announced(case, "grant", date(2023, 5, 1))
    assert case.payments.get().due_on == date(2023, 6, 12)


def test_grant_starts_project_and_request_for_settlement() -> None:
    case, on = cases.grant()
    announced(case, "grant", on)
    ends_on = date.fromisoformat(case.decisions.get().facts["ends_on"])
    assert term(case, "duration").due_on == ends_on
    assert term(case, "settlement_request").starts_on == ends_on
    assert not Term.objects.filter(case=case, code="ex_officio_settlement").exists()


def test_small_grant_of_2025_starts_the_term_to_settle_ex_officio() -> None:
    case, who, on = cases.submitted("mkb-2025")
    make.granted(case, who, on=on)
    announced(case, "grant", on)
    assert term(case, "ex_officio_settlement").due_on == term(case, "duration").due_on + timedelta(weeks=22)
    assert not Term.objects.filter(case=case, code="settlement_request").exists()


def test_change_moves_the_end_of_the_project_and_what_is_counted_from_it() -> None:
    case, on = cases.REACHED["change granted"][1]()
    before = term(case, "settlement_request")
    announced(case, "change_granted", on)
    assert term(case, "duration").due_on == date(2024, 12, 31)
    assert term(case, "settlement_request").starts_on == date(2024, 12, 31)
    assert Term.objects.get(pk=before.pk).ending == "vervangen"


def test_request_to_supplement_starts_its_term_and_stops_the_decision_term() -> None:
    case, on = cases.supplement_requested()
    assert term(case, "decision").suspended_from is None
    announced(case, "supplement_request", on)
    assert term(case, "decision").suspended_from == on == term(case, "supplement").starts_on


def test_request_that_no_longer_matters_starts_no_term() -> None:
    case, on = cases.supplement_requested()
    data: dict[str, Any] = {"reason": "Wij beginnen later."}
    withdraw_application(case.pk, data, by=make.person(Role.HANDLER), received_at=make.at(on))
    announced(case, "supplement_request", on)
    assert not Term.objects.filter(case=case, code="supplement").exists()


def test_lapsed_supplement_term_lets_the_decision_term_run_on_and_gives_four_weeks() -> None:
    case, on = cases.supplement_requested()
    announced(case, "supplement_request", on)
    due_on, before = term(case, "supplement").due_on, term(case, "decision").due_on
    make.refused(lambda: lapse_supplement(case.pk, by=system("tests"), on=due_on), NotReady, "nog niet voorbij")
    lapse_supplement(case.pk, by=system("tests"), on=due_on + timedelta(days=1))
    assert term(case, "decision").due_on == before + (due_on - on) - timedelta(days=1)
    assert (term(case, "unconsidered").starts_on, term(case, "unconsidered").article) == (due_on, "Awb 4:5 lid 4")
    assert Event.objects.filter(stream=case.stream, action="case.supplement_lapsed").exists()


def test_settlement_starts_both_bars_of_five_years_from_their_own_days() -> None:
    """Awb 4:49 lid 3 counts from announcement, 4:57 lid 4 from the day of settlement."""
    case, on = cases.REACHED["settled on actual cost"][1]()
    later = on + timedelta(days=3)
    announced(case, "settlement_actual", later)
    assert (term(case, "revocation_bar").starts_on, term(case, "recovery_bar").starts_on) == (later, on)
    assert term(case, "recovery_bar").due_on == on.replace(year=on.year + 5)
    assert case.payments.get(kind="settlement").due_on is not None


def test_claim_is_due_six_weeks_after_announcement() -> None:
    case, _ = cases.recovery()
    announced(case, "recovery", date(2024, 11, 4))
    assert case.receivables.get().due_on == date(2024, 12, 16)


def test_invitation_to_give_views_starts_their_term() -> None:
    case, on = cases.refusal_views()
    announced(case, "refusal_views", on)
    assert term(case, "views").starts_on == on


def test_second_announcement_changes_nothing() -> None:
    case, on = cases.grant()
    assert announced(case, "grant", on)
    letter = Letter.objects.get(case=case, kind="grant")
    assert letter.composition is not None
    assert not announce(letter, letter.composition, on=on + timedelta(days=1))
    assert Event.objects.filter(stream=case.stream, action="letter.sent").count() == 1
    assert term(case, "objection").starts_on == on


def test_trail_tells_which_letter_went_out_and_which_terms_began_without_its_digest() -> None:
    case, on = cases.settled("mkb-voorschot-2023", "0.40", Choice("lower", Decimal("9000.00"), cases.REASON))[::2]
    announced(case, "settlement_lower", on)
    body = Event.objects.filter(stream=case.stream, action="letter.sent").order_by("-number")[0].body
    assert '"objection":' in body
    assert '"revocation_bar":' in body
    assert "0" * 64 not in body
