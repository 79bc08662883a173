"""The sample check of small grants: who can be drawn, how many, that anyone can repeat the draw and nobody can steer it.
SLIM since 2025: grants below 25,000 euro are settled without account."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.authority.values import values_for
from cases.models import Case, DatedSetting, Sample, User
from cases.schemes.registry import scheme
from tests import make
from workflows.steps.clock import begin_term, end_term
from workflows.steps.deciding import NotReady
from workflows.steps.sampling import draw_sample, order, population, sample_share, size

GRANTED_ON = date(2025, 11, 3)
ENDS_ON = date(2026, 11, 2)
DRAWN_ON = date(2026, 11, 9)
SEED = bytes(32)

pytestmark = pytest.mark.django_db


def small_grant(number: int = 1, *, ends_on: date = ENDS_ON) -> Case:
    """Grant less than 25,000 euro under the rules of 2025; the letter's term for settlement ex officio runs."""
    envelope = make.sample("mkb-2025")
    envelope["application"]["applicant"]["kvk_number"] = f"9100{number:04}"
    case = make.granted(make.submitted(envelope), make.people(), on=GRANTED_ON)
    kind = scheme("slim").terms("ex_officio_settlement", values_for("slim", case.received_on))
    begin_term(case, "ex_officio_settlement", kind, ends_on)
    return case


def drawing(share: str) -> None:
    """Let an approved setting fix the share."""
    proposer, approver = (User.objects.create(username=name) for name in ("voorsteller", "goedkeurder"))
    DatedSetting.objects.create(
        scheme="slim",
        name="sample_share",
        value=share,
        from_on=date(2025, 1, 1),
        source="besluit",
        proposed_by=proposer,
        approved_by=approver,
    )


def numbers(cases: Sequence[Case]) -> list[str]:
    """Give the numbers of cases in order."""
    return sorted(case.number for case in cases)


def sampled(case: Case) -> dict[str, Any]:
    """Give the facts of the event of a drawn case."""
    event = Event.objects.get(stream=case.stream, action="case.sampled")
    return dict(json.loads(event.body)["facts"])


def test_the_share_of_due_cases_is_drawn_and_written_down_with_its_proof() -> None:
    drawing("0.50")
    cases = [small_grant(number) for number in range(1, 4)]
    reviewer = make.person(Role.REVIEWER)
    draw = draw_sample("slim", by=reviewer, on=DRAWN_ON)
    rows = {row.case.number: row for row in Sample.objects.select_related("case")}
    assert draw.population == tuple(numbers(cases))
    assert len(draw.drawn) == len(rows) == 2
    assert set(rows) == set(draw.drawn)
    assert {row.seed_digest for row in rows.values()} == {hashlib.sha256(bytes.fromhex(draw.seed)).hexdigest()}
    facts = sampled(rows[draw.drawn[1]].case)
    assert (facts["place"], facts["share"], facts["population_size"]) == (2, "0.50", 3)
    assert facts["population_digest"] == hashlib.sha256("\n".join(numbers(cases)).encode()).hexdigest()
    assert facts["seed_digest"] == draw.seed_digest


def test_anyone_can_repeat_the_draw_from_its_events() -> None:
    drawing("0.40")
    cases = [small_grant(number) for number in range(1, 5)]
    draw = draw_sample("slim", by=make.person(Role.REVIEWER), on=DRAWN_ON)
    facts = sampled(Case.objects.get(number=draw.drawn[0]))
    seed = bytes.fromhex(facts["seed"])
    keys = sorted((hmac.new(seed, number.encode(), "sha256").hexdigest(), number) for number in numbers(cases))
    assert [number for _, number in keys][:2] == list(draw.drawn)


def test_a_drawn_case_is_never_drawn_again() -> None:
    drawing("0.50")
    cases = [small_grant(number) for number in range(1, 3)]
    reviewer = make.person(Role.REVIEWER)
    first, second = (draw_sample("slim", by=reviewer, on=DRAWN_ON) for _ in range(2))
    assert sorted(first.drawn + second.drawn) == numbers(cases)
    assert draw_sample("slim", by=reviewer, on=DRAWN_ON).drawn == ()


def test_two_draws_have_two_seeds() -> None:
    reviewer = make.person(Role.REVIEWER)
    seeds = {draw_sample("slim", by=reviewer, on=DRAWN_ON).seed for _ in range(2)}
    assert len(seeds) == 2


def test_only_granted_cases_whose_project_is_over_are_in_the_population() -> None:
    due = small_grant(1)
    running = small_grant(2, ends_on=DRAWN_ON)
    settled = small_grant(3)
    end_term(settled, "ex_officio_settlement", on=DRAWN_ON, ending="vastgesteld")
    assert numbers(population("slim", DRAWN_ON)) == [due.number]
    assert running.number in numbers(population("slim", date(2026, 11, 10)))


def test_a_grant_above_the_limit_is_not_in_the_population() -> None:
    case = small_grant()
    limit = DatedSetting(
        scheme="slim", name="ex_officio_below", value="100.00", from_on=date(2025, 1, 1), source="besluit"
    )
    limit.proposed_by, limit.approved_by = (User.objects.create(username=name) for name in ("een", "twee"))
    assert numbers(population("slim", DRAWN_ON)) == [case.number]
    limit.save()
    assert population("slim", DRAWN_ON) == []


@pytest.mark.parametrize(
    ("share", "population_size", "expected"),
    [("0.05", 0, 0), ("0.05", 1, 1), ("0.05", 20, 1), ("0.05", 21, 2), ("0.05", 1000, 50), ("1.00", 7, 7)],
)
def test_the_number_drawn_is_the_share_rounded_up(share: str, population_size: int, expected: int) -> None:
    assert size(Decimal(share), population_size) == expected


def test_the_order_is_that_of_the_keyed_digest() -> None:
    """Worked out by hand: HMAC-SHA256 with a key of 32 zero bytes."""
    keyed = {name: hmac.digest(SEED, name.encode(), "sha256").hex() for name in ("SLIM-1", "SLIM-2", "SLIM-3")}
    assert order(SEED, list(keyed)) == sorted(keyed, key=lambda name: keyed[name])


def test_a_scheme_that_draws_no_sample_on_the_day_says_so() -> None:
    with pytest.raises(NotReady, match="trekt op 31-12-2024 geen steekproef"):
        sample_share("slim", date(2024, 12, 31))


@pytest.mark.parametrize("role", [Role.HANDLER, Role.DECIDER, Role.FINANCE, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_a_reviewer_draws(role: Role) -> None:
    small_grant()
    make.refused(lambda: draw_sample("slim", by=make.people()[role], on=DRAWN_ON), NotAuthorised, "controleur")
    assert not Sample.objects.exists()
    assert len(draw_sample("slim", by=make.person(Role.REVIEWER), on=DRAWN_ON).drawn) == 1


def test_the_command_prints_the_draw() -> None:
    case, out = small_grant(), StringIO()
    make.person(Role.REVIEWER, username="controle")
    call_command("draw_sample", "slim", "--on", str(DRAWN_ON), "--by", "controle", stdout=out, skip_checks=True)
    answer = json.loads(out.getvalue())
    assert answer["drawn"] == [case.number]
    assert answer["seed_digest"] == hashlib.sha256(bytes.fromhex(answer["seed"])).hexdigest()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("lomp", "--by", "controle"), 2, "Er is geen regeling 'lomp'"),
        (("slim", "--by", "niemand"), 2, "Er is geen medewerker met de gebruikersnaam 'niemand'"),
        (("slim", "--by", "behandelaar", "--on", "2026-11-09"), 1, "Vraag een collega met die rol"),
        (("slim", "--by", "controle", "--on", "2023-01-01"), 1, "geen steekproef"),
    ],
)
def test_the_command_says_why_it_did_not_draw(arguments: tuple[str, ...], code: int, sentence: str) -> None:
    make.person(Role.REVIEWER, username="controle")
    make.person(Role.HANDLER, username="behandelaar")
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("draw_sample", *arguments, skip_checks=True)
    assert refused.value.returncode == code
    assert Event.objects.filter(action="case.sampled", result="refused").exists() == (code == 1)
