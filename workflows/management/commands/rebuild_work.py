"""Makes all human tasks again from status and facts. Viewflow's tables hold no legal fact, so they may be thrown away."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from tqdm import tqdm

from cases.authority.actors import system
from cases.models import Case, Signal, SignalStatus, Status
from workflows.management.days import day
from workflows.steps.rebuilding import forget_work, rebuild_case


class Command(BaseCommand):
    """`rebuild_work [--on DATE]`: 0 when every open case has its tasks."""

    help = "Make all human tasks again from the facts of the cases."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--forget` throws viewflow's rows away first."""
        parser.add_argument("--on", type=day, default=None, metavar="DATE")
        parser.add_argument("--forget", action="store_true", help="remove all processes and tasks first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all cases that are not closed or have an open signal, each in its own transaction."""
        by, on = system("rebuild_work"), options["on"] or timezone.localdate()
        if options["forget"]:
            forget_work(by=by, on=on)
        signals = Signal.objects.filter(case=OuterRef("pk"), status=SignalStatus.OPEN)
        has_work = ~Q(status=Status.CLOSED) | Exists(signals)
        cases = Case.objects.filter(has_work).order_by("pk").values_list("pk", flat=True)
        total = cases.count()
        for case_pk in tqdm(cases.iterator(), total=total, unit=" zaken", disable=not sys.stderr.isatty()):
            rebuild_case(case_pk, by=by, on=on)
        self.stdout.write(f"{total} zaken nagelopen.")
