"""Requests of the recipient while the project runs."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class ChangeFlow(flow.Flow):
    """A change of the project, an advance, an interim payment."""

    process_title = "Wijziging en tussentijdse betaling"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = Gate().Next(this.decide_change).Next(this.decide_interim_payment)
    decide_change = task("Besluiten op wijzigingsverzoek").Next(this.done)
    decide_interim_payment = task("Besluiten op verzoek om betaling").Next(this.done)
    done = nodes.End()
