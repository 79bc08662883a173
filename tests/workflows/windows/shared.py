"""A small scheme whose money is shared, for tests: lines that say themselves what is found about them, two buckets, no grant.
What a real scheme of this kind decides is tested beside its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from django.utils import timezone

from cases.amounts import written
from cases.authority.permissions import MANDATED, Role
from cases.authority.values import _published
from cases.intake import read_submission
from cases.law import Article, Dated, Values
from cases.models import Case, Counter, Mandate, Window
from cases.schemes import registry
from cases.schemes.base import (
    BucketClaim,
    BucketRule,
    ClaimLine,
    Extracts,
    Finding,
    LetterFacts,
    LineKey,
    Outcome,
    Passage,
    Scheme,
    WindowRule,
)
from cases.schemes.lines import MET, PERSON, REFUSED, beside
from cases.schemes.signals import no_fingerprints
from cases.schemes.slim import SCHEME as SLIM
from cases.terms.kinds import TermKind
from cases.windows.method import NotInOrder
from tests import make
from workflows.steps.lines import take_up_lines
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    propose_rates,
    propose_reallocation,
)
from workflows.steps.submission import submit_application
from workflows.steps.windows import load_windows

CODE = "deling"
LAW = Article("Awb 4:25")
OPENED, APPLIED = date(2020, 6, 2), date(2020, 8, 3)
CLOSED, FROZEN, DECIDED = date(2020, 9, 17), date(2020, 11, 2), date(2020, 12, 1)
DIRECT = (
    "request_supplement", "receive_supplement", "leave_unconsidered", "start_assessment", "request_refusal_views",
    "refuse_late", "settle_directly", "refuse_directly", "demand_documents", "request_revocation_views",
    "drop_revocation", "amend_settlement", "award_line", "refuse_line", "withdraw", "claim_back", "close",
    "grant_prior_advance", "set_off_advance", "revoke",
)  # fmt: skip
KINDS = (
    "late_refusal", "direct_settlement", "direct_refusal", "settlement_amended", "line_awarded", "line_refused",
    "documents_request", "prior_advance",
)  # fmt: skip


@dataclass(frozen=True)
class Employer:
    """Who applies."""

    identifier: str
    name: str
    street: str = "Kade 1"
    postcode: str = "1234 AB"
    town: str = "Utrecht"
    contact_name: str = "A. de Boer"
    email: str = "a@voorbeeld.nl"
    iban: str | None = "NL91ABNA0417164300"


@dataclass(frozen=True)
class Application:
    """An application with its lines as they were written."""

    applicant: Employer
    lines: tuple[Mapping[str, Any], ...] = field(default=())
    applicant_kind: str = "werkgever"
    project_title: str = ""

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """Nobody: an employer may apply more than once."""
        return ()


def read_application(data: Mapping[str, Any], on: date) -> Application:
    """Read without checking: tests write what is right."""
    return Application(Employer(**data["applicant"]), tuple(data["lines"]))


def lines(application: Application, values: Values, extracts: Extracts) -> tuple[ClaimLine, ...]:
    """Judge each line as it says itself: met, not met, or left to a person; earlier places are taken off what is asked."""
    return tuple(_line(number, line, extracts) for number, line in enumerate(application.lines, start=1))


def _line(number: int, line: Mapping[str, Any], extracts: Extracts) -> ClaimLine:
    told = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.PERSON}[line.get("met", True)]
    finding = Finding("conditions", "Awb 4:35", told, label="De regel voldoet aan de voorwaarden.")
    outcome = {Outcome.MET: MET, Outcome.NOT_MET: REFUSED, Outcome.PERSON: PERSON}[told]
    return ClaimLine(
        number=number,
        holder=line.get("holder", f"99900{number:04d}"),
        category=line.get("bucket", "a"),
        label=f"regel {number}",
        claims=_claims(number, line, extracts, is_refused=outcome == REFUSED),
        findings=(finding,),
        outcome=outcome,
        programme=line.get("programme", "25187"),
    )


def _claims(number: int, line: Mapping[str, Any], extracts: Extracts, *, is_refused: bool) -> tuple[BucketClaim, ...]:
    asked, of = line.get("units", 40), line.get("of", 40)
    established = extracts.get("checked_lines", {}).get(str(number), {})
    left = of - int(Fraction(beside(extracts, number)["share"]) * of)
    units = 0 if is_refused else max(min(left, established.get("units", asked)), 0)
    place = BucketClaim(line.get("bucket", "a"), units, of, asked)
    weeks = BucketClaim("week", units, 1, asked)
    return (place, weeks) if line.get("supplement") else (place,)


def line_keys(application: Application) -> tuple[LineKey, ...]:
    """Who and what each line is about."""
    return tuple(
        LineKey(number, line.get("holder", f"99900{number:04d}"), line.get("programme", "25187"))
        for number, line in enumerate(application.lines, start=1)
    )


def complete(application: Application, values: Values, extracts: Extracts) -> tuple[Finding, ...]:
    """An application without lines is not complete, unless documents came."""
    outcome = Outcome.MET if application.lines and application.lines[0].get("complete", True) else Outcome.NOT_MET
    outcome = Outcome.MET if "aanvulling" in extracts.get("documents", []) else outcome
    return (Finding("lines", "Awb 4:5", outcome, {"document": "aanvulling"}, "Er zijn regels."),)


def wording(facts: LetterFacts) -> Sequence[Passage]:
    """Print the articles and every line with its amount."""
    items = tuple(f"{line.label}: {line.outcome}, {written(line.amount)}" for line in facts.lines)
    listed = (Passage("list", items=items),) if items else ()
    return (Passage("paragraph", f"Dit besluit rust op {', '.join(facts.articles) or 'de wet'}."), *listed)


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the same article for all of its own decisions, but for one that came too late by its supplement."""
    if kind == "late_refusal_after_supplement":
        return ("Awb 4:5",)
    return ("Awb 4:43",) if kind in KINDS else SLIM.articles_of(kind, day)


def terms(code: str, values: Values) -> TermKind:
    """Give a term for documents as long as that for views."""
    return SLIM.terms("views" if code == "documents" else code, values)


def dated(amount: str) -> Dated[Decimal]:
    """Give a value that holds from the beginning."""
    return Dated({date(2013, 1, 1): Decimal(amount)}, LAW)


def window_rule(code: str = "deling-2020", year: int = 2020, **ceilings: str) -> WindowRule:
    """Give a window with a ceiling for each bucket."""
    buckets = {bucket: dated(amount) for bucket, amount in (ceilings or {"a": "10000.00", "b": "5000.00"}).items()}
    whole = sum((ceiling.on(date(2020, 1, 1)) for ceiling in buckets.values()), Decimal(0))
    return WindowRule(
        code=code,
        label=f"Deling {year}",
        applicant_kinds=("werkgever",),
        opens_at=datetime(year, 6, 2, 9, tzinfo=make.AMSTERDAM),
        closes_at=datetime(year, 9, 16, 17, tzinfo=make.AMSTERDAM),
        ceiling=dated(str(whole)),
        method="shares",
        article=LAW,
        buckets=buckets,
    )


def a_scheme(*windows: WindowRule) -> Scheme:
    """Give the scheme with these windows; what it does not say itself is that of SLIM."""
    return replace(
        SLIM,
        code=CODE,
        name="DEL",
        procedure="direct",
        transitions=DIRECT,
        windows=windows or (window_rule(),),
        values={
            **SLIM.values,
            "place_amount": dated("2700.00"),
            "rate_step": dated("0.0001"),
            "week_step": dated("0.01"),
            "sample_share": dated("0.10"),
        },
        read_application=read_application,
        shape=Application,
        asks=(),
        questions=lambda application, on: (),
        completeness=complete,
        calculate=Scheme.calculate,
        judge=Scheme.judge,
        lines=lines,
        line_keys=line_keys,
        line_counts={"units": "Aantal weken"},
        buckets=(
            BucketRule("a", "Mbo", "place_amount", "rate_step"),
            BucketRule("b", "Hbo", "place_amount", "rate_step"),
            BucketRule("week", "Toeslag", None, "week_step", takes_left_over=False),
        ),
        articles_of=articles_of,
        terms=terms,
        kept_until=lambda application, on, amount, values: on.replace(year=on.year + (5 if amount < 10_000 else 7)),
        wording=MappingProxyType({**SLIM.wording, **dict.fromkeys(KINDS, wording)}),
        letter_texts=lambda application, amount, values: {},
        signals=(),
        signal_keys=no_fingerprints,
    )


@contextmanager
def known(*schemes: Scheme) -> Iterator[None]:
    """Let the house know these schemes beside its own."""
    _published.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        both = {**registry.schemes(), **{each.code: each for each in schemes}}
        patch.setattr(registry, "schemes", lambda: both)
        yield
    _published.cache_clear()


def people() -> make.People:
    """Give one employee for each role; the decider has the mandates of this scheme as well."""
    who = make.people()
    mandate(who[Role.DECIDER].employee_id)
    return who


def mandate(user_id: int) -> None:
    """Give an employee every mandate of the scheme."""
    Mandate.objects.bulk_create(
        Mandate(holder_id=user_id, act=act, scheme=CODE, from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )


def opened(who: make.People, code: str = "deling-2020") -> Window:
    """Make the windows of the scheme and give one."""
    load_windows(CODE, by=who[Role.ADMINISTRATOR], on=OPENED)
    return Window.objects.get(code=code)


def envelope(number: int, lines: Sequence[Mapping[str, Any]], *, at: datetime | None = None) -> dict[str, Any]:
    """Give an application of the employer of this number."""
    applicant = {"identifier": f"9{number:07d}", "name": f"Voorbeeldbedrijf {number}"}
    moment = at or make.at(APPLIED)
    application = {"applicant": applicant, "lines": list(lines)}
    return {"scheme": CODE, "received_at": moment.isoformat(), "application": application, "documents": []}


def applied(number: int, *lines: Mapping[str, Any], at: datetime | None = None) -> Case:
    """Submit an application with these lines; without any, with one whole place in the first bucket."""
    text = json.dumps(envelope(number, lines or ({},), at=at))
    case, _ = submit_application(read_submission(text, received_at=timezone.now()), channel="test")
    return case


def taken_up(window: Window, who: make.People, on: date = FROZEN) -> None:
    """Judge the lines of all applications."""
    take_up_lines(window.pk, by=who[Role.HANDLER], on=on)


def frozen(window: Window, who: make.People) -> None:
    """Judge all lines and freeze the list."""
    taken_up(window, who)
    freeze_shares(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)


def kept_apart(window: Window, who: make.People) -> None:
    """Choose with two people, where there is a choice, that each bucket keeps its own money."""
    with suppress(NotInOrder):
        propose_reallocation(
            window.pk, is_reallocated=False, reason="Het bedrag is klein.", by=who[Role.ADMINISTRATOR], on=FROZEN
        )
        confirm_reallocation(window.pk, by=who[Role.DECIDER], on=FROZEN)


def approved(window: Window, who: make.People) -> None:
    """Bring a window to approved rates."""
    frozen(window, who)
    kept_apart(window, who)
    propose_rates(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)
    approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=FROZEN)


def taken(window: Window) -> dict[str, int]:
    """Give what is taken of each counter in cents."""
    return dict(Counter.objects.filter(window=window).values_list("bucket", "taken_cents"))
