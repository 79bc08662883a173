"""The shapes of answers and messages as the description of the interface tells them. What a message means, its scheme reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from ninja import Schema
from pydantic import Field, TypeAdapter

from cases.intake import MEDIA_TYPES
from cases.schemes.registry import schemes

REFERENCE = "#/components/schemas/"


class Receipt(Schema):
    """What a sender hears at once."""

    number: str = Field(description="Nummer van de aanvraag.")
    scheme: str = Field(description="Code van de regeling.")
    place: int | None = Field(description="Volgnummer waar de volgorde van binnenkomst beslist; anders leeg.")
    received_at: datetime = Field(description="Moment van ontvangst.")


class PossibleAct(Schema):
    """Something that can be sent now."""

    kind: str
    label: str


class RunningTerm(Schema):
    """A term that runs."""

    code: str
    label: str
    article: str
    due_on: date = Field(description="Laatste dag.")


class Application(Schema):
    """How an application stands."""

    number: str
    scheme: str
    window: str | None = Field(description="Aanvraagtijdvak.")
    status: str
    status_label: str
    received_on: date
    complete_on: date | None = Field(description="Dag waarop de aanvraag volledig was.")
    requested_amount: str = Field(description="Gevraagd bedrag in euro, als tekst met een punt.")
    place: int | None = Field(description="Volgnummer in het tijdvak: van binnenkomst, of door loting.")
    acts: list[PossibleAct] = Field(description="Wat met dit token nu kan worden gestuurd.")
    terms: list[RunningTerm]


class ActReceipt(Schema):
    """An act that was received."""

    number: str
    kind: str
    received_at: datetime
    status: str = Field(description="Status van de zaak na ontvangst.")
    is_complete: bool | None = Field(description="Bij een aanvulling: of de aanvraag nu volledig is.")


class StoredDocument(Schema):
    """A document that was received."""

    kind: str
    name: str
    media_type: str
    size: int = Field(description="Omvang in bytes.")
    sha256: str


class DocumentReceipt(Schema):
    """Documents that were received."""

    number: str
    received_at: datetime
    documents: list[StoredDocument]


class AnnouncedDecision(Schema):
    """A decision that was announced."""

    id: int
    kind: str
    label: str
    decided_on: date
    amount: str | None = Field(description="Bedrag in euro, als tekst met een punt.")
    announced_on: date = Field(description="Dag waarop de brief is verzonden (Awb 3:41).")
    letter: str = Field(description="Adres van de brief als pdf.")


class Decisions(Schema):
    """The decisions on an application."""

    number: str
    decisions: list[AnnouncedDecision]


class Trial(Schema):
    """What the rules find."""

    on: date
    scheme: str
    version: str = Field(description="Versie van de regels.")
    outcome: str = Field(description="grant, refuse, of person: een beoordelaar moet oordelen.")
    amount: str
    findings: list[dict[str, Any]]
    calculation: list[dict[str, Any]]


PROBLEM: Mapping[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "message"],
                "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
DOCUMENT: Mapping[str, Any] = {
    "title": "Document",
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "name", "media_type", "content"],
    "properties": {
        "kind": {"type": "string", "minLength": 1, "maxLength": 60, "description": "Soort document."},
        "name": {"type": "string", "minLength": 1, "maxLength": 200, "description": "Bestandsnaam."},
        "media_type": {"type": "string", "enum": sorted(MEDIA_TYPES)},
        "content": {"type": "string", "contentEncoding": "base64"},
    },
}
DOCUMENTS: Mapping[str, Any] = {
    "type": "array",
    "maxItems": settings.MAX_DOCUMENTS,
    "items": {"$ref": f"{REFERENCE}Document"},
}
FORM: Mapping[str, Any] = {
    "title": "DocumentsForm",
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {"type": "string", "contentMediaType": "application/octet-stream"},
}
RECEIVED_AT: Mapping[str, Any] = {
    "type": ["string", "null"],
    "format": "date-time",
    "description": "Alleen voor tokens die inleveren wat elders binnenkwam, bijvoorbeeld op papier.",
}
TRIED_ON: Mapping[str, Any] = {
    "type": ["string", "null"],
    "format": "date",
    "description": "Peildatum; anders vandaag.",
}


def message(required: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Give the schema of an object that has no other fields than these."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": dict(properties),
    }


def components() -> dict[str, Any]:
    """Give every schema that messages refer to, with those of the applications and acts of each scheme."""
    acts = [{"$ref": f"{REFERENCE}{name}"} for name, _ in _acts() if name.endswith(".act")]
    return {
        "Problem": PROBLEM,
        "Document": DOCUMENT,
        "ApplicationMessage": _by_scheme("ApplicationMessage"),
        "TrialMessage": _by_scheme("TrialMessage"),
        "DocumentsMessage": message(("documents",), {"documents": DOCUMENTS, "received_at": RECEIVED_AT}),
        "DocumentsForm": FORM,
        "ActMessage": {"anyOf": acts},
        **dict(_applications()),
        **dict(_acts()),
    }


def _by_scheme(name: str) -> dict[str, Any]:
    """Give the schema of a message that each scheme has its own of: its code says which."""
    named = {code: f"{REFERENCE}{code}.{name}" for code in schemes()}
    options = [{"$ref": reference} for reference in named.values()]
    return {"oneOf": options, "discriminator": {"propertyName": "scheme", "mapping": named}}


def _applications() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the application of each scheme, what it is made of, and the messages that hold it: one to submit, one to try."""
    for code, found in schemes().items():
        name = f"{code}.Application"
        shape, parts = described(found.shape, found.labels, f"{name}.")
        yield from parts.items()
        yield name, {**shape, "title": f"Aanvraag {found.name}"}
        fields = {"scheme": {"const": code}, "application": {"$ref": f"{REFERENCE}{name}"}, "documents": DOCUMENTS}
        required = ("scheme", "application")
        yield f"{code}.ApplicationMessage", message(required, {**fields, "received_at": RECEIVED_AT})
        yield f"{code}.TrialMessage", message(required, {**fields, "on": TRIED_ON})


def _acts() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the message of each act of each scheme, and the shapes that its data are made of."""
    for code, found in schemes().items():
        for kind, act in found.acts.items():
            data, parts = described(act.shape, found.labels, f"{code}.{kind}.")
            yield from parts.items()
            fields = {"kind": {"const": kind}, "data": data, "documents": DOCUMENTS, "received_at": RECEIVED_AT}
            yield f"{code}.{kind}.act", {"title": act.label, **message(("kind",), fields)}


def described(shape: Any, labels: Mapping[str, str], prefix: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the schema of a typed class, and by name those of its parts. Its fields carry the Dutch labels of the scheme."""
    whole = TypeAdapter(shape).json_schema(ref_template=f"{REFERENCE}{prefix}{{model}}")
    parts = {f"{prefix}{name}": _labelled(part, labels) for name, part in whole.pop("$defs", {}).items()}
    return _labelled(whole, labels), parts


def _labelled(part: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """Give the schema of one class without what its code says of it, each field titled as pages title it."""
    fields = {name: {**field, "title": labels.get(name, name)} for name, field in part["properties"].items()}
    return {key: value for key, value in part.items() if key not in ("title", "description")} | {"properties": fields}
