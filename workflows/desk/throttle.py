"""How many sign-ins may fail before we wait: per account, per address and per pair. Nothing readable is kept."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

WAIT = 15 * 60
"""Seconds after the last failure until a count is forgotten."""
MOST_PER_PAIR = 5
MOST_PER_ACCOUNT = 25
MOST_PER_ADDRESS = 25
"""An account can be closed by a stranger for a quarter of an hour at most, and only after many tries from many places."""


def is_barred(account: str, address: str) -> bool:
    """Say whether another try has to wait."""
    return any(cache.get(key, 0) >= most for key, most in _counts(account, address))


def count_failure(account: str, address: str) -> None:
    """Count a failed sign-in."""
    for key, _ in _counts(account, address):
        cache.set(key, cache.get(key, 0) + 1, WAIT)


def forgive(account: str, address: str) -> None:
    """Forget the failures of this account from this address after a sign-in; an address keeps its own count."""
    cache.delete(_key("pair", account, address))


def _counts(account: str, address: str) -> tuple[tuple[str, int], ...]:
    return (
        (_key("pair", account, address), MOST_PER_PAIR),
        (_key("account", account), MOST_PER_ACCOUNT),
        (_key("address", address), MOST_PER_ADDRESS),
    )


def _key(kind: str, *parts: str) -> str:
    return f"sign-in-{kind}-{salted_hmac('workflows.desk.throttle', '|'.join(parts)).hexdigest()}"
