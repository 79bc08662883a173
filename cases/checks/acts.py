"""Does every act of a scheme have its letters, articles and terms, in every version of the rules?
Which act has which stands in `cases.acts`; statuses are checked in `machine`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.core.checks import Error

from cases.acts import CITED_ALSO, CONFIRMED, DECISIONS, LETTERS, TERMS
from cases.checks.problem import problem
from cases.law import NotInForce, NotSet
from cases.schemes.base import Scheme
from cases.schemes.trainers import applicant_is_paid
from cases.schemes.versions import first_days
from cases.terms.kinds import TermKind

OBJECTION = "objection"


def act_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every problem of letters, articles and terms."""
    yield from missing_wording(scheme)
    yield from refusals_without_letter(scheme)
    yield from orders_without_acts(scheme)
    for version, day in first_days(scheme).items():
        yield from missing_articles(scheme, version, day)
        yield from missing_terms(scheme, version, day)
        yield from refusals_without_term(scheme, version, day)


def missing_wording(scheme: Scheme) -> Iterator[Error]:
    """Every letter that an act of the scheme can send, or that confirms what was sent, has wording."""
    confirmed = ((act, kind) for act, kind in CONFIRMED.items() if act in scheme.acts)
    for act, kind in (*_letters(scheme), *confirmed):
        if kind not in scheme.wording:
            sentence = f"{act!r} sends the letter {kind!r}, which has no wording."
            yield problem(scheme, "E011", sentence, "Add it to `wording`.")


def missing_articles(scheme: Scheme, version: str, day: date) -> Iterator[Error]:
    """Every decision rests on at least one article of the version."""
    also = (kind for act in scheme.transitions for kind in CITED_ALSO.get(act, ()))
    for kind in dict.fromkeys((*(kind for _, kind in _letters(scheme) if kind in DECISIONS), *also)):
        if not _articles(scheme, kind, day):
            hint = f"Let `articles_of` give the articles of {kind!r} on {day}."
            yield problem(scheme, "E012", f"the decision {kind!r} has no article in {version}.", hint)


def missing_terms(scheme: Scheme, version: str, day: date) -> Iterator[Error]:
    """Every term that an act begins can be given by the version."""
    needed = [code for act in scheme.transitions for code in TERMS.get(act, ())]
    needed += ["objection_decision"] if "objection" in scheme.acts else []
    for code in dict.fromkeys(needed):
        if not _has_term(scheme, code, day):
            hint = f"Let `terms` give {code!r} on {day}, from the scheme's values or from cases.terms.catalogue."
            yield problem(scheme, "E013", f"the term {code!r} cannot be given in {version}.", hint)


def refusals(scheme: Scheme) -> tuple[str, ...]:
    """Give the acts that say no to an applicant or recipient."""
    return tuple(act for act in scheme.transitions if act.startswith("refuse") or act == "leave_unconsidered")


def refusals_without_letter(scheme: Scheme) -> Iterator[Error]:
    """A refusal that nobody is told of does not take effect (Awb 3:40)."""
    for act in refusals(scheme):
        if not set(LETTERS.get(act, ())) & DECISIONS:
            hint = "Give the act its decision letter in cases.acts.LETTERS (Awb 3:40, 3:41)."
            yield problem(scheme, "E014", f"the refusal {act!r} sends no decision letter.", hint)


def orders_without_acts(scheme: Scheme) -> Iterator[Error]:
    """A scheme that pays another than the applicant takes what that other sends: without an invoice nobody is paid."""
    if scheme.payee is applicant_is_paid or scheme.supply is None:
        return
    for act in ("invoice", "proof"):
        if act not in scheme.acts:
            hint = "Add the act to `acts` with the trainer among its senders (cases.schemes.trainers)."
            yield problem(scheme, "E016", f"it orders from others, but they can send no {act!r}.", hint)


def refusals_without_term(scheme: Scheme, version: str, day: date) -> Iterator[Error]:
    """A refusal is open to objection for a term that the letter names (Awb 3:45, 6:7)."""
    if refusals(scheme) and not _has_term(scheme, OBJECTION, day):
        hint = f"Let `terms` give {OBJECTION!r} on {day} (Awb 6:7)."
        yield problem(scheme, "E015", f"refusals in {version} have no term for objection.", hint)


def _letters(scheme: Scheme) -> Iterator[tuple[str, str]]:
    return ((act, kind) for act in scheme.transitions for kind in LETTERS.get(act, ()))


def _articles(scheme: Scheme, kind: str, day: date) -> tuple[str, ...]:
    try:
        return tuple(cite for cite in scheme.articles_of(kind, day) if cite.strip())
    except LookupError:
        return ()


def _has_term(scheme: Scheme, code: str, day: date) -> bool:
    try:
        return isinstance(scheme.terms(code, scheme.values_on(day)), TermKind)
    except NotSet:
        return True  # it can be given once its length is set; `cases.checks.going_live` asks for that
    except (LookupError, AttributeError, NotInForce):
        return False
