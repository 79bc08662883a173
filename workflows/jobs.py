"""Background jobs. A job carries no key and no personal data: the rows say what is to be done, and it may be lost or doubled."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from cases.authority.actors import system
from letters.claiming import waiting
from letters.delivery import OutboxFolder
from letters.press import press_for
from workflows.steps.sending import send_letters as send

EVERY_FEW_MINUTES = "*/5 * * * *"


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
