"""The post of the demonstration: letters are composed, rendered and delivered as they are every day."""

from __future__ import annotations

from datetime import date

from cases.authority.actors import system
from letters.claiming import waiting
from letters.delivery import OutboxFolder
from letters.press import press_for
from workflows.demo.show import Show
from workflows.steps.notices import send_notices
from workflows.steps.sending import Outcome, send_letters


def send_due(on: date, show: Show) -> int:
    """Send every letter that is due on a day; gives how many. Raises RuntimeError, with the reason, for one held back."""
    outcomes = _sent(on, show)
    notices = list(send_notices(by=system("send_letters"), on=on, delivery=OutboxFolder()))
    if any(not notice.is_fit for notice in notices):
        raise RuntimeError("; ".join(problem for notice in notices for problem in notice.problems))
    held_back = [draft for outcome in outcomes for draft in outcome.blocked]
    if held_back:
        first = held_back[0]
        what = f"{first.file.kind} bij {first.file.case.number}: {'; '.join(first.problems)}"
        raise RuntimeError(f"{len(held_back)} brieven zijn tegengehouden; de eerste, {what}")
    count = sum(len(outcome.sent) for outcome in outcomes) + len(notices)
    if count:
        show.tell(f"  {count} {'brief' if count == 1 else 'brieven'} verzonden op {on:%d-%m-%Y}")
    return count


def _sent(on: date, show: Show) -> list[Outcome]:
    count, outcomes = waiting(on).count(), list[Outcome]()
    with show.bar(count, "brieven") as bar, press_for(count) as press:
        for outcome in send_letters(by=system("send_letters"), on=on, delivery=OutboxFolder(), press=press):
            bar.update(len(outcome.sent) + len(outcome.lapsed) + len(outcome.blocked))
            outcomes.append(outcome)
    return outcomes
