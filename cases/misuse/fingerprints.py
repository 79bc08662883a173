"""Fingerprints of cases as stored: keyed hashes, kept in step with the cases, and counted over all cases of the scheme at once.
Which fingerprints a case has is the scheme's; what a number means is its rules'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from cases.identity import pseudonym
from cases.models import Case, SignalKey
from cases.schemes.signals import Fingerprint, Shared

Row = tuple[str, str, int, date | None, date | None]
STORED = ("code", "key", "amount", "from_on", "until_on")

COUNTED = """WITH mine AS MATERIALIZED (
    SELECT case_id, party_id, scheme, code, key, amount, from_on, until_on FROM cases_signalkey
    WHERE case_id = ANY(%(cases)s)
), counted AS MATERIALIZED (
    SELECT scheme, code, key, COUNT(DISTINCT k.case_id) AS cases, COUNT(DISTINCT k.party_id) AS parties,
        SUM(k.amount)::bigint AS total, MIN(k.amount) AS lowest, MAX(k.amount) AS highest
    FROM (SELECT DISTINCT scheme, code, key FROM mine) wanted JOIN cases_signalkey k USING (scheme, code, key)
    GROUP BY scheme, code, key
) SELECT mine.case_id, mine.code, c.cases, c.parties, mine.amount, c.total, c.lowest, c.highest,
    CASE WHEN mine.from_on IS NULL OR c.parties = 1 THEN 0 ELSE (
        SELECT COUNT(DISTINCT other.party_id) FROM cases_signalkey other
        WHERE other.scheme = mine.scheme AND other.code = mine.code AND other.key = mine.key
        AND other.party_id <> mine.party_id AND other.from_on <= mine.until_on AND other.until_on >= mine.from_on) END
FROM mine JOIN counted c USING (scheme, code, key)
ORDER BY mine.case_id, mine.code, c.parties DESC, mine.from_on"""


def keep(cases: Sequence[Case], given: Mapping[int, Iterable[Fingerprint]], *, on: date, are_new: bool = False) -> None:
    """Let the stored fingerprints of locked cases be those given; nothing is written where nothing changed."""
    wanted = {case.pk: {_row(each) for each in given.get(case.pk, ())} for case in cases}
    stored = {} if are_new else _stored(list(wanted))
    changed = [case for case in cases if wanted[case.pk] != stored.get(case.pk, set())]
    stale = [case.pk for case in changed if case.pk in stored]
    if stale:
        SignalKey.objects.filter(case__in=stale).delete()
    rows = [_made(case, row, on) for case in changed for row in sorted(wanted[case.pk], key=str)]
    SignalKey.objects.bulk_create(rows, batch_size=5_000)


def counts(case_pks: Sequence[int]) -> dict[int, tuple[Shared, ...]]:
    """Give for each case its fingerprints with their counts, in one query for any number of cases."""
    found: dict[int, list[Shared]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"cases": list(case_pks)})
        for case_pk, *shared in cursor.fetchall():
            found[case_pk].append(Shared(*shared))
    return {case_pk: tuple(shared) for case_pk, shared in found.items()}


def _row(fingerprint: Fingerprint) -> Row:
    key = pseudonym(f"{fingerprint.code}:{fingerprint.value}")
    return fingerprint.code, key, fingerprint.amount, fingerprint.from_on, fingerprint.until_on


def _stored(case_pks: Sequence[int]) -> dict[int, set[Row]]:
    found: dict[int, set[Row]] = defaultdict(set)
    for case_pk, *row in SignalKey.objects.filter(case__in=case_pks).values_list("case", *STORED):
        found[case_pk].add((row[0], row[1], row[2], row[3], row[4]))
    return found


def _made(case: Case, row: Row, on: date) -> SignalKey:
    named = dict(zip(STORED, row, strict=True))
    return SignalKey(case=case, party_id=case.party_id, scheme=case.scheme, on=on, **named)
