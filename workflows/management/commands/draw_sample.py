"""Draws the sample check of a scheme. How it is drawn stands in workflows/steps/sampling.py."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.authority.permit import Refused
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.people import add_person, person_of
from workflows.steps.opening import attempt
from workflows.steps.sampling import SampleDraw, draw_sample


class Command(BaseCommand):
    """`draw_sample SCHEME --by USERNAME [--on DATE]`: 1 when it was refused (the trail says why), 2 for wrong input."""

    help = "Draw a share of the small grants that would be settled without account; JSON on standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day chooses the share and the cases that are due."""
        parser.add_argument("scheme")
        add_person(parser, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, and print who was drawn with all that it takes to repeat the draw."""
        code, on = options["scheme"], options["on"] or timezone.localdate()
        try:
            scheme(code)
            by = person_of(options["by"], "draw_sample")
            with attempt(f"sample:{code}", "case.sampled", by=by, on=on):
                draw = draw_sample(code, by=by, on=on)
        except UnknownScheme as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.stdout.write(json.dumps(_answer(code, on, draw), indent=2))


def _answer(code: str, on: date, draw: SampleDraw) -> dict[str, Any]:
    return {
        "scheme": code,
        "on": on.isoformat(),
        "population": len(draw.population),
        "population_digest": draw.population_digest,
        "share": str(draw.share),
        "seed": draw.seed,
        "seed_digest": draw.seed_digest,
        "drawn": list(draw.drawn),
    }
