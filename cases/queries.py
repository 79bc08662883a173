"""Reading a case for rules, pages and letters: the typed application, its file, what else is known. Nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Sum

from cases.amounts import ZERO, euro, from_cents, plain
from cases.models import Assessment, Case, Decision, Document, LedgerRow, Participation, Status
from cases.registers.asking import answers
from cases.schemes.registry import scheme

RUNNING = [Status.GRANTED, Status.REPORTED, Status.SETTLEMENT_VIEWS, Status.REVOCATION_VIEWS]


def application_of(case: Case) -> Any:
    """Give the typed application as received. Raises InvalidInput where its text was erased."""
    body = json.loads(case.application.body)
    return scheme(case.scheme).read_application(body["application"], case.received_on)


def document_kinds(case: Case) -> list[str]:
    """Give which kinds of documents the case holds."""
    return sorted(Document.objects.filter(case=case).values_list("kind", flat=True).distinct())


def file_of(case: Case, application: Any) -> dict[str, Any]:
    """Give what the rules may know beside the application: documents, other applications, running projects, registers."""
    numbers, known = application.participant_numbers, answers(case)
    own_grants = _granted_before(case, numbers)
    return {
        "documents": document_kinds(case),
        "other_applications_in_window": _others_in_window(case, numbers),
        "running_activities": running_activities(case, numbers),
        "de_minimis_prior": {
            number: _prior_aid(known.get(("de_minimis", number)), own_grants, number) for number in numbers
        },
        "interim_payments": case.decisions.filter(kind__in=["interim_granted", "advance_granted"]).count(),
        "insolvency": known.get(("insolvency", application.applicant.kvk_number), {}).get("is_insolvent"),
        "sbi_codes": known.get(("kvk", application.applicant.kvk_number), {}).get("sbi_codes", []),
    }


def _others_in_window(case: Case, numbers: Iterable[str]) -> int:
    taken = Participation.objects.filter(window=case.window, kvk_number__in=numbers).exclude(case=case)
    return taken.values("case").distinct().count()


def running_activities(case: Case, numbers: Iterable[str]) -> list[str]:
    """Give the activities of granted, not yet settled projects in which one of these enterprises takes part (SLIM 10)."""
    grants = Decision.objects.filter(
        kind="grant", case__scheme=case.scheme, case__status__in=RUNNING, case__participations__kvk_number__in=numbers
    )
    return sorted({activity for facts in grants.values_list("facts", flat=True) for activity in facts["activities"]})


def _granted_before(case: Case, numbers: Iterable[str]) -> dict[str, Decimal]:
    """Give what we ourselves granted to each enterprise in the three years before the application, in euro."""
    since = case.received_on - relativedelta(years=3)
    rows = LedgerRow.objects.filter(
        account="committed", case__party__kvk_number__in=numbers, booked_on__gte=since, booked_on__lte=case.received_on
    ).exclude(case=case)
    sums = rows.values_list("case__party__kvk_number").annotate(total=Sum("amount_cents"))
    return {number: from_cents(total) for number, total in sums}


def _prior_aid(known: Mapping[str, Any] | None, own_grants: Mapping[str, Decimal], number: str) -> str | None:
    """The higher of what the register says and what we granted; unknown where no register answered and we granted nothing."""
    if known is None and number not in own_grants:
        return None
    told = euro(known["amount"]) if known else ZERO
    return plain(max(told, own_grants.get(number, ZERO)))


def latest(case: Case, stage: str) -> Assessment | None:
    """Give the newest assessment of a stage."""
    return case.assessments.filter(stage=stage).order_by("-id").first()


def grant_of(case: Case) -> Decision | None:
    """Give the grant decision of a case."""
    return case.decisions.filter(kind="grant").order_by("-id").first()
