"""Background jobs. A job carries at most the key of a row, and no personal data: the rows say what is to be done, and
it may be lost or doubled."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cases.authority.actors import Actor, system
from cases.models import SharingRun
from cases.windows.arrivals import windows_waiting
from cases.windows.method import NotInOrder
from letters.claiming import waiting
from letters.delivery import OutboxFolder
from letters.press import press_for
from workflows.steps.draining import drain_window
from workflows.steps.sending import send_letters as send
from workflows.steps.sharing_runs import carry_out, start_run

EVERY_FEW_MINUTES = "*/5 * * * *"
EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_FEW_MINUTES)
@app.task(name="send_letters", queueing_lock="send_letters")
def send_letters(timestamp: int) -> int:
    """Send the letters that are due today and give how many went out; what is held back is for a person to put right."""
    on = timezone.localdate()
    count = waiting(on).count()
    if not count:
        return 0
    with press_for(count) as press:
        outcomes = send(by=system("send_letters"), on=on, delivery=OutboxFolder(), press=press)
        return sum(len(outcome.sent) for outcome in outcomes)


@app.task(name="drain")
def drain(window: int) -> int:
    """Decide on the arrivals of a window, in their order; gives how many. Lost or doubled, it does no harm."""
    return drain_window(window, by=system("drain"), on=timezone.localdate()).count


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="start_drains", queueing_lock="start_drains")
def start_drains(timestamp: int) -> int:
    """Start a drain for each window with arrivals that wait, one at a time for each; gives how many.

    Not at intake: its notification would hold up the commits of all who apply.
    """
    started = 0
    for window in windows_waiting():
        with suppress(AlreadyEnqueued):
            drain.configure(queueing_lock=f"drain:{window}", lock=f"drain:{window}").defer(window=window)
            started += 1
    return started


@app.task(name="run_sharing")
def run_sharing(run: int) -> str:
    """Do the work of a run on a shared window, in the name of who started it; gives how it ended."""
    return carry_out(run)


def start_sharing_run(window: int, act: str, *, by: Actor, on: date) -> SharingRun:
    """Start work on a shared window in the background. Raises NotInOrder where it waits or runs, and what the gate refuses.

    No lock of the queue: that of a killed worker would stay, and its work could not be taken up again.
    """
    with transaction.atomic():
        run = start_run(window, act, by=by, on=on)
        try:
            run_sharing.configure(queueing_lock=f"sharing:{window}:{act}").defer(run=run.pk)
        except AlreadyEnqueued as error:
            raise NotInOrder("Dit is al gestart en begint zodra de achtergrondverwerking vrij is.") from error
        return run
