"""Withdrawal by the office and claiming back what was paid too much."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class RecoveryFlow(flow.Flow):
    """The decision to withdraw, the claim and its receipt."""

    process_title = "Intrekking en terugvordering"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = Gate().Next(this.revoke).Next(this.claim_back).Next(this.register_repayment)
    revoke = task("Besluiten over intrekking").Next(this.done)
    claim_back = task("Terugvorderen").Next(this.done)
    register_repayment = task("Terugbetaling boeken").Next(this.done)
    done = nodes.End()
