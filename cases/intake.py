"""Decoded input to something that can be stored: moment, digest, documents. The scheme reads its own fields; a step stores.
Text to an object is in `decoding`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.decoding import decode
from cases.documents.content import is_of_type
from cases.identity import keyed_digest
from cases.schemes.base import Scheme
from cases.schemes.reading import InputError, InvalidInput, unknown_field
from cases.schemes.registry import UnknownScheme, scheme

ENVELOPE_FIELDS = {"scheme", "received_at", "application", "documents"}
DOCUMENT_FIELDS = {"kind", "name", "media_type", "content"}
_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
MEDIA_TYPES = {"application/pdf", "image/png", "image/jpeg", "text/plain", "text/csv", "application/json"}


@dataclass(frozen=True)
class IncomingDocument:
    """A file in a submission, decoded but not yet kept."""

    kind: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Incoming:
    """A submission that can be stored: everything in it was read and found to be sound. `digest` is that of its content."""

    scheme: Scheme
    application: Any
    body: str
    digest: str
    received_at: datetime
    documents: tuple[IncomingDocument, ...]

    @cached_property
    def received_on(self) -> date:
        """The day of receipt in the Netherlands."""
        return timezone.localdate(self.received_at)

    def digest_in(self, window: str) -> str:
        """Give the digest that tells this application from others.

        Who was refused in one window may send the same words in the next: that is another application, not a repeated one.
        """
        return hashlib.sha256(f"{window}\n{self.digest}".encode()).hexdigest()

    @property
    def document_kinds(self) -> list[str]:
        """Which kinds of documents came along."""
        return sorted({document.kind for document in self.documents})


def read_submission(raw: bytes | str, *, received_at: datetime) -> Incoming:
    """Read an application from JSON text. `received_at` counts unless the envelope names an earlier moment of receipt.

    Raises InvalidInput with every error at once: path and Dutch sentence.
    """
    return read_envelope(decode(raw), received_at=received_at)


def read_envelope(envelope: Mapping[str, Any], *, received_at: datetime) -> Incoming:
    """Read an application from what `decode` gave. Raises InvalidInput as `read_submission`."""
    body, digest = _body_and_digest(envelope)
    errors = [unknown_field(name) for name in sorted(set(envelope) - ENVELOPE_FIELDS)]
    found = _scheme(envelope, errors)
    moment = read_moment(envelope, received_at, errors)
    documents = read_documents(envelope.get("documents", []), errors)
    application = _application(envelope, found, moment, errors)
    if errors or found is None:
        raise InvalidInput(tuple(errors))
    return Incoming(found, application, body, digest, moment, documents)


def _scheme(envelope: Mapping[str, Any], errors: list[InputError]) -> Scheme | None:
    try:
        return scheme(str(envelope.get("scheme", "")))
    except UnknownScheme as error:
        errors.append(InputError("scheme", str(error)))
        return None


def read_moment(envelope: Mapping[str, Any], now: datetime, errors: list[InputError]) -> datetime:
    """Read when something came in, where it says so itself; what is wrong with it is added to `errors`."""
    named = envelope.get("received_at")
    if named is None:
        return now
    try:
        moment = datetime.fromisoformat(named)
        if moment.tzinfo is None or moment > now or moment.year < 2000:
            raise ValueError
    except (TypeError, ValueError):
        errors.append(InputError("received_at", "Noem een moment als 2020-03-02T10:00:00+01:00, niet in de toekomst."))
        return now
    return moment


def read_documents(entries: Any, errors: list[InputError]) -> tuple[IncomingDocument, ...]:
    """Read documents as they stand in JSON; what is wrong with them is added to `errors`."""
    if not isinstance(entries, list):
        errors.append(InputError("documents", "Hier hoort een lijst."))
        return ()
    if len(entries) > settings.MAX_DOCUMENTS:
        errors.append(InputError("documents", f"Stuur hoogstens {settings.MAX_DOCUMENTS} documenten in één bericht."))
        return ()
    return tuple(
        document
        for number, entry in enumerate(entries)
        if (document := _document(f"documents[{number}]", entry, errors)) is not None
    )


def _document(path: str, entry: Any, errors: list[InputError]) -> IncomingDocument | None:
    if (
        not isinstance(entry, dict)
        or set(entry) != DOCUMENT_FIELDS
        or not all(isinstance(v, str) for v in entry.values())
    ):
        errors.append(InputError(path, "Een document heeft precies de tekstvelden kind, name, media_type en content."))
        return None
    try:
        content = base64.b64decode(entry["content"], validate=True)
    except (binascii.Error, ValueError):
        errors.append(InputError(f"{path}.content", "De inhoud hoort base64 te zijn."))
        return None
    document = IncomingDocument(entry["kind"], entry["name"], entry["media_type"], content)
    errors.extend(document_faults(path, document))
    return document


def document_faults(path: str, document: IncomingDocument) -> Iterator[InputError]:
    """Give what is wrong with a file: its names, a type that we do not keep, or content of another type."""
    if not _is_name(document.name, 200) or not _is_name(document.kind, 60):
        yield InputError(f"{path}.name", "Een naam heeft 1 tot 200 tekens, een soort 1 tot 60, zonder stuurtekens.")
    if document.media_type not in MEDIA_TYPES:
        yield InputError(f"{path}.media_type", f"Kies een van: {', '.join(sorted(MEDIA_TYPES))}.")
    elif not is_of_type(document.media_type, document.content):
        yield InputError(f"{path}.content", f"De inhoud van dit bestand is geen {document.media_type}.")


def _is_name(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isprintable()


def _application(envelope: Mapping[str, Any], found: Scheme | None, moment: datetime, errors: list[InputError]) -> Any:
    fields = envelope.get("application")
    if not isinstance(fields, dict):
        errors.append(InputError("application", "Hier hoort een object met velden."))
        return None
    if found is None:
        return None
    try:
        return found.read_application(fields, timezone.localdate(moment))
    except InvalidInput as error:
        errors.extend(_within(entry) for entry in error.errors)
        return None


def _within(error: InputError) -> InputError:
    path, trace = _placed(error.path), _placed(error.trace) if error.trace else ""
    return InputError(path, error.message, trace)


def _placed(path: str) -> str:
    return path if path.startswith("application") else f"application.{path}"


def _body_and_digest(envelope: Mapping[str, Any]) -> tuple[str, str]:
    """Give what is stored of an application, and the digest of all that counts: JSON with its keys in order, each part only once."""
    application, documents, code = (_compact(envelope.get(name)) for name in ("application", "documents", "scheme"))
    counted = f'{{"application":{application},"documents":{documents},"scheme":{code}}}'
    return f'{{"application":{application},"scheme":{code}}}', keyed_digest(counted.encode())
