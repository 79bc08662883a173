"""Signals that are about the same thing: one account, one adviser or one trainer behind many cases, so that one look can do for all.
Who looks, and what is recorded, is a step."""

from __future__ import annotations

from typing import Any

from django.db import connection

from cases.models import Signal
from cases.schemes.registry import scheme

ALIKE = """WITH mine AS (
    SELECT MIN(key) AS key FROM cases_signalkey WHERE case_id = %(case)s AND code = %(code)s HAVING COUNT(*) = 1
) SELECT s.id FROM cases_signal s, mine
WHERE s.scheme = %(scheme)s AND s.rule = %(rule)s AND s.status = 'open' AND s.id <> %(signal)s
AND EXISTS (SELECT FROM cases_signalkey k
    WHERE k.case_id = s.case_id AND k.scheme = s.scheme AND k.code = %(code)s AND k.key = mine.key)
AND NOT EXISTS (SELECT FROM cases_assessment a WHERE a.case_id = s.case_id AND a.made_by_id = %(reviewer)s)
AND NOT EXISTS (SELECT FROM cases_decision d WHERE d.case_id = s.case_id AND d.decided_by_id = %(reviewer)s)
ORDER BY s.id"""
"""Only of a case that holds one thing of the kind: of one with many it is not known which of them was meant. Cases that the
reviewer handled are left to another."""


def alike(signal: Signal, *, reviewer: int | None) -> list[int]:
    """Give the keys of the other open signals of the same rule about the same thing; none where the rule compares no cases."""
    code = _code(signal)
    if not code:
        return []
    asked: dict[str, Any] = {
        "case": signal.case_id,
        "code": code,
        "scheme": signal.scheme,
        "rule": signal.rule,
        "signal": signal.pk,
        "reviewer": reviewer,
    }
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, asked)
        return [row[0] for row in cursor.fetchall()]


def _code(signal: Signal) -> str:
    """Give the kind of fingerprint that the rule is about: the first that it uses."""
    rules = (rule for rule in scheme(signal.scheme).signals if rule.code == signal.rule)
    return next((code for rule in rules for code in rule.uses), "")
