"""How values are written on pages: amounts, days, terms, names. No rule and no query here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from cases.amounts import euro as to_euro
from cases.amounts import from_cents, written
from cases.models import Status, Term
from cases.schemes.answers import LABELS
from cases.terms.wording import counted, written_day
from workflows.desk.naming import name_of
from workflows.desk.outside.shown import fields_of

register = template.Library()

OUR_TERMS = ("decision", "settlement_decision", "ex_officio_settlement", "unconsidered", "payment")
"""Terms that the office has to keep; the others run for applicant or recipient."""

NOTHING = "–"


@register.filter
def cents(amount: int | None) -> str:
    """Write cents as euro, with a non-breaking space so that sign and digits stay together."""
    return NOTHING if amount is None else written(from_cents(amount)).replace(" ", "\u00a0")


@register.filter
def share_cents(numerator: int, denominator: int) -> str:
    """Write cents that are a quotient, rounded down, as what a whole place gets."""
    return cents(numerator // denominator)


@register.filter
def euro(amount: Any) -> str:
    """Write an amount in euro that is kept as text or decimal."""
    return NOTHING if amount in (None, "") else written(to_euro(amount)).replace(" ", "\u00a0")


@register.filter
def day(value: date | str | None) -> str:
    """Write a day: `8 mei 2020`."""
    if not value:
        return NOTHING
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return written_day(found).replace(" ", "\u00a0")


@register.filter
def short_day(value: date | None) -> str:
    """Write a day for a narrow column: `08-05-2020`."""
    return f"{value:%d-%m-%Y}" if value else NOTHING


@register.filter
def moment(value: datetime | None) -> str:
    """Write day and time in the Netherlands."""
    return f"{timezone.localtime(value):%d-%m-%Y %H:%M}" if value else NOTHING


@register.filter
def status_name(code: str) -> str:
    """Give the Dutch name of a legal status."""
    return str(Status(code).label) if code in Status.values else code


@register.filter
def named(code: str) -> str:
    """Give the Dutch name of a code: kind of letter, decision, outcome, term or payment."""
    return name_of(code)


@register.simple_tag
def due(last_day: date | None, today: date) -> dict[str, str]:
    """Say how far off a last day is, in words and as a class: late, soon or later."""
    if last_day is None:
        return {"words": "geen termijn", "level": "none"}
    left = (last_day - today).days
    if left < 0:
        return {"words": f"{length(-left)} te laat", "level": "late"}
    if left == 0:
        return {"words": "vandaag", "level": "late"}
    return {"words": f"nog {length(left)}", "level": "soon" if left <= 7 else "later"}


@register.simple_tag
def facts_of(facts: Mapping[str, Any], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give the facts that a rule used as label and value; what is empty says nothing and is left out."""
    return [
        (shown.label[:1].lower() + shown.label[1:], shown.value) for shown in fields_of(facts, {**LABELS, **labels})
    ]


@register.simple_tag
def term_left(term: Term, today: date) -> dict[str, str]:
    """Say how far off the last day of a term is; a term of the other side is over, never late."""
    if term.code in OUR_TERMS or term.due_on >= today:
        return due(term.due_on, today)
    return {"words": f"{length((today - term.due_on).days)} geleden voorbij", "level": "none"}


def length(days: int) -> str:
    """Write a number of days as somebody would say it: days, months or years."""
    if days < 90:
        return counted(days, "days")
    return counted(days // 30, "months") if days < 730 else counted(days // 365, "years")
