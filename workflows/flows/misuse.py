"""Looking at signals of possible misuse, apart from the handling of the case."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow import flow, nodes

from workflows.flows.nodes import LOCK, Gate, task


class MisuseFlow(flow.Flow):
    """A reviewer looks at the open signals of a case."""

    process_title = "Signalen"
    lock_impl = LOCK

    start = nodes.StartHandle().Next(this.next_step)
    next_step = Gate().Next(this.review_signal)
    review_signal = task("Signaal bekijken").Next(this.done)
    done = nodes.End()
