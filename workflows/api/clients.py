"""Giving out tokens and ending them, each with its trace. A token is shown once: only its digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.identity import pseudonym
from cases.models import Party, PartyRole
from workflows.api.identify import digest_of
from workflows.api.models import ApiClient, ChainMandate
from workflows.steps.deciding import NotReady
from workflows.steps.submission import kind_of

MARK = "sub_"
"""Begins every token, so that one that got lost in a text is found by those who look for secrets."""
RANDOM_BYTES = 32
PER_MINUTE = 600


@dataclass(frozen=True)
class Wish:
    """What a client is to be: its name, the part and the party for which it speaks (KvK number or BSN), and until when."""

    name: str
    scope: str
    identifier: str
    party_name: str
    from_on: date
    until_on: date | None = None
    per_minute: int = PER_MINUTE
    may_date: bool = False


def add_client(wish: Wish, *, by: Actor, on: date) -> tuple[ApiClient, str]:
    """Let a client in and give it with its token, which nobody can read again. Raises NotAuthorised, or NotReady without a name."""
    token = f"{MARK}{secrets.token_urlsafe(RANDOM_BYTES)}"
    with transaction.atomic():
        permit(by, "administer", on=on)
        client = ApiClient.objects.create(
            name=wish.name,
            digest=digest_of(token),
            scope=wish.scope,
            party=_party(wish),
            from_on=wish.from_on,
            until_on=wish.until_on,
            per_minute=wish.per_minute,
            may_date=wish.may_date,
        )
        facts: dict[str, str | int | bool | None] = {
            "name": wish.name,
            "scope": wish.scope,
            "party": client.party_id,
            "from_on": wish.from_on.isoformat(),
            "until_on": wish.until_on.isoformat() if wish.until_on else None,
            "per_minute": wish.per_minute,
            "may_date": wish.may_date,
        }
        _record(client, "api_client.added", facts, by=by, on=on)
        return client, token


def _party(wish: Wish) -> Party:
    """The party may be known already, or come in with its first application; then it gets its other columns."""
    known = Party.objects.filter(identifier=pseudonym(wish.identifier)).first()
    if known is not None:
        return known
    if not wish.party_name.strip():
        raise NotReady("Deze partij is nog niet bekend. Noem haar naam.")
    return Party.objects.create(
        identifier=pseudonym(wish.identifier),
        kind=kind_of(wish.identifier),
        name=wish.party_name,
        sort_name=wish.party_name.casefold()[:200],
    )


def end_client(client: ApiClient, *, until_on: date | None, by: Actor, on: date) -> ApiClient:
    """Let a client in until a day and no longer, or from this moment on no more. Raises NotAuthorised, or NotReady for a client
    that ended, or a day before it began or after its present end."""
    with transaction.atomic():
        permit(by, "administer", on=on)
        client = ApiClient.objects.select_for_update().get(pk=client.pk)
        _demand_end(client, until_on, on=on)
        client.until_on = until_on or client.until_on
        client.ended_at = None if until_on else timezone.now()
        client.save(update_fields=["until_on", "ended_at"])
        facts: dict[str, str | int | bool | None] = {
            "name": client.name,
            "until_on": until_on.isoformat() if until_on else None,
        }
        _record(client, "api_client.ended", facts, by=by, on=on)
        return client


def _demand_end(client: ApiClient, until_on: date | None, *, on: date) -> None:
    """A token that ended may have been lost or sold since: it never comes to life again."""
    if client.ended_at is not None or (client.until_on is not None and client.until_on < on):
        raise NotReady("Deze koppeling is al beëindigd. Laat een nieuwe toe als dat nodig is.")
    if until_on is not None and until_on < client.from_on:
        raise NotReady(f"Deze koppeling begon op {client.from_on:%d-%m-%Y}; zij kan niet eerder eindigen.")
    if until_on is not None and client.until_on is not None and until_on > client.until_on:
        raise NotReady(f"Deze koppeling eindigt al op {client.until_on:%d-%m-%Y}; zij kan niet later eindigen.")


def give_mandate(
    client: ApiClient, employer: str, *, from_on: date, until_on: date | None, by: Actor, on: date
) -> ChainMandate:
    """Write down that the party of an intermediary may apply for an employer (KvK number), or until when from now on.

    Raises NotAuthorised, or NotReady for a client that is no intermediary.
    """
    with transaction.atomic():
        permit(by, "administer", on=on)
        if client.scope != PartyRole.INTERMEDIARY:
            raise NotReady(
                "Deze koppeling spreekt niet als intermediair; een ketenmachtiging heeft daar geen betekenis."
            )
        mandate = ChainMandate.objects.create(
            holder_id=client.party_id, employer=pseudonym(employer), from_on=from_on, until_on=until_on
        )
        facts: dict[str, str | int | bool | None] = {
            "name": client.name,
            "employer": mandate.employer,
            "from_on": from_on.isoformat(),
            "until_on": until_on.isoformat() if until_on else None,
        }
        _record(client, "api_client.mandated", facts, by=by, on=on)
        return mandate


def may_apply_for(party_id: int, applicant: str, *, on: date) -> bool:
    """Say whether a party holds a chain mandate of an applicant (KvK number) on a day."""
    mandates = ChainMandate.objects.filter(holder=party_id, employer=pseudonym(applicant), from_on__lte=on)
    newest = mandates.order_by("-id").first()
    return newest is not None and (newest.until_on is None or newest.until_on >= on)


def _record(client: ApiClient, action: str, facts: dict[str, str | int | bool | None], *, by: Actor, on: date) -> None:
    stream = f"api_client:{client.pk}"
    record(stream, action, actor=str(by), origin=by.origin, on=on, facts=dict(facts))
