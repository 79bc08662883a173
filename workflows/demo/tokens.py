"""Tokens with which the API of the demonstration can be tried: one for each part that a party has in its cases.
They are told once and kept nowhere; who lost one lets in a new client with `manage.py api_client add`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.authority.actors import Actor
from cases.models import Case, CaseParty, Party, PartyKind, PartyRole
from workflows.api.applications import PATH
from workflows.api.clients import Wish, add_client
from workflows.api.models import ApiClient


@dataclass(frozen=True)
class Told:
    """A token that was just given out: what it speaks as, for whom, and the number of a case that it may see."""

    label: str
    party: str
    number: str
    token: str

    def call(self, port: int) -> str:
        """Give a command that can be run as it stands while the site runs on a port of this machine."""
        return f'curl -sS -H "Authorization: Bearer {self.token}" http://127.0.0.1:{port}{PATH}/{self.number}'


def give_tokens(*, by: Actor, on: date) -> tuple[Told, ...]:
    """Let a client in for each part that has none yet and that an enterprise has in some case. Raises NotAuthorised."""
    known = set(ApiClient.objects.values_list("name", flat=True))
    missing = (role for role in PartyRole if _name(role) not in known)
    return tuple(_given(role, *found, by=by, on=on) for role in missing if (found := _example(role)) is not None)


def _name(role: PartyRole) -> str:
    return f"Demonstratie: {role.label.lower()}"


def _example(role: PartyRole) -> tuple[Party, Case] | None:
    """Give the first enterprise with this part, and a case in which it has it; a person would need its BSN."""
    if role == PartyRole.APPLICANT:
        case = Case.objects.filter(party__kind=PartyKind.ENTERPRISE).select_related("party").order_by("pk").first()
        return (case.party, case) if case else None
    parts = CaseParty.objects.filter(role=role, party__kind=PartyKind.ENTERPRISE).select_related("party", "case")
    part = parts.order_by("pk").first()
    return (part.party, part.case) if part else None


def _given(role: PartyRole, party: Party, case: Case, *, by: Actor, on: date) -> Told:
    wish = Wish(_name(role), role, party.identifier, party.name, from_on=on)
    _, token = add_client(wish, by=by, on=on)
    return Told(role.label, party.name, case.number, token)
