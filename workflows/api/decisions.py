"""The decisions on a case, each once its letter has been announced, and that letter as it was sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from cases.amounts import from_cents, plain
from cases.documents.store import FileDamaged, fetch
from cases.models import Case, PartyRole
from cases.schemes.base import APPLICANTS
from letters.kinds import SUBJECTS
from letters.models import Letter, LetterStatus
from workflows.api.applications import PATH
from workflows.api.calling import case_for, client_of, refused, see
from workflows.api.identify import Client
from workflows.api.problem import Problem, answered

NOT_ADDRESSED = (
    "De besluiten in deze zaak zijn gericht aan de aanvrager of de opleider; dit token spreekt niet voor die partij."
)
ADDRESSED = (*APPLICANTS, PartyRole.TRAINER)


def list_decisions(request: HttpRequest, nummer: str) -> HttpResponse:
    """List the decisions that were announced, in the order of their letters."""
    client, case = _addressed(request, nummer)
    see(client, case, "besluiten opgevraagd")
    return answered({"number": case.number, "decisions": [_shown(case, letter) for letter in _announced(case, client)]})


def give_letter(request: HttpRequest, nummer: str, besluit: int) -> HttpResponse:
    """Give the letter of a decision as it was sent, as PDF."""
    client, case = _addressed(request, nummer)
    letter = _announced(case, client).filter(decision=besluit).first() if besluit < 2**63 else None
    if letter is None or letter.composition is None:
        raise Problem(404, "Er is geen bekendgemaakt besluit met dit nummer.")
    see(client, case, f"brief {letter.pk} opgehaald")
    try:
        content = fetch(letter.composition.digest)
    except (FileNotFoundError, FileDamaged) as error:
        raise Problem(410, "Dit bestand ontbreekt of is beschadigd. Vraag ons om de brief.") from error
    disposition = f'attachment; filename="{case.number}-{letter.kind}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _addressed(request: HttpRequest, nummer: str) -> tuple[Client, Case]:
    client = client_of(request)
    case = case_for(client, nummer)
    if client.scope not in ADDRESSED:
        raise refused(client, NOT_ADDRESSED)
    return client, case


def _announced(case: Case, client: Client) -> QuerySet[Letter]:
    """What was announced to whom the client speaks for: a letter that names no party went to the applicant."""
    addressee = None if client.scope in APPLICANTS else client.party_id
    letters = Letter.objects.filter(case=case, party=addressee, status=LetterStatus.SENT, decision__isnull=False)
    return letters.select_related("decision", "composition").order_by("sent_on", "id")


def _shown(case: Case, letter: Letter) -> dict[str, Any]:
    decision = letter.decision
    assert decision is not None
    cents = decision.amount_cents
    return {
        "id": decision.pk,
        "kind": decision.kind,
        "label": SUBJECTS.get(letter.kind, letter.kind),
        "decided_on": decision.on.isoformat(),
        "amount": None if cents is None else plain(from_cents(cents)),
        "announced_on": letter.sent_on.isoformat() if letter.sent_on else None,
        "letter": f"{PATH}/{quote(case.number)}/besluiten/{decision.pk}/brief",
    }
