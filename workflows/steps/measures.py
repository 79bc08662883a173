"""Measures on a party: an intention with hearing (Awb 4:8), then a decision with its weighing of interests (3:4), or none.
Excluding an applicant, removing a trainer or a training. What a removal does to register and grants stands in `removal`."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import NotAuthorised, SecondPersonNeeded, permit
from cases.authority.values import values_for
from cases.identity import keyed_digest
from cases.models import Case, Exclusion, Measure, MeasureKind, MeasureStatus, Party, Submission
from cases.schemes.letters_of_measures import kinds_of
from cases.schemes.registry import scheme
from letters.models import LetterStatus, Notice
from letters.outbox import queue_notice
from workflows.steps.deciding import NotReady, demand_weighing
from workflows.steps.removal import strike_from_register, struck_from, touch_running_grants

ONE_DAY = timedelta(days=1)
DEFAULT_ARTICLES = ("Awb 3:4",)


def propose_measure(
    party_pk: int,
    kind: MeasureKind,
    *,
    scheme_code: str,
    grounds: str,
    by: Actor,
    on: date,
    training: str = "",
    case_pk: int | None = None,
) -> Measure:
    """Write an intention down and invite the views of the party; its term begins when the letter goes out. Raises NotReady."""
    with transaction.atomic():
        permit(by, "propose_measure", on=on, scheme=scheme_code)
        party = Party.objects.select_for_update().get(pk=party_pk)
        _demand_proposable(party, kind, scheme_code, grounds, training)
        key = _next_key()
        measure = Measure.objects.create(
            pk=key,
            number=f"M-{on.year}-{key:06d}",
            scheme=scheme_code,
            kind=kind,
            party=party,
            training=training,
            case=Case.objects.get(pk=case_pk) if case_pk else None,
            grounds=grounds,
            proposed_by_id=by.employee_id,
            proposed_on=on,
        )
        queue_notice(measure, kinds_of(kind)[0], on=on)
        _record(measure, "measure.proposed", by=by, on=on, articles=["Awb 4:8"])
        return measure


def _demand_proposable(party: Party, kind: MeasureKind, code: str, grounds: str, training: str) -> None:
    found = scheme(code)
    if not set(kinds_of(kind)) <= set(found.wording):
        raise NotReady(f"De regeling {found.name} kent deze maatregel niet: zij heeft er geen brieven voor.")
    if not grounds.strip():
        raise NotReady("Schrijf op waarom u deze maatregel wilt: de partij mag erop reageren (Awb 4:8).")
    if (kind == MeasureKind.TRAINING_REMOVAL) != bool(training):
        raise NotReady("Noem bij een scholing welke, en anders geen.")
    if kind != MeasureKind.EXCLUSION and found.supply is None:
        raise NotReady(f"De regeling {found.name} heeft geen register van opleiders.")
    if Measure.objects.filter(
        party=party, scheme=code, kind=kind, training=training, status=MeasureStatus.PROPOSED
    ).exists():
        raise NotReady("Over deze partij loopt al een voornemen van deze soort.")


def _next_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_measure', 'id'))")
        return int(cursor.fetchone()[0])


def receive_measure_views(measure_pk: int, text: str, *, by: Actor, received_at: datetime) -> Measure:
    """Store the views of the party about an intention; its term is over then. Raises NotReady, or NotAuthorised for another."""
    on = timezone.localdate(received_at)
    with transaction.atomic():
        measure = _locked(measure_pk)
        permit(by, "receive_measure_views", on=on, scheme=measure.scheme)
        if by.kind == "party" and by.key != str(measure.party_id):
            raise NotAuthorised("Alleen de partij zelf kan op dit voornemen reageren.")
        if not text.strip() or measure.views_due_on is None or measure.views_id is not None:
            raise NotReady("Er is nog geen uitnodiging verzonden, er is al een zienswijze, of deze is leeg.")
        body = json.dumps({"kind": "measure_views", "data": {"text": text}}, ensure_ascii=False, sort_keys=True)
        digest = keyed_digest(f"{measure.number}\n{body}".encode())
        measure.views = Submission.objects.create(
            kind="measure_views",
            scheme=measure.scheme,
            digest=digest,
            body=body,
            channel=by.origin.channel,
            received_at=received_at,
        )
        measure.views_ended_on = on
        measure.save(update_fields=["views", "views_ended_on"])
        _record(measure, "measure.views_received", by=by, on=on)
        return measure


def impose_measure(
    measure_pk: int,
    *,
    by: Actor,
    on: date,
    weighing: str,
    reasons: str,
    answer_to_views: str = "",
    until_on: date | None = None,
) -> Measure:
    """Decide that a measure is imposed, until a day or for good; never by who proposed it, never by a machine.

    It works from its announcement on (`take_effect`). An exclusion lasts at most as long as the scheme's setting says.
    Raises NotReady where the hearing, the weighing or the reasons are missing; SecondPersonNeeded; a refusal of the gate.
    """
    with transaction.atomic():
        measure = _locked(measure_pk)
        mandate = permit(by, "impose_measure", on=on, scheme=measure.scheme)
        _demand_decidable(measure, by)
        _demand_heard(measure, answer_to_views, on)
        demand_weighing(weighing)
        if not reasons.strip():
            raise NotReady("Schrijf de motivering van het besluit op (Awb 3:46).")
        _demand_length(measure, until_on, on)
        measure.status, measure.weighing, measure.reasons = MeasureStatus.IMPOSED, weighing, reasons
        measure.answer_to_views, measure.until_on = answer_to_views, until_on
        measure.articles = _articles(measure, on)
        _decided(measure, by=by, on=on, mandate=mandate)
        queue_notice(measure, kinds_of(measure.kind)[1], on=on)
        _record(measure, "measure.imposed", by=by, on=on, articles=measure.articles, mandate=mandate)
        return measure


def take_effect(measure: Measure, *, on: date) -> Exclusion:
    """Awb 3:40: let a measure work from the day of its announcement on; from then on each application is asked about it.

    A removal leaves the register of supply, and its running grants ask a person (`removal.open_affected`).
    """
    measure.from_on = on
    measure.save(update_fields=["from_on"])
    if measure.kind != MeasureKind.EXCLUSION:
        strike_from_register(measure, on=struck_from(measure, on))
        touch_running_grants(measure)
    return Exclusion.objects.create(
        measure=measure,
        party=measure.party,
        scheme=measure.scheme,
        kind=measure.kind,
        training=measure.training,
        from_on=on,
        until_on=measure.until_on,
    )


def _demand_decidable(measure: Measure, by: Actor) -> None:
    if measure.status != MeasureStatus.PROPOSED:
        raise NotReady(f"Over deze maatregel is al besloten: {measure.get_status_display().lower()}.")
    if measure.proposed_by_id == by.user_id:
        raise SecondPersonNeeded("U stelde deze maatregel zelf voor. Een andere gemandateerde neemt het besluit.")


def _demand_heard(measure: Measure, answer: str, on: date) -> None:
    """Awb 4:8: the intention was sent, and views came or their term went by; views are answered (3:46). Raises NotReady."""
    if measure.views_due_on is None:
        raise NotReady("Het voornemen is nog niet verzonden; de partij kon nog niet reageren (Awb 4:8).")
    if measure.views_ended_on is None and measure.views_due_on >= on:
        raise NotReady(f"De termijn voor de zienswijze loopt tot en met {measure.views_due_on:%d-%m-%Y}. Wacht die af.")
    if measure.views_id is not None and not answer.strip():
        raise NotReady("Er is een zienswijze. Schrijf op wat die inhoudt en waarom het besluit toch zo is (Awb 3:46).")


def _demand_length(measure: Measure, until_on: date | None, on: date) -> None:
    """Raise NotReady for an end before the beginning, or an exclusion for longer than the setting allows."""
    if until_on is not None and until_on < on:
        raise NotReady("De maatregel eindigt voor zij begint. Kies een latere dag.")
    if measure.kind != MeasureKind.EXCLUSION:
        return
    name = scheme(measure.scheme).exclusion_years
    years = dict(values_for(measure.scheme, on)).get(name)
    if not isinstance(years, int):
        raise NotReady(f"Er is niet ingesteld hoe lang iemand ten hoogste mag worden uitgesloten: de waarde {name!r}.")
    last_on = on + relativedelta(years=years) - ONE_DAY
    if until_on is None or until_on > last_on:
        raise NotReady(f"Een uitsluiting duurt ten hoogste {years} jaar: kies een dag tot en met {last_on:%d-%m-%Y}.")


def _articles(measure: Measure, on: date) -> list[str]:
    try:
        found = scheme(measure.scheme).articles_of(measure.kind, on)
    except LookupError:
        found = ()
    return list(found) or list(DEFAULT_ARTICLES)


def drop_measure(measure_pk: int, *, by: Actor, on: date, reasons: str) -> Measure:
    """Do not impose a measure; the party is told where it had read of the intention. Raises NotReady without reasons."""
    with transaction.atomic():
        measure = _locked(measure_pk)
        mandate = permit(by, "drop_measure", on=on, scheme=measure.scheme)
        _demand_decidable(measure, by)
        if not reasons.strip():
            raise NotReady("Schrijf op waarom de maatregel niet doorgaat; de partij krijgt dat in een brief.")
        measure.status, measure.reasons = MeasureStatus.DROPPED, reasons
        _decided(measure, by=by, on=on, mandate=mandate)
        intention, _, dropped, _ = kinds_of(measure.kind)
        waiting = Notice.objects.filter(measure=measure, kind=intention).exclude(status=LetterStatus.SENT)
        if not waiting.update(status=LetterStatus.VOID):
            queue_notice(measure, dropped, on=on)
        _record(measure, "measure.dropped", by=by, on=on)
        return measure


def lift_measure(measure_pk: int, *, by: Actor, on: date, reasons: str) -> Measure:
    """End a measure that was imposed, from tomorrow on; what a register lists again, its own file says. Raises NotReady."""
    with transaction.atomic():
        measure = _locked(measure_pk)
        permit(by, "lift_measure", on=on, scheme=measure.scheme)
        exclusion = Exclusion.objects.filter(measure=measure).first()
        if exclusion is None or measure.status != MeasureStatus.IMPOSED or not reasons.strip():
            raise NotReady("Deze maatregel geldt niet, of de motivering ontbreekt (Awb 3:46).")
        exclusion.until_on = max(on, exclusion.from_on)
        exclusion.save(update_fields=["until_on"])
        measure.status, measure.reasons = MeasureStatus.LIFTED, reasons
        measure.save(update_fields=["status", "reasons"])
        queue_notice(measure, kinds_of(measure.kind)[3], on=on)
        _record(measure, "measure.lifted", by=by, on=on)
        return measure


def _locked(measure_pk: int) -> Measure:
    return Measure.objects.select_for_update(of=("self",)).select_related("party").get(pk=measure_pk)


def _decided(measure: Measure, *, by: Actor, on: date, mandate: int | None) -> None:
    measure.decided_by_id, measure.decided_on, measure.mandate_id = by.employee_id, on, mandate
    measure.save()


def _record(
    measure: Measure,
    action: str,
    *,
    by: Actor,
    on: date,
    articles: list[str] | None = None,
    mandate: int | None = None,
) -> None:
    facts: dict[str, JSON] = {
        "kind": measure.kind,
        "measure": measure.number,
        "scheme": measure.scheme,
        "training": measure.training,
        "until_on": measure.until_on.isoformat() if measure.until_on else None,
        "mandate": mandate,
    }
    record(measure.stream, action, actor=str(by), origin=by.origin, on=on, articles=articles or [], facts=facts)
