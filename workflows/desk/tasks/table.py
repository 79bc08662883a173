"""Which form belongs to which task, and which acts of the office have a page without being a task; a test compares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from viewflow.workflow.models import Task

from workflows.desk.tasks import (
    application,
    delivery,
    hearing,
    line_check,
    lines,
    money,
    project,
    revocation,
    settlement,
    signals,
)
from workflows.desk.tasks.form import StepForm
from workflows.flows import (
    FLOWS,
    ChangeFlow,
    GrantFlow,
    LineFlow,
    MisuseFlow,
    PaymentFlow,
    RecoveryFlow,
    SettlementFlow,
)

FORMS: Mapping[Any, type[StepForm]] = MappingProxyType(
    {
        GrantFlow.check_completeness: application.RequestSupplementForm,
        GrantFlow.leave_unconsidered: application.LeaveUnconsideredForm,
        GrantFlow.assess: application.AssessForm,
        GrantFlow.check_hearing: hearing.RefusalHearingForm,
        GrantFlow.request_views: hearing.RefusalViewsForm,
        GrantFlow.decide: application.DecideForm,
        LineFlow.assess_lines: lines.AssessLinesForm,
        LineFlow.settle_held: lines.SettleHeldForm,
        LineFlow.decide_line: lines.DecideLineForm,
        LineFlow.demand_documents: line_check.DemandDocumentsForm,
        LineFlow.find_lines: line_check.FindLinesForm,
        LineFlow.check_hearing: hearing.RevocationHearingForm,
        LineFlow.request_views: hearing.RevocationViewsForm,
        LineFlow.amend: line_check.AmendForm,
        ChangeFlow.handle_incident: delivery.HandleIncidentForm,
        ChangeFlow.decide_affected: delivery.DecideAffectedForm,
        ChangeFlow.decide_change: project.DecideChangeForm,
        ChangeFlow.decide_interim_payment: project.DecideInterimForm,
        PaymentFlow.judge_invoice: delivery.JudgeInvoiceForm,
        PaymentFlow.approve: money.ApprovePaymentForm,
        PaymentFlow.register: money.RegisterPaymentForm,
        SettlementFlow.assess: settlement.AssessSettlementForm,
        SettlementFlow.check_hearing: hearing.SettlementHearingForm,
        SettlementFlow.request_views: hearing.SettlementViewsForm,
        SettlementFlow.decide: settlement.SettleForm,
        RecoveryFlow.revoke: revocation.RevokeForm,
        RecoveryFlow.claim_back: money.ClaimBackForm,
        RecoveryFlow.register_repayment: money.RepaymentForm,
        MisuseFlow.review_signal: signals.ReviewSignalsForm,
    }
)

OWN_INITIATIVE: Mapping[str, type[StepForm]] = MappingProxyType(
    {
        "opnieuw-beoordelen": application.AssessForm,
        "vaststelling-opnieuw-beoordelen": settlement.AssessSettlementForm,
        "aanvulling-vragen": application.RequestSupplementForm,
        "hoorplicht-intrekking": hearing.RevocationHearingForm,
        "voornemen-intrekking": hearing.RevocationViewsForm,
        "intrekken": revocation.RevokeForm,
        "goedkeuring-intrekken": money.TakeBackForm,
        "signaal-geven": signals.RaiseSignalForm,
        "regels-opnieuw-beoordelen": lines.AssessLinesForm,
        "regel-voorlopig-meetellen": lines.CountLineForm,
        "regel-toekennen": lines.AwardLineForm,
        "documenten-opvragen": line_check.DemandDocumentsForm,
    }
)
"""What the office may do without a task that calls for it, by the name in the address."""


def form_of(task: Task) -> type[StepForm]:
    """Give the form of a task."""
    return FORMS[task.flow_task]


def reference(node: Any) -> str:
    """Give the text under which viewflow keeps a node."""
    return str(Task._meta.get_field("flow_task").get_prep_value(node))


def human_nodes() -> Iterable[Any]:
    """Give every task node of every flow, in reading order."""
    return [node for flow in FLOWS for node in flow.instance.nodes() if node.task_type == "HUMAN"]


REFERENCES: Mapping[str, Any] = MappingProxyType({reference(node): node for node in FORMS})
