"""Raw input to something that can be stored: size, shape, digest, documents. The scheme reads its own fields; a step stores."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NoReturn

from django.conf import settings
from django.utils import timezone

from cases.documents.content import is_of_type
from cases.identity import keyed_digest
from cases.schemes.base import Scheme
from cases.schemes.reading import InputError, InvalidInput, unknown_field
from cases.schemes.registry import UnknownScheme, scheme

ENVELOPE_FIELDS = {"scheme", "received_at", "application", "documents"}
DOCUMENT_FIELDS = {"kind", "name", "media_type", "content"}
_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
DEEPEST = 32
"""So many levels of nesting are read; no scheme needs half of them, and rules and digest walk through all of them."""
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


def decode(raw: bytes | str) -> dict[str, Any]:
    """Decode JSON text to an object. Raises InvalidInput for anything else, for NaN, and for more than the allowed size."""
    if len(raw) > settings.MAX_SUBMISSION_BYTES:
        _reject(f"De inzending is groter dan {settings.MAX_SUBMISSION_BYTES // 1_000_000} MB. Verklein de bijlagen.")
    try:
        envelope = _decoder.decode(raw if isinstance(raw, str) else raw.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        _reject(f"Dit is geen geldige JSON: kijk bij regel {error.lineno}, teken {error.colno}.")
    except UnicodeDecodeError:
        _reject("De tekst is geen UTF-8. Bewaar het bestand opnieuw als UTF-8.")
    except RecursionError:
        _reject("De JSON is te diep genest.")
    except ValueError as error:
        _reject(f"Dit is geen geldige JSON: {error}.")
    if not isinstance(envelope, dict):
        _reject("Hier hoort een object met velden.")
    _refuse_half_characters(raw, envelope)
    if _brackets(raw) > DEEPEST and _is_deeper(envelope, DEEPEST):
        _reject(f"De JSON is te diep genest: hoogstens {DEEPEST} niveaus.")
    return envelope


def _brackets(raw: bytes | str) -> int:
    """Count what opens a level; nothing can be nested deeper than that, and most input has too few to need a closer look."""
    return raw.count(b"[") + raw.count(b"{") if isinstance(raw, bytes) else raw.count("[") + raw.count("{")


def _is_deeper(value: Any, levels: int) -> bool:
    below = [value]
    for _ in range(levels):
        groups = [each.values() if isinstance(each, dict) else each for each in below if isinstance(each, dict | list)]
        below = [each for group in groups for each in group]
    return any(isinstance(each, dict | list) for each in below)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is geen getal")


def _named_once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its fields. One that is named twice would be read in one way here and perhaps in another by the sender."""
    named = dict(fields)
    if len(named) != len(fields):
        raise ValueError("een veld staat twee keer in hetzelfde object")
    return named


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_named_once)


def _refuse_half_characters(raw: bytes | str, envelope: dict[str, Any]) -> None:
    """Refuse half of a pair of characters (a lone surrogate): no database, letter or answer can hold it. Only an escape brings one."""
    if (b"\\u" if isinstance(raw, bytes) else "\\u") not in raw:  # type: ignore[operator]
        return
    try:
        _compact(envelope).encode()
    except UnicodeEncodeError:
        _reject("De tekst bevat een half teken (los surrogaat). Bewaar het bestand opnieuw als UTF-8.")


def _reject(message: str) -> NoReturn:
    raise InvalidInput((InputError("(geheel)", message),))


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
