"""What comes up while the project runs: requests, incidents, the removal of a trainer."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class ChangeFlow(flow.Flow):
    """A change of the project, an advance, an interim payment, an incident, the removal of a trainer."""

    process_title = "Wijziging en tussentijdse betaling"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = (
        Gate()
        .Next(this.handle_incident)
        .Next(this.decide_affected)
        .Next(this.decide_change)
        .Next(this.decide_interim_payment)
    )
    handle_incident = task("Melding afhandelen").Next(this.done)
    decide_affected = task("Gevolg van verwijdering bepalen").Next(this.done)
    decide_change = task("Besluiten op wijzigingsverzoek").Next(this.done)
    decide_interim_payment = task("Besluiten op verzoek om betaling").Next(this.done)
    done = nodes.End()
