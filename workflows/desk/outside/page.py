"""The page on which a handler enters what came from outside: a supplement, views, a report. The step reads and judges it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.access import note_access
from cases.authority.permit import Refused
from cases.intake import MEDIA_TYPES, IncomingDocument
from cases.models import Case
from cases.schemes.base import ActKind
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from workflows.desk.access import Colleague, case_for, page
from workflows.desk.outside.form import ActForm
from workflows.desk.showing import show
from workflows.steps.opening import attempt
from workflows.steps.receiving import RECEIVERS, receive_act
from workflows.steps.supplement import missing_pieces

MOST_DOCUMENTS = 10
USUAL_DOCUMENTS = 3


@require_http_methods(["GET", "HEAD", "POST"])
@page("receive_supplement")
def receive(request: HttpRequest, me: Colleague, pk: int, kind: str) -> HttpResponse:
    """Show the form of an act, or store what was filled in."""
    case = case_for(me, pk, "receive_supplement")
    act = scheme(case.scheme).acts.get(kind)
    if act is None or kind not in RECEIVERS:
        raise Http404
    if request.method != "POST":
        note_access(case.stream, actor=str(me.actor), purpose="inzending invoeren")
        return _page(request, me, case, act, _form(case, act))
    form = _form(
        case, act, {name: str(value) for name, value in request.POST.items()}, more=request.POST.get("more", "")
    )
    return _page(request, me, case, act, form) if form.more else _store(request, me, case, act, form)


def _store(request: HttpRequest, me: Colleague, case: Case, act: ActKind, form: ActForm) -> HttpResponse:
    by, received_at = me.actor, timezone.now()
    try:
        received_at, documents = _received_at(form.given), read_documents(request)
        with attempt(case.stream, RECEIVERS[act.code].event, by=by, on=me.on):
            outcome = receive_act(
                case.pk, act.code, form.data(), by=by, received_at=received_at, documents=documents, channel="page"
            )
    except InvalidInput as error:
        form = _form(case, act, form.given, errors=error.errors)
        return _page(request, me, case, act, form, status=400)
    except Refused as refusal:
        return _page(request, me, case, act, form, refusal=str(refusal), status=409)
    is_incomplete = act.code == "supplement" and outcome is False
    follow_up = " De aanvraag is nog niet volledig; de termijn loopt door." if is_incomplete else ""
    messages.success(request, f"Vastgelegd: {act.label.lower()}, zaak {case.number}.{follow_up}")
    return redirect("case", pk=case.pk)


def _received_at(given: Mapping[str, str]) -> datetime:
    """Read when it came in: by post it may be days ago. Raises InvalidInput."""
    try:
        moment = timezone.make_aware(
            datetime.fromisoformat(f"{given['received_on']}T{given.get('received_time') or '12:00'}")
        )
    except (KeyError, ValueError) as error:
        raise InvalidInput((InputError("received_on", "Kies de dag waarop dit is ontvangen."),)) from error
    if moment > timezone.now() and timezone.localdate(moment) > timezone.localdate():
        raise InvalidInput((InputError("received_on", "De dag van ontvangst ligt in de toekomst."),))
    return moment


def read_documents(request: HttpRequest) -> list[IncomingDocument]:
    """Read the uploaded files. Raises InvalidInput for a kind that is missing, a type we do not keep, or too much."""
    found, errors = [], []
    for place in range(MOST_DOCUMENTS):
        upload = request.FILES.get(f"document-{place}")
        if isinstance(upload, UploadedFile):
            kind = request.POST.get(f"document-kind-{place}", "").strip()
            errors += _faults(f"document-{place}", upload, kind)
            if not errors:
                found.append(IncomingDocument(kind, str(upload.name), str(upload.content_type), upload.read()))
    if errors:
        raise InvalidInput(tuple(errors))
    return found


def _faults(path: str, upload: UploadedFile, kind: str) -> list[InputError]:
    faults = []
    if not 0 < len(kind) <= 60:
        faults.append(InputError(path, "Noem wat voor document dit is, bijvoorbeeld begroting."))
    if upload.content_type not in MEDIA_TYPES:
        faults.append(InputError(path, "Dit soort bestand bewaren wij niet. Kies pdf, png, jpg of tekst."))
    if (upload.size or 0) > settings.MAX_SUBMISSION_BYTES or not 0 < len(str(upload.name)) <= 200:
        faults.append(InputError(path, f"Een bestand is hoogstens {settings.MAX_SUBMISSION_BYTES // 1_000_000} MB."))
    return faults


def _form(
    case: Case,
    act: ActKind,
    given: Mapping[str, str] | None = None,
    errors: tuple[InputError, ...] = (),
    more: str = "",
) -> ActForm:
    return ActForm(act.shape, scheme(case.scheme).labels, given or {}, errors, more)


def _page(
    request: HttpRequest,
    me: Colleague,
    case: Case,
    act: ActKind,
    form: ActForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.localtime()
    wanted = _wanted_documents(case) if act.code == "supplement" else []
    context = {
        "case": case_for(me, case.pk),
        "act": act,
        "form": form,
        "refusal": refusal,
        "received_on": form.given.get("received_on", f"{now:%Y-%m-%d}"),
        "received_time": form.given.get("received_time", f"{now:%H:%M}"),
        "document_places": range(max(len(wanted), USUAL_DOCUMENTS) if RECEIVERS[act.code].takes_documents else 0),
        "wanted": wanted,
        "media_types": ",".join(sorted(MEDIA_TYPES)),
        "is_timely": case.status in act.statuses,
    }
    return show(request, me, "receive.html", context, status=status)


def _wanted_documents(case: Case) -> list[str]:
    """Give the kinds of documents that are missing, as the scheme names them, at most as many as one form takes."""
    try:
        found = [finding.facts.get("document") for finding in missing_pieces(case)]
    except InvalidInput:
        return []
    return [str(kind) for kind in found if kind][:MOST_DOCUMENTS]
