"""Sends the letters that are due. Safe to interrupt and to run again; two runs at once share the work."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.authority.actors import system
from letters.claiming import requeue_blocked, waiting
from letters.delivery import OutboxFolder
from letters.notices import NoticeDraft
from letters.press import press_for
from workflows.management.days import day
from workflows.steps.notices import send_notices
from workflows.steps.sending import Outcome, send_letters


class Command(BaseCommand):
    """`send_letters [--on DATE] [--again] [--json]`: 0 all were sent, 1 some are held back (listed), 2 wrong use."""

    help = "Compose, render, deliver and announce every letter that is due; print what was held back and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day that is printed on the letters, and how to report."""
        parser.add_argument("--on", type=day, default=None, metavar="DATE", help="the printed date (today)")
        parser.add_argument("--again", action="store_true", help="also try letters that were held back before")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, with a bar on standard error, and print the summary."""
        on = options["on"] or timezone.localdate()
        if options["again"]:
            requeue_blocked()
        outcomes = self._send(on)
        notices = list(send_notices(by=system("send_letters"), on=on, delivery=OutboxFolder()))
        summary = with_notices(summarised(on, outcomes), notices)
        self.stdout.write(json.dumps(summary, ensure_ascii=False) if options["json"] else "\n".join(told(summary)))
        if summary["blocked"]:
            sys.exit(1)

    def _send(self, on: date) -> list[Outcome]:
        by, count = system("send_letters"), waiting(on).count()
        outcomes = []
        with tqdm(total=count, unit=" brieven", disable=not sys.stderr.isatty()) as bar, press_for(count) as press:
            for outcome in send_letters(by=by, on=on, delivery=OutboxFolder(), press=press):
                bar.update(len(outcome.sent) + len(outcome.lapsed) + len(outcome.blocked))
                outcomes.append(outcome)
        return outcomes


def summarised(on: date, outcomes: list[Outcome]) -> dict[str, Any]:
    """Add the outcomes of all chunks up."""
    blocked = [each for outcome in outcomes for each in outcome.blocked]
    return {
        "on": on.isoformat(),
        "sent": sum(len(outcome.sent) for outcome in outcomes),
        "lapsed": sum(len(outcome.lapsed) for outcome in outcomes),
        "blocked": [
            {
                "letter": each.file.letter.pk,
                "case": each.file.case.number,
                "kind": each.file.kind,
                "problems": each.problems,
            }
            for each in blocked
        ],
    }


def with_notices(summary: dict[str, Any], notices: Sequence[NoticeDraft]) -> dict[str, Any]:
    """Add the letters about measures, which belong to no case."""
    summary["sent"] += sum(each.is_fit for each in notices)
    for each in notices:
        if not each.is_fit:
            about = {"letter": each.notice.pk, "case": each.notice.measure.number, "kind": each.notice.kind}
            summary["blocked"].append({**about, "problems": each.problems})
    return summary


def told(summary: dict[str, Any]) -> list[str]:
    """Give the summary in lines for people."""
    lines = [f"Verzonden: {summary['sent']}. Vervallen: {summary['lapsed']}. Tegengehouden: {len(summary['blocked'])}."]
    for held in summary["blocked"]:
        lines += [
            f"{held['case']}, brief {held['letter']} ({held['kind']}):",
            *(f"  {why}" for why in held["problems"]),
        ]
    return lines
