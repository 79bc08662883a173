"""Sending the letters about measures: composed for today, rendered, kept, delivered and written down, one at a time.
There are few of them; a run that breaks off is run again, and the way out never takes the same letter twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.documents.store import keep
from cases.models import Measure
from letters.delivery import Delivery
from letters.models import LetterStatus, Notice
from letters.notices import NoticeDraft, deadlines_of, draft_notice, is_decision
from letters.render import CURRENT, render
from letters.text import LetterText, canonical
from workflows.steps.measures import take_effect
from workflows.steps.removal import open_affected

WAITING = (LetterStatus.QUEUED, LetterStatus.ATTEMPTING)
RELATED = ("measure__party", "measure__decided_by", "measure__mandate")


def send_notices(*, by: Actor, on: date, delivery: Delivery) -> Iterator[NoticeDraft]:
    """Send every notice that is due on a day, and give each with what stood in its way, if anything. Raises NotAuthorised."""
    permit(by, "send_letters", on=on)
    due = Notice.objects.filter(status__in=WAITING, planned_on__lte=on).order_by("planned_on", "pk")
    for key in list(due.values_list("pk", flat=True)):
        draft = _send(key, by=by, on=on, delivery=delivery)
        if draft is not None:
            open_affected(Notice.objects.values_list("measure", flat=True).get(pk=key), by=by, on=on)
            yield draft


def _send(key: int, *, by: Actor, on: date, delivery: Delivery) -> NoticeDraft | None:
    """Send one, unless another sender has it; the measure is locked as its terms begin."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update(skip_locked=True).filter(pk=key, status__in=WAITING).first()
        if notice is None:
            return None
        notice.measure = Measure.objects.select_related("party", "decided_by").get(pk=notice.measure_id)
        draft = draft_notice(notice, on)
        if draft.text is None or not draft.is_fit:
            notice.status, notice.problem = LetterStatus.BLOCKED, "\n".join(draft.problems)
            notice.save(update_fields=["status", "problem"])
            return draft
        _deliver(notice, draft.text, by=by, on=on, delivery=delivery)
        return draft


def _deliver(notice: Notice, text: LetterText, *, by: Actor, on: date, delivery: Delivery) -> None:
    pdf = render(text)
    notice.text, notice.renderer, notice.digest = canonical(text), CURRENT, keep(pdf)
    delivery.deliver(notice, pdf)
    notice.status, notice.sent_on, notice.problem = LetterStatus.SENT, on, ""
    notice.save(update_fields=["text", "renderer", "digest", "status", "sent_on", "problem"])
    due = deadlines_of(notice, on)
    if is_decision(notice):
        take_effect(notice.measure, on=on)
    if "views" in due:
        Measure.objects.filter(pk=notice.measure_id).update(views_due_on=due["views"].end_on)
    record(
        notice.measure.stream,
        "notice.sent",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=["Awb 3:41"] if "objection" in due else [],
        facts={
            "kind": notice.kind,
            "measure": notice.measure.number,
            "terms": {code: deadline.end_on.isoformat() for code, deadline in sorted(due.items())},
        },
        personal={"digest": notice.digest},
    )
