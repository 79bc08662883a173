"""An application comes in: the file is kept first, then one transaction makes the case, its first event and its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from audit.trail import Channel, Origin
from cases.amounts import from_cents, plain, to_cents
from cases.authority.actors import Actor, party, system
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.documents.store import keep
from cases.identity import KVK_NUMBER, pseudonym
from cases.intake import Incoming
from cases.law import Values
from cases.models import Case, CaseParty, Document, Participation, Party, PartyKind, Status, Submission, Window
from cases.schemes.base import Applicant, Involved, Outcome
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from cases.transitions import next_case_key, open_case
from cases.windows.method import SHARES, written_moment
from letters.outbox import queue_letter
from workflows.steps.arriving import First, do_first
from workflows.steps.clock import begin_first_term
from workflows.steps.signals import raise_for_new
from workflows.work import follow

STORED = ("kind", "scheme", "digest", "body", "channel", "received_at", "stored_at")
STORE = f"""INSERT INTO cases_submission ({", ".join(STORED)}) VALUES ({", ".join(["%s"] * len(STORED))})
ON CONFLICT (digest) DO NOTHING RETURNING id"""  # noqa: S608 - made of constants


def submit_application(
    incoming: Incoming, *, by: Actor | None = None, channel: Channel = "command", first: First | None = None
) -> tuple[Case, bool]:
    """Store an application that was read, and give its case and whether it is new. The same text twice in one window is one case.

    `first` is done with it, or neither is. Raises InvalidInput where no window is open for this kind of applicant on the moment
    of receipt, NotFirst where `first` gave no row.
    """
    digests = [keep(document.content) for document in incoming.documents]
    with transaction.atomic():
        window = open_window(incoming)
        digest = incoming.digest_in(window.code)
        do_first(first, digest)
        submission = _store(incoming, digest, channel)
        if submission is None:
            return Case.objects.get(application__digest=digest), False
        values = values_for(incoming.scheme.code, incoming.received_on)
        row = party_row(incoming.application.applicant)
        applicant = store_applicants([(str(by or ""), row)])[row.identifier]
        actor = by or party(applicant, Origin(channel, "submit"))
        permit(actor, "submit", on=incoming.received_on)
        case = _open(incoming, submission, window, applicant, values, actor)
        _take_part(case, window, incoming)
        involve(case, incoming.scheme.parties(incoming.application))
        _keep_documents(case, submission, incoming, digests)
        begin_first_term(
            case, "decision", incoming.scheme.terms("decision", values), decision_starts(window, case, values)
        )
        queue_letter(case, "receipt", on=case.received_on)
        raise_for_new(case, incoming.application, values, by=system("find_signals"), on=case.received_on)
        follow(case, by=actor, on=case.received_on)
        return case, True


def _store(incoming: Incoming, digest: str, channel: str) -> Submission | None:
    """Store the raw text; nothing where it is there already in this window, also when it arrives twice at the same moment."""
    row = Submission(
        kind="application",
        scheme=incoming.scheme.code,
        digest=digest,
        body=incoming.body,
        channel=channel,
        received_at=incoming.received_at,
        stored_at=timezone.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute(STORE, [getattr(row, name) for name in STORED])
        stored = cursor.fetchone()
    row.pk = stored[0] if stored else None
    return row if stored else None


def open_window(incoming: Incoming) -> Window:
    """Give the window that was open at the moment of receipt; after closing, the last one that is shared: who is late for that is
    refused by decision, not kept out. Raises InvalidInput with what to do."""
    kind, moment = incoming.application.applicant_kind, incoming.received_at
    window = Window.objects.filter(
        scheme=incoming.scheme.code, opens_at__lte=moment, closes_at__gte=moment, applicant_kinds__contains=kind
    ).first()
    window = window or _missed_window(incoming)
    if window is None:
        raise InvalidInput((InputError("received_at", _no_window(incoming)),))
    return window


def _missed_window(incoming: Incoming) -> Window | None:
    closed = Window.objects.filter(
        scheme=incoming.scheme.code,
        method=SHARES,
        closes_at__lt=incoming.received_at,
        applicant_kinds__contains=incoming.application.applicant_kind,
    )
    return closed.order_by("-closes_at").first()


def _no_window(incoming: Incoming) -> str:
    """Say that no window is open, and which one comes next or was the last."""
    kind, moment = incoming.application.applicant_kind, incoming.received_at
    windows = Window.objects.filter(scheme=incoming.scheme.code, applicant_kinds__contains=kind)
    told = f"Op {incoming.received_on:%d-%m-%Y} is er geen aanvraagtijdvak open voor {kind}."
    following = windows.filter(opens_at__gt=moment).order_by("opens_at").first()
    if following is not None:
        return f"{told} {following.label} opent op {written_moment(following.opens_at)}; dien dan in."
    last = windows.order_by("-closes_at").first()
    ended = f" {last.label} sloot op {written_moment(last.closes_at)}." if last is not None else ""
    return f"{told}{ended} Dien in binnen een tijdvak."


CALLED = ("kind", "name", "sort_name", "street", "postcode", "town", "contact_name", "email", "iban")
"""What a party is called, as its own newest application says."""
UNCHANGED = ("identifier",)
"""Leaves what a known party is called as it is; doing nothing at all would not give its row."""


def party_row(applicant: Applicant) -> Party:
    """Give the row of an applicant as it calls itself now; stored by the caller."""
    return Party(
        identifier=pseudonym(applicant.identifier),
        kind=kind_of(applicant.identifier),
        name=applicant.name,
        sort_name=applicant.name.casefold()[:200],
        street=applicant.street,
        postcode=applicant.postcode,
        town=applicant.town,
        contact_name=applicant.contact_name,
        email=applicant.email,
        iban=applicant.iban or "",
    )


def store_applicants(applied: Sequence[tuple[str, Party]]) -> dict[str, Party]:
    """Store applicants, each with who sent its application (blank: we do not know), and give their rows by key.

    What another party says of an applicant is stored only where the applicant is new.
    """
    by_parties = {row.identifier: row for sender, row in applied if sender.startswith("party:")}
    store_parties(list(by_parties.values()), UNCHANGED)
    senders = {key: f"party:{row.pk}" for key, row in by_parties.items()}
    own = {
        row.identifier: row
        for sender, row in applied
        if not sender.startswith("party:") or sender == senders[row.identifier]
    }
    store_parties(list(own.values()), CALLED)
    return by_parties | own


def store_parties(rows: Sequence[Party], called: Sequence[str]) -> None:
    """Store parties, known or not, in one statement; each key once, in their order, so that no two statements wait for each other."""
    ordered = sorted(rows, key=lambda row: row.identifier)
    Party.objects.bulk_create(ordered, update_conflicts=True, unique_fields=["identifier"], update_fields=list(called))


def kind_of(identifier: str) -> PartyKind:
    """Say what a party is: whoever has no KvK number is a person."""
    return PartyKind.ENTERPRISE if KVK_NUMBER.fullmatch(identifier) else PartyKind.PERSON


def involve(case: Case, others: Sequence[Involved]) -> None:
    """Write down who has a part in a case beside the applicant; one that is known stays called as it is."""
    involve_all([(case, other) for other in others])


def involve_all(parts: Sequence[tuple[Case, Involved]]) -> None:
    """Do the same for many cases, in two statements; a party that has a part in several of them is stored once."""
    if not parts:
        return
    rows = {
        pseudonym(other.identifier): Party(
            identifier=pseudonym(other.identifier),
            kind=kind_of(other.identifier),
            name=other.name,
            sort_name=other.name.casefold()[:200],
            email=other.email,
            iban=other.iban,
        )
        for _, other in parts
    }
    store_parties(list(rows.values()), UNCHANGED)
    CaseParty.objects.bulk_create(
        (CaseParty(case=case, party=rows[pseudonym(other.identifier)], role=other.role) for case, other in parts),
        ignore_conflicts=True,
    )


def _open(
    incoming: Incoming, submission: Submission, window: Window, applicant: Party, values: Values, actor: Actor
) -> Case:
    extracts = {"documents": incoming.document_kinds}
    findings = incoming.scheme.completeness(incoming.application, values, extracts)
    is_complete = all(finding.outcome is not Outcome.NOT_MET for finding in findings)
    amount = incoming.scheme.calculate(incoming.application, values).amount
    case = case_row(
        next_case_key(),
        incoming.application,
        submission,
        window,
        applicant,
        values,
        is_complete=is_complete,
        requested_cents=to_cents(amount),
    )
    facts, personal = first_facts(case, window, len(incoming.documents)), first_personal(case)
    return open_case(case, by=actor, on=case.received_on, facts=facts, personal=personal)


def case_row(
    key: int,
    application: Any,
    submission: Submission,
    window: Window,
    applicant: Party,
    values: Values,
    *,
    is_complete: bool,
    requested_cents: int,
) -> Case:
    """Give the row of a new case in its first status; the gate stores it with its first event."""
    received_on = timezone.localdate(submission.received_at)
    return Case(
        pk=key,
        number=f"{scheme(window.scheme).number_prefix}-{received_on.year}-{key:06d}",
        scheme=window.scheme,
        status=Status.SUBMITTED,
        version=values.version,
        applicant_kind=application.applicant_kind,
        party=applicant,
        application=submission,
        window=window,
        received_on=received_on,
        complete_on=received_on if is_complete else None,
        requested_cents=requested_cents,
    )


def first_facts(case: Case, window: Window, documents: int) -> dict[str, Any]:
    """Give what the first event of a case tells."""
    return {
        "number": case.number,
        "window": window.code,
        "requested_amount": plain(from_cents(case.requested_cents)),
        "is_complete": case.complete_on is not None,
        "documents": documents,
    }


def first_personal(case: Case) -> dict[str, str]:
    """Give what the first event commits to without telling it."""
    return {"submission_digest": case.application.digest, "applicant": case.party.identifier}


def _take_part(case: Case, window: Window, incoming: Incoming) -> None:
    """One application per enterprise per window: who takes part already is not entered again; a rule finds it out."""
    Participation.objects.bulk_create(participations(case, window, incoming.application), ignore_conflicts=True)


def participations(case: Case, window: Window, application: Any) -> list[Participation]:
    """Give the rows of all who take part in an application."""
    return [
        Participation(window=window, participant=pseudonym(number), case=case)
        for number in application.participant_numbers
    ]


def _keep_documents(case: Case, submission: Submission, incoming: Incoming, digests: Sequence[str]) -> None:
    Document.objects.bulk_create(document_rows(case, submission, incoming.documents, digests, incoming.received_on))


def document_rows(
    case: Case, submission: Submission, documents: Sequence[Any], digests: Sequence[str], received_on: date
) -> list[Document]:
    """Give the rows for files that were kept already."""
    return [
        Document(
            case=case,
            submission=submission,
            kind=document.kind,
            name=document.name,
            media_type=document.media_type,
            digest=digest,
            size=len(document.content),
            received_on=received_on,
        )
        for document, digest in zip(documents, digests, strict=True)
    ]


def decision_starts(window: Window, case: Case, values: Values) -> date:
    """The term to decide runs from closing, from receipt (Aanwijzing 17 lid 1), or from a fixed day of the year of closing.

    The scheme's setting `decision_runs_from` says which per method: "receipt", or (month, day).
    """
    closed_on = timezone.localdate(window.closes_at)
    told = dict(values).get("decision_runs_from")
    runs_from = told.get(window.method) if isinstance(told, Mapping) else None
    if isinstance(runs_from, tuple | list):
        month, day = runs_from
        return closed_on.replace(month=month, day=day)
    return case.received_on if runs_from == "receipt" else closed_on
