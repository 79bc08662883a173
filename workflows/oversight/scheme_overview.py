"""One scheme on one day as data: statuses, who may do what, letters, articles, terms, every value with its source, windows.
How it is written for people stands in `scheme_text`; no database is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from audit.catalogue import EVENTS as CATALOGUE
from cases.acts import LETTERS, TERMS
from cases.amounts import plain
from cases.authority.permissions import ASSESSED_STAGE, MANDATED, PERMISSIONS, ROLE_LABELS
from cases.authority.values import stored_values
from cases.law import NotInForce, NotSet, Values
from cases.machine import FIRST, LAST, Arrow, arrows
from cases.models import Status
from cases.schemes.base import Scheme, WindowRule
from cases.schemes.versions import begins_on, first_days
from cases.terms.catalogue import KINDS
from cases.terms.kinds import TermKind
from cases.transitions import EVENTS
from workflows.desk.naming import name_of

Overview = dict[str, Any]


def overview(scheme: Scheme, on: date) -> Overview:
    """Give everything that holds in a scheme on a day. Raises NotInForce, with a sentence, before its first day."""
    begins = begins_on(scheme)
    if on < begins:
        raise NotInForce(f"De regeling {scheme.name} geldt vanaf {begins:%d-%m-%Y}. Kies die dag of een latere.")
    values = scheme.values_on(on)
    return {
        "scheme": scheme.code,
        "name": scheme.name,
        "title": scheme.title,
        "legal_basis": scheme.legal_basis,
        "on": on.isoformat(),
        "version": values.version,
        "version_from": first_days(scheme)[values.version].isoformat(),
        "registers": list(scheme.asks),
        "first_status": str(FIRST),
        "last_status": str(LAST),
        "statuses": _statuses(scheme, values),
        "values": _values(scheme, values),
        "windows": [_window(window, on) for window in scheme.windows],
    }


def _statuses(scheme: Scheme, values: Values) -> list[Overview]:
    used = arrows(scheme)
    return [
        {
            "status": status,
            "label": str(Status(status).label),
            "acts": [_act(scheme, arrow, values) for arrow in used if arrow.source == status],
        }
        for status in scheme.statuses
    ]


def _act(scheme: Scheme, arrow: Arrow, values: Values) -> Overview:
    return {
        "act": arrow.act,
        "label": CATALOGUE[EVENTS[arrow.act]].deed,
        "to": arrow.target,
        "to_label": str(Status(arrow.target).label),
        "by": sorted(ROLE_LABELS[role] for role in PERMISSIONS[arrow.act]),
        "needs_mandate": arrow.act in MANDATED,
        "needs_second_person": arrow.act in ASSESSED_STAGE,
        "letters": [_letter(scheme, kind, values.on) for kind in LETTERS.get(arrow.act, ())],
        "terms": [_term(scheme, code, values) for code in TERMS.get(arrow.act, ())],
    }


def _letter(scheme: Scheme, kind: str, on: date) -> Overview:
    return {"letter": kind, "label": name_of(kind), "articles": list(scheme.articles_of(kind, on))}


def _term(scheme: Scheme, code: str, values: Values) -> Overview:
    """Give a term; one whose length nobody set yet is told with its question, under the name that it has in general."""
    try:
        kind: TermKind = scheme.terms(code, values)
    except NotSet as unset:
        general = KINDS[code]
        return _told(code, replace(general, confirmed=False, question=str(unset)), "nog niet ingesteld")
    return _told(code, kind, str(kind.length))


def _told(code: str, kind: TermKind, length: str) -> Overview:
    return {
        "term": code,
        "label": kind.label,
        "length": length,
        "article": kind.article.cite,
        "source": kind.article.source,
        "confirmed": kind.confirmed,
        "question": kind.question,
    }


def _values(scheme: Scheme, values: Values) -> list[Overview]:
    stored = stored_values(values)["values"]
    return [
        {
            "name": name,
            "value": stored[name],
            "from": _since(scheme.values[name].from_on, values.on).isoformat(),
            "article": values.article(name),
            "source": scheme.values[name].article.source,
            "confirmed": scheme.values[name].confirmed,
            "question": scheme.values[name].question,
        }
        for name in stored
    ]


def _since(from_on: Mapping[date, object], on: date) -> date:
    return max(day for day in from_on if day <= on)


def _window(window: WindowRule, on: date) -> Overview:
    return {
        "window": window.code,
        "label": window.label,
        "applicant_kinds": list(window.applicant_kinds),
        "opens_at": window.opens_at.isoformat(),
        "closes_at": window.closes_at.isoformat(),
        "is_open": window.opens_at.date() <= on <= window.closes_at.date(),
        "ceilings": {
            day.isoformat(): plain(amount)
            for day, amount in sorted(window.ceiling.from_on.items())
            if amount is not None
        },
        "method": window.method,
        "article": window.article.cite,
        "source": window.article.source,
        "confirmed": window.confirmed,
        "question": window.question,
    }
