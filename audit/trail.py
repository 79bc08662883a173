"""Writing events: the only writer of the audit trail.
Which actions exist is in audit.catalogue; the database numbers, links and hashes (audit/sql/events.sql)."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from django.db import connections, transaction

from audit import canonical
from audit.canonical import JSON
from audit.catalogue import check_facts
from audit.models import PersonalFact

Result = Literal["done", "refused"]
Channel = Literal["page", "api", "command", "job", "test"]

STREAM = re.compile(r"[a-z_]+:[A-Za-z0-9][A-Za-z0-9._-]*")
ACTOR = re.compile(r"(user|party|system):[A-Za-z0-9][A-Za-z0-9._-]*")

INSERT_ONE = "INSERT INTO audit_event (stream, body) VALUES (%s, %s) RETURNING id, number"
INSERT_MANY = """
    INSERT INTO audit_event (stream, body)
    SELECT stream, body FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS entry (stream, body, place)
    ORDER BY place
    RETURNING id, number
"""


class BadEntry(ValueError):
    """An event is not written as it should be: its stream, actor or date."""


@dataclass(frozen=True)
class Origin:
    """Through which door it came (BIO2 8.15.01); `reference` is a public session id or command, never an address."""

    channel: Channel
    reference: str = ""


class RecordedEvent(NamedTuple):
    """Where an event now stands: its id and its number in its stream."""

    id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event to write. `before` and `after` are legal statuses; `personal` values stay outside the hashed body."""

    stream: str
    action: str
    actor: str
    origin: Origin
    on: date
    result: Result = "done"
    articles: Sequence[str] = ()
    rules: str = ""
    facts: Mapping[str, JSON] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""


def record(
    stream: str,
    action: str,
    *,
    actor: str,
    origin: Origin,
    on: date,
    result: Result = "done",
    articles: Sequence[str] = (),
    rules: str = "",
    facts: Mapping[str, JSON] | None = None,
    personal: Mapping[str, str] | None = None,
    before: str = "",
    after: str = "",
    using: str = "default",
) -> RecordedEvent:
    """Write one event in the running transaction: one query, or two where there are personal values.

    Raises UnknownAction, MissingFact or PersonalInBody (audit.catalogue), NotCanonical, BadEntry.
    """
    entry = Entry(
        stream=stream,
        action=action,
        actor=actor,
        origin=origin,
        on=on,
        result=result,
        articles=articles,
        rules=rules,
        facts=facts or {},
        personal=personal or {},
        before=before,
        after=after,
    )
    body, secret = _prepare(entry)
    if not secret:
        return _insert_one(stream, body, using)
    with transaction.atomic(using, savepoint=False):
        PersonalFact.objects.using(using).bulk_create(secret)
        return _insert_one(stream, body, using)


def record_many(entries: Sequence[Entry], *, using: str = "default") -> list[RecordedEvent]:
    """Write many events in one statement (two with personal values) and give their places in the order of `entries`.

    Streams are locked in alphabetical order, so that two batches never wait for each other. Raises as `record`.
    """
    if not entries:
        return []
    order = sorted(range(len(entries)), key=lambda place: entries[place].stream)
    prepared = [_prepare(entries[place]) for place in order]
    secret = [fact for _, facts in prepared for fact in facts]
    with transaction.atomic(using, savepoint=False), connections[using].cursor() as cursor:
        PersonalFact.objects.using(using).bulk_create(secret)
        cursor.execute(INSERT_MANY, [[entries[place].stream for place in order], [body for body, _ in prepared]])
        written = dict(zip(order, cursor.fetchall(), strict=True))
    return [RecordedEvent(*written[place]) for place in range(len(entries))]


def _insert_one(stream: str, body: str, using: str) -> RecordedEvent:
    with connections[using].cursor() as cursor:
        cursor.execute(INSERT_ONE, (stream, body))
        return RecordedEvent(*cursor.fetchone())


def _prepare(entry: Entry) -> tuple[str, list[PersonalFact]]:
    _check_entry(entry)
    check_facts(entry.action, entry.result, entry.facts, entry.personal)
    secret = [_commit(entry.stream, label, value) for label, value in sorted(entry.personal.items())]
    return canonical.encode(_body(entry, secret)), secret


def _check_entry(entry: Entry) -> None:
    if not STREAM.fullmatch(entry.stream) or len(entry.stream) > 100:
        raise BadEntry(f"{entry.stream!r} is not a stream: write kind and key, as case:17.")
    if not ACTOR.fullmatch(entry.actor):
        raise BadEntry(f"{entry.actor!r} is not an actor: write user:4, party:17 or system:run_daily.")
    if not isinstance(entry.on, date) or isinstance(entry.on, datetime):
        raise BadEntry("`on` must be a date without time.")


def _body(entry: Entry, secret: Sequence[PersonalFact]) -> dict[str, JSON]:
    body: dict[str, JSON] = {
        "action": entry.action,
        "actor": entry.actor,
        "articles": list(entry.articles),
        "at": datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z",
        "facts": {**entry.facts, **{fact.label: {"commitment": fact.commitment} for fact in secret}},
        "on": entry.on.isoformat(),
        "origin": {"channel": entry.origin.channel, "reference": entry.origin.reference},
        "result": entry.result,
    }
    optional = {"rules": entry.rules, "from": entry.before, "to": entry.after}
    return body | {key: value for key, value in optional.items() if value}


def _commit(stream: str, label: str, value: str) -> PersonalFact:
    """A random key per fact: without it nobody can find the value by trying all BSNs."""
    key = secrets.token_bytes(32)
    return PersonalFact(commitment=commitment(key, value), key=key, value=value, stream=stream, label=label)


def commitment(key: bytes, value: str) -> str:
    """Give the HMAC-SHA256 that stands in the body for a personal value, as hex."""
    return hmac.new(key, value.encode(), "sha256").hexdigest()
