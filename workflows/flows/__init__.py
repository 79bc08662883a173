"""One viewflow flow per legal procedure. A flow is a drawing of people's work; which task exists is decided by `workflows.work`."""

from workflows.flows.change import ChangeFlow
from workflows.flows.grant import GrantFlow
from workflows.flows.lines import LineFlow
from workflows.flows.misuse import MisuseFlow
from workflows.flows.payment import PaymentFlow
from workflows.flows.recovery import RecoveryFlow
from workflows.flows.settlement import SettlementFlow

FLOWS = (GrantFlow, LineFlow, ChangeFlow, PaymentFlow, SettlementFlow, RecoveryFlow, MisuseFlow)

__all__ = [
    "FLOWS",
    "ChangeFlow",
    "GrantFlow",
    "LineFlow",
    "MisuseFlow",
    "PaymentFlow",
    "RecoveryFlow",
    "SettlementFlow",
]
