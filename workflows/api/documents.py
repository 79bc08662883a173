"""Documents on a case, as files of a form (multipart) or as base64 in JSON. Each is looked into and kept by its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import timezone

from cases.documents.store import digest_of
from cases.intake import IncomingDocument, document_faults, read_documents
from cases.schemes.reading import NO_NAME, InputError, InvalidInput
from workflows.api.acts import done_once
from workflows.api.body import JSON, demand_format, demand_size, fields_of, moment_of, raw_body, reject, unknown_fields
from workflows.api.calling import case_for, client_of
from workflows.api.once import Call, key_of
from workflows.api.problem import Problem
from workflows.steps.documents import receive_documents

MULTIPART = "multipart/form-data"
FIELDS = frozenset({"documents", "received_at"})


def send_documents(request: HttpRequest, nummer: str) -> HttpResponse:
    """Store documents in the file of a case."""
    client, now, key = client_of(request), timezone.now(), key_of(request)
    demand_format(request, JSON, MULTIPART)
    demand_size(request)
    case = case_for(client, nummer)
    is_form = request.content_type == MULTIPART
    raw = b"" if is_form else raw_body(request)
    fields: dict[str, Any] = {} if is_form else fields_of(raw)
    errors = unknown_fields(fields, FIELDS)
    documents = _uploaded(request, errors) if is_form else read_documents(fields.get("documents", []), errors)
    moment = moment_of(fields, client, now, errors)
    raw = raw or _summary(documents)
    if not errors and not 0 < len(documents) <= settings.MAX_DOCUMENTS:
        errors.append(InputError("documents", f"Stuur 1 tot {settings.MAX_DOCUMENTS} documenten."))
    if errors:
        raise reject(raw, InvalidInput(tuple(errors)))

    def take() -> dict[str, Any]:
        receive_documents(case.pk, documents, by=client.actor, received_at=moment, channel="api")
        return {"number": case.number, "received_at": timezone.localtime(moment).isoformat(timespec="seconds")}

    shown, call = {"documents": [_shown(document) for document in documents]}, Call(client, key, request, raw, now)
    return done_once(take, case, "case.documents_received", call, unkept=shown)


def _uploaded(request: HttpRequest, errors: list[InputError]) -> tuple[IncomingDocument, ...]:
    """Read the files of a form; the name of a field is the kind of the document. Raises Problem for what is no form."""
    try:
        files = request.FILES
        errors.extend(InputError(name, "Stuur hier een bestand.", NO_NAME) for name in request.POST)
    except (MultiPartParserError, UnreadablePostError, ValueError) as error:
        raise Problem(400, "Het formulier is niet te lezen. Stuur het opnieuw.") from error
    found = []
    for kind, uploads in files.lists():
        for upload in uploads:
            document = IncomingDocument(kind, upload.name or "", upload.content_type or "", upload.read())
            errors.extend(replace(each, trace=NO_NAME) for each in document_faults(kind, document))
            found.append(document)
    return tuple(found)


def _summary(documents: Sequence[IncomingDocument]) -> bytes:
    """What a form says, for its digest: the text between its parts is another one each time."""
    lines = (f"{d.kind}\n{d.name}\n{d.media_type}\n{digest_of(d.content)}" for d in documents)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "backslashreplace")).hexdigest().encode()


def _shown(document: IncomingDocument) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "name": document.name,
        "media_type": document.media_type,
        "size": len(document.content),
        "sha256": digest_of(document.content),
    }
