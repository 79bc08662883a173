"""Sharing one window by hand, step by step: lines, late applications, the list, what is left, rates, approval, signature, decisions.
Can be broken off and run again. Prints JSON; progress goes to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Outage, Window
from cases.windows.alone import alone
from cases.windows.events import (
    LATE_REFUSED,
    LINES_DECIDED,
    LINES_TAKEN_UP,
    OUTAGE_APPROVED,
    OUTAGE_ENTERED,
    RATES_ANSWERED,
    RATES_PROPOSED,
    RATES_SIGNED,
    REALLOCATION_CONFIRMED,
    REALLOCATION_PROPOSED,
    SHARES_FROZEN,
)
from cases.windows.method import NotInOrder, UnknownWindow, find_window
from workflows.management.commands.window import amount, moment
from workflows.management.people import add_person, person_of
from workflows.share_status import status_of_shares
from workflows.steps.bucket_ceilings import set_bucket_ceiling
from workflows.steps.lines import take_up_lines
from workflows.steps.opening import attempt
from workflows.steps.outages import Calamity, approve_outage, enter_outage
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.settling_directly import decide_shared, sign_sharing
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    in_words,
    propose_rates,
    propose_reallocation,
)

Act = Callable[[Window, Mapping[str, Any], Actor, date, Any], Mapping[str, Any]]


def take_up(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Judge the lines of all timely applications."""
    done = take_up_lines(window.pk, by=by, on=on, tell=tell)
    return {"applications": done.cases, "lines": done.lines}


def late(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Refuse what came in late."""
    return {"refused": refuse_all_late(window.pk, by=by, on=on, tell=tell)}


def freeze(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Freeze the list."""
    found = freeze_shares(window.pk, by=by, on=on)
    return {"list": found.number, "digest": found.digest}


def reallocate(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Propose what happens with what is left over."""
    found = propose_reallocation(
        window.pk, is_reallocated=given["choice"] == "yes", reason=given["reason"], by=by, on=on
    )
    return {"list": found.number, "is_reallocated": found.is_reallocated}


def confirm(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Confirm that choice."""
    found = confirm_reallocation(window.pk, by=by, on=on)
    return {"list": found.number, "is_reallocated": found.is_reallocated}


def rates(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Compute the rates and put them forward."""
    return {"rates": {rate.pool.bucket: in_words(rate) for rate in propose_rates(window.pk, by=by, on=on)}}


def approve(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Approve the rates, or with a reason not."""
    is_approved = given["choice"] != "no"
    approval = approve_rates(window.pk, is_approved=is_approved, reason=given["reason"] or "", by=by, on=on)
    return {"digest": approval.digest, "approved": is_approved}


def sign(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Sign, and reserve what every share gets."""
    found = sign_sharing(window.pk, by=by, on=on)
    return {"signed_on": str(found.signed_on), "digest": found.rates_digest}


def decide(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Take all decisions, on the day of signing."""
    done = decide_shared(window.pk, by=by, tell=tell)
    return {"settled": done.settled, "refused": done.refused, "amount": plain(from_cents(done.cents))}


def set_ceiling(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Set the ceiling of a bucket."""
    set_bucket_ceiling(window.pk, given["bucket"], given["amount"], by=by, on=on, source=given["source"])
    return {"bucket": given["bucket"], "ceiling": plain(given["amount"])}


def outage(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Enter a calamity with a new latest moment."""
    calamity = Calamity(given["since"], given["until"], given["closes"], given["reason"])
    return {"outage": enter_outage(window.pk, calamity, by=by, on=on).pk}


def approve_an_outage(window: Window, given: Mapping[str, Any], by: Actor, on: date, tell: Any) -> Mapping[str, Any]:
    """Approve the newest calamity that waits."""
    found = Outage.objects.filter(window=window, approved_by=None).order_by("-pk").first()
    if found is None:
        raise NotInOrder("Er wacht geen storing op goedkeuring.")
    return {"closes_at": timezone.localtime(approve_outage(found.pk, by=by, on=on).closes_at).isoformat()}


ACTIONS: Mapping[str, tuple[str, tuple[str, ...], Act]] = {
    "take-up": (LINES_TAKEN_UP, (), take_up),
    "late": (LATE_REFUSED, (), late),
    "freeze": (SHARES_FROZEN, (), freeze),
    "reallocate": (REALLOCATION_PROPOSED, ("choice", "reason"), reallocate),
    "confirm-reallocation": (REALLOCATION_CONFIRMED, (), confirm),
    "rates": (RATES_PROPOSED, (), rates),
    "approve": (RATES_ANSWERED, (), approve),
    "sign": (RATES_SIGNED, (), sign),
    "decide": (LINES_DECIDED, (), decide),
    "set-ceiling": ("window.ceiling_changed", ("bucket", "amount", "source"), set_ceiling),
    "outage": (OUTAGE_ENTERED, ("since", "until", "closes", "reason"), outage),
    "approve-outage": (OUTAGE_APPROVED, (), approve_an_outage),
}


class Command(BaseCommand):
    """`shares SCHEME WINDOW ACTION --by USERNAME`: 0 done, 1 refused (kept in the trail), 2 not understood, 130 broken off."""

    help = "Share the money of a window over the lines of its applications, step by step; `status` shows how it stands."

    def add_arguments(self, parser: CommandParser) -> None:
        """What the acts need; `status` needs nothing."""
        parser.add_argument("scheme")
        parser.add_argument("window", help="code, as praktijkleren-2019 or 2019")
        parser.add_argument("action", choices=[*ACTIONS, "status"])
        add_person(parser, required=False)
        parser.add_argument("--choice", choices=["yes", "no"], help="reallocate, approve: the answer")
        parser.add_argument("--reason", help="reallocate, approve with no, outage: why")
        parser.add_argument("--bucket", help="set-ceiling: the bucket")
        parser.add_argument("--amount", type=amount, help="set-ceiling: in euro, 196848000.00")
        parser.add_argument("--source", help="set-ceiling: where it was published")
        parser.add_argument("--since", type=moment, metavar="MOMENT", help="outage: from when")
        parser.add_argument("--until", type=moment, metavar="MOMENT", help="outage: until when")
        parser.add_argument("--closes", type=moment, metavar="MOMENT", help="outage: the new latest moment")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the act, then print what was done and how the sharing stands."""
        try:
            window = find_window(options["scheme"], options["window"])
        except UnknownWindow as error:
            raise CommandError(str(error), returncode=2) from error
        done = self._act(window, options) if options["action"] != "status" else {}
        window = Window.objects.get(pk=window.pk)
        self.stdout.write(json.dumps({**done, "shares": status_of_shares(window)}, ensure_ascii=False, indent=2))

    def _act(self, window: Window, options: Mapping[str, Any]) -> Mapping[str, Any]:
        action, needed, act = ACTIONS[options["action"]]
        if missing := [f"--{name}" for name in ("by", *needed) if not options[name]]:
            raise CommandError(f"{options['action']} heeft ook nodig: {', '.join(missing)}.", returncode=2)
        by, on = person_of(options["by"], "shares"), options["on"] or timezone.localdate()
        try:
            with (
                attempt(window.stream, action, by=by, on=on),
                alone(window.pk, options["action"]),
                progress(options["action"]) as bar,
            ):
                return act(window, options, by, on, bar.update)
        except KeyboardInterrupt as stop:
            raise CommandError("Afgebroken. Wat gedaan is, staat vast; voer het opnieuw uit.", returncode=130) from stop
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal


def progress(what: str) -> Any:
    """Give a bar on standard error; none where nobody looks."""
    return tqdm(desc=what, unit=" zaken", file=sys.stderr, disable=not sys.stderr.isatty())
