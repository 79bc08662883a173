"""Settings from the command line: one administrator proposes a value with its source, another approves it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.authority.permit import Refused
from cases.models import DatedSetting
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.days import day
from workflows.management.people import person_of
from workflows.steps.opening import attempt
from workflows.steps.settings import approve_setting, propose_setting


class Command(BaseCommand):
    """`setting propose SCHEME NAME VALUE --from DATE --source TEXT --by USER`, `setting approve KEY --by USER`, `setting list`."""

    help = "Propose, approve or list settings of a scheme; VALUE is JSON (an amount as text)."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, with what."""
        parser.add_argument("action", choices=[*self._actions])
        parser.add_argument("what", nargs="*", metavar="ARGUMENT")
        parser.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
        parser.add_argument("--source", default="")
        parser.add_argument("--by", default="", metavar="USERNAME")

    def handle(self, *args: Any, **options: Any) -> None:
        """0 done, 1 refused, 2 wrong input."""
        try:
            self._actions[options["action"]](options)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        except UnknownScheme as error:
            raise CommandError(str(error.args[0]), returncode=2) from error

    @property
    def _actions(self) -> Mapping[str, Callable[[dict[str, Any]], None]]:
        return {"propose": self._propose, "approve": self._approve, "list": self._list}

    def _propose(self, options: dict[str, Any]) -> None:
        code, name, text = self._arguments(options, "SCHEME NAME VALUE", 3)
        on, by = timezone.localdate(), person_of(options["by"], "setting")
        with attempt(f"setting:{scheme(code).code}", "setting.proposed", by=by, on=on):
            setting = propose_setting(
                code, name, _json(text), from_on=options["from_on"] or on, source=options["source"], by=by, on=on
            )
        self.stdout.write(f"Voorgesteld als instelling {setting.pk}. Een andere beheerder keurt haar goed.")

    def _approve(self, options: dict[str, Any]) -> None:
        [key] = self._arguments(options, "KEY", 1)
        if not key.isdecimal() or not DatedSetting.objects.filter(pk=key).exists():
            raise CommandError(f"Er is geen instelling {key}.", returncode=2)
        on, by = timezone.localdate(), person_of(options["by"], "setting")
        with attempt(f"setting:{key}", "setting.approved", by=by, on=on):
            approve_setting(int(key), by=by, on=on)
        self.stdout.write(f"Instelling {key} geldt.")

    def _list(self, options: dict[str, Any]) -> None:
        for each in DatedSetting.objects.order_by("scheme", "name", "from_on"):
            state = "geldt" if each.approved_by_id else "voorgesteld"
            self.stdout.write(
                f"{each.pk}\t{state}\t{each.scheme}\t{each.name}\t{each.from_on}\t{each.value}\t{each.source}"
            )

    def _arguments(self, options: dict[str, Any], names: str, count: int) -> list[str]:
        if len(options["what"]) != count:
            raise CommandError(f"Geef: {options['action']} {names}.", returncode=2)
        return list(options["what"])


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
