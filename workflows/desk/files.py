"""Files of a case: documents that came in and letters that went out. Each reading is noted before a byte is given."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from audit.access import note_access
from cases.documents.store import FileDamaged, fetch
from cases.models import Case, Document
from letters.drafting import draft
from letters.facts.loading import load
from letters.models import Letter, LetterStatus
from letters.render import render
from workflows.desk.access import Colleague, case_for, page
from workflows.desk.naming import name_of
from workflows.desk.showing import show

SAFE_TYPES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
"""Shown by the browser under a policy that runs nothing; everything else is only saved."""


@require_safe
@page("read_case")
def document(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Give a document that came in."""
    row = get_object_or_404(Document, pk=pk)
    case = case_for(me, row.case_id)
    note_access(case.stream, actor=str(me.actor), purpose=f"document {row.pk} ({row.kind}) ingezien")
    return _file(request, me, row.digest, row.media_type, row.name or f"document-{row.pk}")


@require_safe
@page("read_case")
def letter(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Give the PDF of a letter as it was sent."""
    row = get_object_or_404(Letter.objects.select_related("composition"), pk=pk)
    case = case_for(me, row.case_id)
    if row.composition is None:
        raise Http404
    note_access(case.stream, actor=str(me.actor), purpose=f"brief {row.pk} ({name_of(row.kind).lower()}) ingezien")
    return _file(request, me, row.composition.digest, "application/pdf", f"{case.number}-{row.kind}.pdf")


def _file(request: HttpRequest, me: Colleague, digest: str, media_type: str, name: str) -> HttpResponse:
    try:
        content = fetch(digest)
    except (FileNotFoundError, FileDamaged):
        advice = (
            "Dit bestand ontbreekt of is beschadigd. Meld het de beheerder; de vingerafdruk staat op de zaakpagina."
        )
        return show(request, me, "error.html", {"title": "Bestand niet leesbaar", "advice": advice}, status=410)
    is_safe = media_type in SAFE_TYPES
    response = HttpResponse(content, content_type=media_type if is_safe else "application/octet-stream")
    response["Content-Disposition"] = disposition(name, inline=is_safe)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def disposition(name: str, *, inline: bool) -> str:
    """Write the header for a file name of any characters (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


@require_safe
@page("read_case")
def preview(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Show a waiting letter as it would be sent today, with all that stands in its way."""
    row, case = _waiting(me, pk)
    note_access(
        case.stream, actor=str(me.actor), purpose=f"voorbeeld van brief {row.pk} ({name_of(row.kind).lower()}) gelezen"
    )
    return show(request, me, "letter.html", {"letter": row, "case": case, "draft": draft(load([row.pk])[0], me.on)})


@require_safe
@page("read_case")
def preview_pdf(request: HttpRequest, me: Colleague, pk: int) -> HttpResponse:
    """Give the PDF of a waiting letter as it would be sent today; nothing of it is kept."""
    row, case = _waiting(me, pk)
    text = draft(load([row.pk])[0], me.on).text
    if text is None:
        raise Http404
    note_access(
        case.stream, actor=str(me.actor), purpose=f"voorbeeld van brief {row.pk} ({name_of(row.kind).lower()}) gelezen"
    )
    response = HttpResponse(render(text), content_type="application/pdf")
    response["Content-Disposition"] = disposition(f"voorbeeld-{case.number}-{row.kind}.pdf", inline=True)
    return response


def _waiting(me: Colleague, pk: int) -> tuple[Letter, Case]:
    row = get_object_or_404(Letter, pk=pk)
    if row.status in (LetterStatus.SENT, LetterStatus.VOID):
        raise Http404
    return row, case_for(me, row.case_id)
