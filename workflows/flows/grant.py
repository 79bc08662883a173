"""From application to grant or refusal, as people work on it."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class GrantFlow(flow.Flow):
    """Completeness, assessment, hearing and decision."""

    process_title = "Aanvraag"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = (
        Gate()
        .Next(this.check_completeness)
        .Next(this.leave_unconsidered)
        .Next(this.assess)
        .Next(this.check_hearing)
        .Next(this.request_views)
        .Next(this.decide)
    )
    check_completeness = task("Aanvulling vragen").Next(this.done)
    leave_unconsidered = task("Buiten behandeling laten").Next(this.done)
    assess = task("Aanvraag beoordelen").Next(this.done)
    check_hearing = task("Hoorplicht toetsen").Next(this.done)
    request_views = task("Zienswijze vragen").Next(this.done)
    decide = task("Besluiten op aanvraag").Next(this.done)
    done = nodes.End()
