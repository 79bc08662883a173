"""Reading what a case page shows: a bounded number of queries, whatever the case holds. Nothing is judged or written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from viewflow.workflow.models import Task

from cases.amounts import from_cents
from cases.authority.values import values_for
from cases.models import Account, Case, Decision, LedgerRow, Payment, Receivable, User
from cases.queries import kept_until
from cases.schemes.base import nothing_to_keep
from cases.schemes.lines import no_lines
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import scheme
from letters.models import Letter
from workflows.desk.extracts import shown_extracts
from workflows.desk.line_rows import line_rows
from workflows.desk.outside.shown import shown_fields


@dataclass(frozen=True)
class AccountRows:
    """One account of the ledger: its rows and its balance, in cents."""

    account: Account
    rows: tuple[LedgerRow, ...]

    @property
    def balance_cents(self) -> int:
        """The sum of the rows."""
        return sum(row.amount_cents for row in self.rows)


@dataclass(frozen=True)
class Money:
    """All money of a case."""

    accounts: tuple[AccountRows, ...]
    payments: tuple[Payment, ...]
    receivables: tuple[Receivable, ...]

    def balance_cents(self, account: Account) -> int:
        """The balance of one account in cents."""
        return next(each.balance_cents for each in self.accounts if each.account == account)


def money_of(case: Case) -> Money:
    """Read ledger, payments and receivables."""
    rows = list(LedgerRow.objects.filter(case=case).select_related("decision").order_by("id"))
    payments = Payment.objects.filter(case=case).select_related("decision", "approved_by").order_by("id")
    receivables = Receivable.objects.filter(case=case).select_related("decision", "debtor").order_by("id")
    accounts = (AccountRows(account, tuple(row for row in rows if row.account == account)) for account in Account)
    return Money(tuple(accounts), tuple(payments), tuple(receivables))


def tasks_of(case: Case) -> list[Task]:
    """Give the open tasks first, then those done or void, newest first."""
    kind = ContentType.objects.get_for_model(Case).pk
    found = Task.objects.filter(process__artifact_content_type=kind, process__artifact_object_id=case.pk)
    return sorted(
        found.select_related("owner", "process").order_by("-id"), key=lambda task: (task.finished is not None, -task.pk)
    )


def file_of_case(case: Case) -> Mapping[str, Any]:
    """Read everything that the page of a case shows, but the timeline and the acts."""
    assessments = list(case.assessments.select_related("made_by").order_by("-id"))
    decisions, money = list(decisions_of(case)), money_of(case)
    return {
        "assessments": assessments,
        "decisions": decisions,
        "kept_until": administration_kept(case, decisions, money),
        "hearing_checks": list(case.hearing_checks.select_related("checked_by").order_by("-id")),
        "terms": list(case.terms.order_by(F("ended_on").asc(nulls_first=True), "due_on")),
        "letters": list(letters_of(case)),
        "documents": list(case.documents.select_related("submission").order_by("id")),
        "submissions": list(case.submissions.order_by("id")),
        "extracts": shown_extracts(case.extracts.order_by("register", "subject", "question", "id")),
        "money": money,
        "orders": list(case.orders.select_related("party").prefetch_related("invoices").order_by("id")),
        "incidents": list(case.incidents.select_related("submission").order_by("id")),
        "tasks": tasks_of(case),
        "line_rows": line_rows(case) if scheme(case.scheme).lines is not no_lines else [],
        "application_fields": application_fields(case),
    }


def decisions_of(case: Case) -> Iterable[Decision]:
    """Give the decisions, newest first, with who took them under which mandate."""
    return case.decisions.select_related("decided_by", "mandate", "assessment", "replaces").order_by("-id")


def administration_kept(case: Case, decisions: Sequence[Decision], money: Money) -> date | None:
    """Give until when the recipient keeps its administration, by what is settled now; nothing before a settlement."""
    settled = next((each for each in decisions if each.kind == "direct_settlement"), None)
    if settled is None or scheme(case.scheme).kept_until is nothing_to_keep:
        return None
    amount = from_cents(money.balance_cents(Account.COMMITTED))
    return kept_until(case, settled.on, amount, values_for(case.scheme, case.received_on))


def letters_of(case: Case) -> Iterable[Letter]:
    """Give the letters, newest first, with the composition that was sent."""
    return Letter.objects.filter(case=case).select_related("composition", "decision").order_by("-id")


def application_fields(case: Case) -> list[Any]:
    """Give the fields of the application in Dutch; nothing where the text was erased."""
    try:
        return shown_fields(case.application.body, "application", scheme(case.scheme).labels)
    except (InvalidInput, ValueError):
        return []


def people(ids: Iterable[int]) -> Mapping[int, User]:
    """Give employees by key, in one query."""
    return User.objects.in_bulk(set(ids))


def is_running(last_day: date | None, today: date) -> bool:
    """Say whether a last day has not passed yet."""
    return last_day is not None and last_day >= today
