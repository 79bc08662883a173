"""Paying out: planned by a decision, approved by another person, registered when the bank has paid."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class PaymentFlow(flow.Flow):
    """Judging invoices, approval and registration of payments."""

    process_title = "Betaling"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = Gate().Next(this.judge_invoice).Next(this.approve).Next(this.register)
    judge_invoice = task("Factuur beoordelen").Next(this.done)
    approve = task("Betaling goedkeuren").Next(this.done)
    register = task("Betaling boeken").Next(this.done)
    done = nodes.End()
