"""Who gets a place, one after the other, where an application may take from several counters at once. Pure.
How the counters lie in the database, and who decides, is not known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.amounts import to_cents
from cases.schemes.claims import Claim


@dataclass(frozen=True)
class Taken:
    """What was taken from one counter: cents, or a number of places."""

    bucket: str
    count: int


class Allotment:
    """What is left in the counters of a window while its applications are handled in their order.

    `rooms` holds cents and places by bucket. A claim on money of which there is no bucket is not limited; places without one
    are only counted. An application that does not fit closes the buckets that it lacked (Awb 4:25 lid 2): nobody with a
    higher number passes it there, unless `later_may_pass`. `closed` holds that number by bucket.
    """

    def __init__(self, rooms: Mapping[str, int], closed: Mapping[str, int], *, later_may_pass: bool) -> None:
        self._rooms, self._later_may_pass = dict(rooms), later_may_pass
        self.closed = dict(closed)

    def fits(self, number: int, claims: Sequence[Claim]) -> bool:
        """Say whether there is room for all that the application with this number claims."""
        return all(self._bucket_with_room(number, claim) is not None for claim in claims)

    def take(self, number: int, claims: Sequence[Claim]) -> tuple[Taken, ...] | None:
        """Take what an application claims, all of it or nothing. None: it does not fit, and closes what it lacked."""
        chosen = [(claim, self._bucket_with_room(number, claim)) for claim in claims]
        if any(bucket is None for _, bucket in chosen):
            self.close(number, claims)
            return None
        taken = tuple(Taken(bucket, count_of(claim)) for claim, bucket in chosen if bucket and count_of(claim))
        for one in taken:
            if one.bucket in self._rooms:
                self._rooms[one.bucket] -= one.count
        return taken

    def close(self, number: int, claims: Sequence[Claim]) -> None:
        """Close the buckets in which these claims have no room for whoever comes after this number."""
        if not self._later_may_pass:
            lacking = [claim for claim in claims if self._bucket_with_room(number, claim) is None]
            names = {name for claim in lacking for name in self._names(claim)}
            self.closed |= {name: min(number, self.closed.get(name, number)) for name in names}

    def left_for(self, number: int, claims: Sequence[Claim]) -> int:
        """Give how many cents an application could still get of all the money that it claims ("voor zover")."""
        names = [self._names(claim) for claim in claims if not claim.units]
        return min((max(self._room(number, name) for name in some) for some in names if some), default=0)

    def left(self, bucket: str) -> int:
        """Give what is left in a bucket."""
        return self._rooms.get(bucket, 0)

    def _bucket_with_room(self, number: int, claim: Claim) -> str | None:
        """Give the bucket to take from; "" where nothing limits the claim, None where there is no room."""
        names = self._names(claim)
        if not names:
            return claim.bucket if claim.units else ""
        return next((name for name in names if count_of(claim) <= self._room(number, name)), None)

    def _names(self, claim: Claim) -> list[str]:
        return [name for name in (claim.bucket, claim.otherwise) if name in self._rooms]

    def _room(self, number: int, bucket: str) -> int:
        is_passed = number > self.closed.get(bucket, number)
        return 0 if is_passed else self._rooms[bucket]


def count_of(claim: Claim) -> int:
    """Give what a claim takes: cents, or places."""
    return claim.units or to_cents(claim.amount)
