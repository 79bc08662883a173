"""Background jobs. A job carries no key and no personal data: the rows say what is to be done, and it may be lost or doubled."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cases.authority.actors import system
from cases.windows.arrivals import windows_waiting
from letters.claiming import waiting
from letters.delivery import OutboxFolder
from letters.press import press_for
from workflows.steps.draining import drain_window
from workflows.steps.sending import send_letters as send

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
