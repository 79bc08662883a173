"""One grant for each party and calendar year, where the scheme wants so: written with the grant, and refused by the database twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from cases.authority.permit import Refused
from cases.authority.values import values_for
from cases.models import Case, Entitlement
from cases.schemes.registry import scheme

FREES_YEAR = "withdrawn_grant_frees_year"


class GrantedBefore(Refused):
    """The party has a grant of this scheme in this calendar year already."""


def entitle(cases: Sequence[Case]) -> None:
    """Write down that these cases take the one grant of their party in the year of application. Raises GrantedBefore."""
    rows = [
        Entitlement(scheme=case.scheme, holder=case.party.identifier, year=case.received_on.year, case=case)
        for case in cases
        if scheme(case.scheme).once_per_year
    ]
    if not rows:
        return
    try:
        with transaction.atomic():
            Entitlement.objects.bulk_create(rows)
    except IntegrityError as error:
        raise GrantedBefore(
            "Deze aanvrager heeft in dit kalenderjaar al een verlening van deze regeling. Wijs de aanvraag af."
        ) from error


def free_year(case: Case, *, on: date) -> None:
    """Let a grant that was withdrawn or waived count no more, where the scheme says so on that day."""
    if scheme(case.scheme).once_per_year and dict(values_for(case.scheme, on)).get(FREES_YEAR):
        Entitlement.objects.filter(case=case, ended_on=None).update(ended_on=on)
