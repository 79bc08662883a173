"""From report to settlement, as people work on it."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class SettlementFlow(flow.Flow):
    """Assessment of the report, hearing and settlement; also ex officio."""

    process_title = "Vaststelling"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = Gate().Next(this.assess).Next(this.check_hearing).Next(this.request_views).Next(this.decide)
    assess = task("Vaststelling beoordelen").Next(this.done)
    check_hearing = task("Hoorplicht toetsen (vaststelling)").Next(this.done)
    request_views = task("Zienswijze vragen (vaststelling)").Next(this.done)
    decide = task("Subsidie vaststellen").Next(this.done)
    done = nodes.End()
