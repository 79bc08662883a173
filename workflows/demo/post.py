"""The post of the demonstration: letters are composed, rendered and delivered as they are every day."""

from __future__ import annotations

from datetime import date

from cases.authority.actors import system
from letters.claiming import waiting
from letters.delivery import OutboxFolder
from letters.press import press_for
from workflows.steps.notices import send_notices
from workflows.steps.sending import send_letters


def send_due(on: date) -> int:
    """Send every letter that is due on a day; gives how many. Raises RuntimeError, with the reason, for one held back."""
    with press_for(waiting(on).count()) as press:
        outcomes = list(send_letters(by=system("send_letters"), on=on, delivery=OutboxFolder(), press=press))
    notices = list(send_notices(by=system("send_letters"), on=on, delivery=OutboxFolder()))
    if any(not notice.is_fit for notice in notices):
        raise RuntimeError("; ".join(problem for notice in notices for problem in notice.problems))
    held_back = [draft for outcome in outcomes for draft in outcome.blocked]
    if held_back:
        first = held_back[0]
        what = f"{first.file.kind} bij {first.file.case.number}: {'; '.join(first.problems)}"
        raise RuntimeError(f"{len(held_back)} brieven zijn tegengehouden; de eerste, {what}")
    return sum(len(outcome.sent) for outcome in outcomes) + len(notices)
