"""The ceiling of one bucket of a window: set where no source gave it, or published anew. The ceiling of the window moves along."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain, to_cents, written
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Case, Counter, ShareList
from cases.schemes.registry import scheme
from cases.windows.counters import locked_counter
from cases.windows.method import NotInOrder, locked_window


def set_bucket_ceiling(window_pk: int, bucket: str, amount: Decimal, *, by: Actor, on: date, source: str) -> None:
    """Set the ceiling of a bucket, in euro, from a day on; `source` names the publication.

    Raises NotInOrder for a bucket that the scheme does not have, once the list was frozen, or for a lower ceiling than was
    published before applications came in (Awb 4:27 lid 2).
    """
    with locked_window(window_pk) as window:
        permit(by, "change_ceiling", on=on, scheme=window.scheme)
        if bucket not in {rule.code for rule in scheme(window.scheme).buckets}:
            raise NotInOrder(f"Deze regeling heeft geen onderdeel {bucket!r}.")
        if not source.strip() or amount <= 0:
            raise NotInOrder("Noem een bedrag boven nul, en waar het plafond bekend is gemaakt.")
        if ShareList.objects.filter(window=window).exclude(signed_on=None).exists():
            raise NotInOrder("De verdeling van dit tijdvak is getekend; haar plafonds liggen vast.")
        whole = locked_counter(window)
        counter, _ = Counter.objects.get_or_create(window=window, bucket=bucket, defaults={"limit_cents": 0})
        before = from_cents(counter.limit_cents)
        if amount < before and Case.objects.filter(window=window).exists():
            raise NotInOrder(
                f"Een lager plafond dan {written(before)} werkt niet voor wie al aanvroeg (Awb 4:27 lid 2)."
            )
        whole.limit_cents += to_cents(amount) - counter.limit_cents
        counter.limit_cents = to_cents(amount)
        counter.save(update_fields=["limit_cents"])
        whole.save(update_fields=["limit_cents"])
        facts: dict[str, JSON] = {
            "bucket": bucket,
            "before": plain(before),
            "after": plain(amount),
            "ceiling": plain(from_cents(whole.limit_cents)),
            "source": source,
        }
        articles = ["Awb 4:26", "Awb 4:27"]
        record(
            window.stream,
            "window.ceiling_changed",
            actor=str(by),
            origin=by.origin,
            on=on,
            articles=articles,
            facts=facts,
        )
