"""A trial calculation: what would the rules find on this application? Stores nothing and needs no case."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.amounts import plain
from cases.authority.values import values_for
from cases.intake import Incoming, read_submission
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.days import day


class Command(BaseCommand):
    """`assess SCHEME FILE [--on DATE]`: 0 grant, 1 refuse, 3 a person must judge, 2 input that cannot be read."""

    help = "Calculate an application without storing anything; JSON on standard output."
    EXIT = {"grant": 0, "refuse": 1, "person": 3}

    def add_arguments(self, parser: CommandParser) -> None:
        """The day of application chooses the rule version."""
        parser.add_argument("scheme")
        parser.add_argument("file")
        parser.add_argument("--on", type=day, default=None, metavar="DATE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the trial calculation."""
        try:
            scheme(options["scheme"])
            incoming = self._read(options["file"], options["on"])
        except UnknownScheme as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            text = f"Het bestand {options['file']} kan niet worden gelezen ({error.strerror})."
            raise CommandError(text, returncode=2) from error
        except InvalidInput as error:
            errors = [{"path": entry.path, "message": entry.message} for entry in error.errors]
            self.stdout.write(json.dumps({"scheme": options["scheme"], "errors": errors}, ensure_ascii=False, indent=2))
            sys.exit(2)
        answer = trial(incoming, options["on"] or incoming.received_on)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(self.EXIT[answer["outcome"]])

    def _read(self, file: str, on: date | None) -> Incoming:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        moment = timezone.make_aware(datetime.combine(on, time(12))) if on else timezone.now()
        return read_submission(raw, received_at=max(moment, timezone.now()))


def trial(incoming: Incoming, on: date) -> dict[str, Any]:
    """Give the outcome, the findings and the calculation of an application on a day, from its own data alone."""
    values = values_for(incoming.scheme.code, on)
    extracts = {
        "documents": incoming.document_kinds,
        "other_applications_in_window": 0,
        "running_activities": [],
        "de_minimis_prior": dict.fromkeys(incoming.application.participant_numbers),
        "sbi_codes": [],
        "registers": {},
    }
    findings = incoming.scheme.completeness(incoming.application, values, extracts)
    judgement = incoming.scheme.judge(incoming.application, values, extracts)
    return {
        "scheme": incoming.scheme.code,
        "version": values.version,
        "outcome": judgement.outcome,
        "amount": plain(judgement.calculation.amount),
        "findings": [finding.to_json() for finding in (*findings, *judgement.findings)],
        "calculation": judgement.calculation.to_json(),
    }
