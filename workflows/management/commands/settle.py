"""Settles many cases as granted: `assess` lets the rules judge, `decide` lets one mandated person settle, after a look beforehand."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.amounts import written
from cases.authority.permit import Refused
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.people import add_person, person_of
from workflows.steps.settling_many import Result, assess_many, preview, settle_many, unassessed


class Command(BaseCommand):
    """`settle SCHEME assess|decide --by USERNAME [--dry-run]`: 0 all were done, 1 some were not, 2 wrong input."""

    help = "Assess or settle, as granted, every case of a scheme on which report or proof leaves nothing open."

    def add_arguments(self, parser: CommandParser) -> None:
        """The scheme, what to do, and by whom."""
        parser.add_argument("scheme")
        parser.add_argument("action", choices=["assess", "decide"])
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        add_person(parser, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it case by case; print what was refused, and a summary as JSON."""
        on = options["on"] or timezone.localdate()
        try:
            code = scheme(options["scheme"]).code
            by = person_of(options["by"], "settle")
            if options["dry_run"]:
                self.stdout.write(_told(code, options["action"]))
                return
            step = assess_many if options["action"] == "assess" else settle_many
            counts = self._done(step(code, by=by, on=on))
        except UnknownScheme as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.stdout.write(json.dumps({"summary": counts}))
        if counts["refused"]:
            sys.exit(1)

    def _done(self, results: Iterable[Result]) -> dict[str, int]:
        counts = Counter[str]()
        for each in tqdm(results, unit=" zaken", disable=not sys.stderr.isatty()):
            counts["done" if each.is_done else "refused"] += 1
            if not each.is_done:
                self.stderr.write(f"{each.number}: {each.reason}")
        return {name: counts[name] for name in ("done", "refused")}


def _told(code: str, action: str) -> str:
    if action == "assess":
        return f"{len(unassessed(code))} zaken wachten op beoordeling; wat de regels openlaten, blijft voor een beoordelaar."
    found = preview(code)
    return (
        f"{len(found.case_pks)} zaken worden vastgesteld zoals verleend, samen {written(found.settled_amount)}; "
        f"daarvan wordt nog {written(found.to_pay_amount)} betaald."
    )
