"""The acts of sharing a window as its page offers them, in their order, and what the page shows of buckets and blocked lines.
Judging, refusing and deciding last minutes for a full year: the page starts them in the background and shows how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cases.authority.permit import ask
from cases.models import Outage, Window
from cases.windows.events import (
    RATES_ANSWERED,
    RATES_PROPOSED,
    RATES_SIGNED,
    REALLOCATION_CONFIRMED,
    REALLOCATION_PROPOSED,
    SHARES_FROZEN,
)
from cases.windows.method import SHARES
from workflows.desk.access import Colleague
from workflows.desk.bars import stacked
from workflows.desk.lot import LotAct
from workflows.jobs import start_sharing_run
from workflows.share_status import BucketStanding, standing_of_runs, standing_of_shares
from workflows.steps.settling_directly import sign_sharing
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    propose_rates,
    propose_reallocation,
)
from workflows.steps.sharing_runs import WORK

WHY = (("reason", "Reden", "text"),)

SHARING: Mapping[str, LotAct] = MappingProxyType(
    {
        "lijst": LotAct(
            "freeze_shares",
            SHARES_FROZEN,
            "Verdeellijst bevriezen",
            (),
            lambda pk, given, by, on: freeze_shares(pk, by=by, on=on),
        ),
        "rest-verdelen": LotAct(
            "choose_reallocation",
            REALLOCATION_PROPOSED,
            "Voorstellen: rest wel verdelen",
            WHY,
            lambda pk, given, by, on: propose_reallocation(
                pk, is_reallocated=True, reason=given.get("reason", ""), by=by, on=on
            ),
        ),
        "rest-laten": LotAct(
            "choose_reallocation",
            REALLOCATION_PROPOSED,
            "Voorstellen: rest niet verdelen",
            WHY,
            lambda pk, given, by, on: propose_reallocation(
                pk, is_reallocated=False, reason=given.get("reason", ""), by=by, on=on
            ),
        ),
        "rest-bevestigen": LotAct(
            "choose_reallocation",
            REALLOCATION_CONFIRMED,
            "Keuze over de rest bevestigen (tweede persoon)",
            (),
            lambda pk, given, by, on: confirm_reallocation(pk, by=by, on=on),
        ),
        "tarieven": LotAct(
            "propose_rates",
            RATES_PROPOSED,
            "Tarieven voorstellen",
            (),
            lambda pk, given, by, on: propose_rates(pk, by=by, on=on),
        ),
        "goedkeuren": LotAct(
            "approve_rates",
            RATES_ANSWERED,
            "Tarieven goedkeuren (tweede persoon)",
            (),
            lambda pk, given, by, on: approve_rates(pk, is_approved=True, by=by, on=on),
        ),
        "afkeuren": LotAct(
            "approve_rates",
            RATES_ANSWERED,
            "Tarieven afkeuren (tweede persoon)",
            WHY,
            lambda pk, given, by, on: approve_rates(
                pk, is_approved=False, reason=given.get("reason", ""), by=by, on=on
            ),
        ),
        "tekenen": LotAct(
            "settle_directly",
            RATES_SIGNED,
            "Verdeling tekenen (gemandateerde)",
            (),
            lambda pk, given, by, on: sign_sharing(pk, by=by, on=on),
        ),
    }
)


def _starts(act: str, label: str) -> LotAct:
    """Give the act that starts work in the background."""
    return LotAct(
        WORK[act].act,
        WORK[act].event,
        label,
        (),
        lambda pk, given, by, on: start_sharing_run(pk, act, by=by, on=on),
    )


IN_BACKGROUND: Mapping[str, LotAct] = MappingProxyType(
    {
        "take-up": _starts("take-up", "Tijdige aanvragen beoordelen"),
        "late": _starts("late", "Te late aanvragen afwijzen"),
        "decide": _starts("decide", "Besluiten nemen (wie tekende)"),
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        "": "nog niet gestart",
        "queued": "gestart; wacht op de achtergrondverwerking",
        "running": "loopt",
        "done": "klaar",
        "refused": "geweigerd",
        "failed": "mislukt door een storing; start opnieuw, het gaat verder waar het bleef",
        "broken_off": "afgebroken; start opnieuw, het gaat verder waar het bleef",
    }
)
"""What the page says of a run."""


def sharing_context(window: Window, me: Colleague) -> dict[str, Any]:
    """Give what the page of a shared window shows; nothing for another window."""
    if window.method != SHARES:
        return {}
    standing = standing_of_shares(window)
    acts = [(name, act, ask(me.actor, act.act, on=me.on, scheme=window.scheme)) for name, act in SHARING.items()]
    return {
        "sharing": standing,
        "sharing_buckets": [(bucket, bars_of(bucket)) for bucket in standing.buckets],
        "sharing_acts": acts,
        "sharing_runs": [
            (run, STATES[run.state], act, ask(me.actor, act.act, on=me.on, scheme=window.scheme))
            for run, act in zip(standing_of_runs(window), IN_BACKGROUND.values(), strict=True)
        ],
        "outages": Outage.objects.filter(window=window).select_related("entered_by", "approved_by").order_by("pk"),
    }


def bars_of(bucket: BucketStanding) -> Any:
    """Draw what is available of what everybody in full would need: paid, left over, or short."""
    available = bucket.ceiling_cents + bucket.added_cents
    needed = bucket.needed_cents if bucket.needed_cents is not None else available
    parts = [
        ("nodig en beschikbaar", min(needed, available), "taken"),
        ("over", max(available - needed, 0), "free"),
        ("tekort", max(needed - available, 0), "short"),
    ]
    return stacked(parts, max(needed, available))
