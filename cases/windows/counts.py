"""What rules may know of the counting in windows: grants of the applicant in the year, and places given in earlier windows."""

from __future__ import annotations

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from cases.amounts import ZERO
from cases.authority.values import approved_settings, values_with
from cases.models import Case, Counter, Entitlement
from cases.schemes.base import Scheme

Counts = dict[str, Any]


def counts_of(found: Scheme, cases: Sequence[tuple[Case, Any]]) -> dict[int, Counts]:
    """Give for each case of one scheme, by key: `grants_this_year`, the grants of its applicant in the calendar year of
    application beside this one, and `taken_before`, the places on each bucket that it claims, given in earlier windows of that
    year. Two queries for any number of cases; none for a scheme that counts neither."""
    years = _grants(found, [case for case, _ in cases]) if found.once_per_year else {}
    places = _places(found, cases) if found.machine is not None else {}
    counted = found.once_per_year or found.machine is not None
    return {
        case.pk: {"grants_this_year": years.get(case.pk, 0), "taken_before": places.get(case.pk, {})} if counted else {}
        for case, _ in cases
    }


def _grants(found: Scheme, cases: Sequence[Case]) -> dict[int, int]:
    holders = {case.party.identifier for case in cases}
    rows = Entitlement.objects.filter(scheme=found.code, holder__in=holders, ended_on=None)
    known = list(rows.values_list("holder", "year", "case"))
    tally = Tally((holder, year) for holder, year, _ in known)
    own = Tally(pk for _, _, pk in known)
    return {case.pk: tally[case.party.identifier, case.received_on.year] - own[case.pk] for case in cases}


def _places(found: Scheme, cases: Sequence[tuple[Case, Any]]) -> dict[int, Mapping[str, int]]:
    approved = approved_settings([found.code])
    claimed = {
        case.pk: [
            claim.bucket
            for claim in found.claims(application, values_with(approved, found.code, case.received_on), {}, ZERO)
            if claim.units
        ]
        for case, application in cases
    }
    buckets = {bucket for names in claimed.values() for bucket in names}
    if not buckets:
        return {}
    rows = Counter.objects.filter(window__scheme=found.code, in_units=True, bucket__in=buckets)
    taken = defaultdict[str, list[tuple[datetime, int]]](list)
    for bucket, opens_at, count in rows.values_list("bucket", "window__opens_at", "taken_cents"):
        taken[bucket].append((opens_at, count))
    return {
        case.pk: {
            bucket: sum(count for opens_at, count in taken[bucket] if _is_before(case, opens_at))
            for bucket in claimed[case.pk]
        }
        for case, _ in cases
    }


def _is_before(case: Case, opens_at: datetime) -> bool:
    """Say whether a window opened earlier in the same calendar year: the cap counts per year, from the next window on."""
    if case.window is None:
        return False
    same_year = timezone.localtime(opens_at).year == timezone.localtime(case.window.opens_at).year
    return bool(same_year and opens_at < case.window.opens_at)
