"""Lines of an application as people work on them: before and after the sharing of its window, and at a check."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class LineFlow(flow.Flow):
    """Open lines, decisions by hand, and the check after settlement."""

    process_title = "Regels en controle"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = (
        Gate()
        .Next(this.assess_lines)
        .Next(this.settle_held)
        .Next(this.decide_line)
        .Next(this.demand_documents)
        .Next(this.find_lines)
        .Next(this.check_hearing)
        .Next(this.request_views)
        .Next(this.amend)
    )
    assess_lines = task("Regels beoordelen").Next(this.done)
    settle_held = task("Besluiten op aangehouden aanvraag").Next(this.done)
    decide_line = task("Besluiten op een regel").Next(this.done)
    demand_documents = task("Documenten opvragen").Next(this.done)
    find_lines = task("Bevinding per regel vastleggen").Next(this.done)
    check_hearing = task("Hoorplicht toetsen (wijziging)").Next(this.done)
    request_views = task("Zienswijze vragen (wijziging)").Next(this.done)
    amend = task("Vaststelling wijzigen").Next(this.done)
    done = nodes.End()
