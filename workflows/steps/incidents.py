"""What the recipient reports while the training runs (illness, moved dates, a cancelled training), and what a person makes of it.
Also consent that somebody in the case gives. No machine handles an incident: rules only tell what they found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.granted import granted_application
from cases.intake import IncomingDocument
from cases.models import Case, Decision, Incident, Status, Submission
from cases.queries import period_of
from cases.schemes.registry import scheme
from cases.schemes.trainers import IncidentFacts, KnownIncident
from workflows.steps.acts import admitted, data_of, read_act, store_act
from workflows.steps.deciding import NotReady
from workflows.steps.opening import opened
from workflows.work import follow

OUTCOMES = ("noted", "change", "revoke")


def receive_incident(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Incident:
    """Store an incident with what the scheme's rule found; a person handles it. Raises NotNow, InvalidInput."""
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "incident", data, documents, act="receive_incident", by=by, received_at=received_at)
    with opened(case_pk) as case:
        permit(by, "receive_incident", on=on, case=case)
        incident = read_act(case, "incident", data, received_at, by=by)
        submission = store_act(
            case, "incident", data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        starts_on, ends_on = period_of(case)
        window = case.window
        facts = IncidentFacts(
            reported_on=on,
            granted_on=case.decisions.filter(kind="grant").latest("id").on,
            starts_on=starts_on,
            ends_on=ends_on,
            window_closes_on=timezone.localdate(window.closes_at) if window else None,
        )
        rule = scheme(case.scheme).judge_incident
        findings = rule(granted_application(case), incident, facts, values_for(case.scheme, case.received_on))
        row = Incident.objects.create(
            case=case, submission=submission, findings=[finding.to_json() for finding in findings]
        )
        told: dict[str, JSON] = {"findings": {each.code: each.outcome.value for each in findings}}
        _record(case, "case.incident_received", told, by=by, on=on)
        follow(case, by=by, on=on)
        return row


def handle_incident(
    case_pk: int,
    incident_pk: int,
    *,
    outcome: str,
    reasons: str,
    by: Actor,
    on: date,
    is_culpable: bool | None = None,
) -> Incident:
    """Say what an incident leads to: it is noted, decided on as a change of the grant, or leads to a withdrawal.

    `is_culpable` says whether the recipient is to blame; None: it is not about blame. Raises NotReady.
    """
    with opened(case_pk) as case:
        permit(by, "handle_incident", on=on, case=case)
        row = case.incidents.filter(pk=incident_pk).first()
        if row is None or row.outcome:
            raise NotReady("Deze melding is al afgehandeld.")
        if outcome not in OUTCOMES or not reasons.strip():
            raise NotReady("Kies wat de melding tot gevolg heeft, en schrijf op waarom.")
        if outcome == "change" and case.status != Status.GRANTED:
            raise NotReady(
                "De vaststelling loopt al: de verlening wijzigt niet meer. De melding telt mee bij de vaststelling."
            )
        row.outcome, row.reasons, row.is_culpable = outcome, reasons, is_culpable
        row.handled_by_id, row.handled_on = by.employee_id, on
        row.save(update_fields=["outcome", "reasons", "is_culpable", "handled_by", "handled_on"])
        told: dict[str, JSON] = {"outcome": outcome, "is_culpable": is_culpable}
        _record(case, "case.incident_handled", told, by=by, on=on, personal={"reasons": reasons})
        follow(case, by=by, on=on)
        return row


def known_incidents(case: Case, since: Decision | None = None) -> tuple[KnownIncident, ...]:
    """Give the incidents of a case as its rules see them, in the order in which they came.

    `since`: the change by which something else was granted; what was reported before its request is about what was before.
    """
    if "incident" not in scheme(case.scheme).acts:
        return ()
    rows = case.incidents.select_related("submission").order_by("id")
    if since is not None and since.request_id is not None:
        rows = rows.filter(submission__gt=since.request_id)
    return tuple(_known(case, row) for row in rows if row.submission.body)


def _known(case: Case, row: Incident) -> KnownIncident:
    reported_on = timezone.localdate(row.submission.received_at)
    incident = scheme(case.scheme).acts["incident"].read(data_of(row.submission), reported_on)
    return KnownIncident(incident, reported_on, row.outcome, row.is_culpable)


def receive_consent(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Submission:
    """Store the consent of somebody in the case; the rules find it among the acts that came in. Raises NotNow, InvalidInput."""
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "consent", data, documents, act="receive_consent", by=by, received_at=received_at)
    with opened(case_pk) as case:
        permit(by, "receive_consent", on=on, case=case)
        read_act(case, "consent", data, received_at, by=by)
        submission = store_act(
            case, "consent", data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        _record(case, "case.consent_received", {"documents": len(documents)}, by=by, on=on)
        follow(case, by=by, on=on)
        return submission


def _record(
    case: Case,
    action: str,
    facts: Mapping[str, JSON],
    *,
    by: Actor,
    on: date,
    personal: Mapping[str, str] | None = None,
) -> None:
    record(
        case.stream,
        action,
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts=dict(facts),
        personal=personal or {},
    )
