"""The addresses of the interface, version 1, and its description in OpenAPI 3.1. Kebab-case, no slash at the end, no personal
value in any of them (NL API Design Rules)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from workflows.api import acts, applications, decisions, documents, shapes, trials
from workflows.api.door import VERSION
from workflows.api.identify import Token
from workflows.api.problem import MEDIA_TYPE, TITLES, Problem
from workflows.api.strangers import refuse_stranger

DESCRIPTION = (
    "Aanvragen indienen, volgen en er stukken en handelingen bij sturen. Elk bericht mag een Idempotency-Key hebben: "
    "hetzelfde bericht met dezelfde sleutel wordt één keer verwerkt. Fouten komen als problem+json (RFC 9457), alle tegelijk."
)
REPEATABLE = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Zelfgekozen sleutel, bijvoorbeeld een UUID. Een herhaald bericht met dezelfde sleutel krijgt hetzelfde antwoord.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
JSON = "application/json"
_UNUSED = HttpResponse()


class Api(NinjaAPI):
    """The interface, with a description that holds what the messages of the schemes look like."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """Give the description."""
        found = super().get_openapi_schema(**options)
        found["components"]["schemas"].update(shapes.components())
        return found

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """Give what the framework would fill for a view that gives no answer of its own; here each view gives one."""
        return _UNUSED


api = Api(
    title="Subsidies",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    auth=Token(),
)


def _problems(*statuses: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{shapes.REFERENCE}Problem"}}}
    return {str(status): {"description": TITLES[status][1], "content": content} for status in sorted(statuses)}


def _told(
    *statuses: int, body: Mapping[str, str] | None = None, answer: Mapping[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """Give what the framework cannot know of an operation: its problems, its body and answer by format, and its key."""
    told: dict[str, Any] = {"responses": _problems(400, 401, 429, 500, *statuses), **more}
    if answer:
        told["responses"]["200"] = {"description": "OK", "content": dict(answer)}
    if body:
        content = {kind: {"schema": {"$ref": f"{shapes.REFERENCE}{name}"}} for kind, name in body.items()}
        told["requestBody"] = {"required": True, "content": content}
    return told


SENDING = (403, 404, 409, 411, 413, 415, 422)
TAKING_IN = (403, 409, 411, 413, 415, 422)

api.post(
    "/aanvragen",
    response={201: shapes.Receipt, 200: shapes.Receipt},
    operation_id="submitApplication",
    summary="Een aanvraag indienen",
    description="Geeft het nummer, en de plaats waar de volgorde van binnenkomst beslist. 200: die was er al in dit tijdvak.",
    openapi_extra=_told(*TAKING_IN, body={JSON: "ApplicationMessage"}, parameters=[REPEATABLE]),
)(applications.submit)
api.get(
    "/aanvragen/{nummer}",
    response=shapes.Application,
    operation_id="readApplication",
    summary="Een aanvraag volgen",
    description="Status, plaats, wat nu kan worden gestuurd, en lopende termijnen.",
    openapi_extra=_told(404),
)(applications.show)
api.post(
    "/aanvragen/{nummer}/handelingen",
    response={201: shapes.ActReceipt},
    operation_id="sendAct",
    summary="Een handeling sturen",
    description="Aanvulling, zienswijze, verantwoording, wijziging, intrekking, bezwaar: alles wat de regeling kent.",
    openapi_extra=_told(*SENDING, body={JSON: "ActMessage"}, parameters=[REPEATABLE]),
)(acts.send)
api.post(
    "/aanvragen/{nummer}/documenten",
    response={201: shapes.DocumentReceipt},
    operation_id="sendDocuments",
    summary="Documenten sturen",
    description="Als formulier (de naam van het veld is het soort document) of als base64 in JSON.",
    openapi_extra=_told(
        *SENDING, body={JSON: "DocumentsMessage", "multipart/form-data": "DocumentsForm"}, parameters=[REPEATABLE]
    ),
)(documents.send_documents)
api.get(
    "/aanvragen/{nummer}/besluiten",
    response=shapes.Decisions,
    operation_id="listDecisions",
    summary="De bekendgemaakte besluiten",
    description="Elk besluit waarvan de brief is verzonden.",
    openapi_extra=_told(403, 404, 409),
)(decisions.list_decisions)
api.get(
    "/aanvragen/{nummer}/besluiten/{besluit}/brief",
    response={200: bytes},
    operation_id="readLetter",
    summary="De brief van een besluit",
    description="De pdf zoals die is verzonden.",
    openapi_extra=_told(
        403, 404, 409, 410, answer={"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
    ),
)(decisions.give_letter)
api.post(
    "/proefberekeningen",
    response={200: shapes.Trial},
    operation_id="calculateTrial",
    summary="Een proefberekening",
    description="Wat de regels vinden van een aanvraag op een dag. Er wordt niets bewaard.",
    openapi_extra=_told(409, 411, 413, 415, 422, body={JSON: "TrialMessage"}),
)(trials.calculate)


@cache
def _description() -> bytes:
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False).encode()


@api.get("/openapi.json", auth=None, include_in_schema=False)
def describe(request: HttpRequest) -> HttpResponse:
    """Give the description of the interface; anybody may read it, also a page of another site."""
    return HttpResponse(_description(), headers={"Access-Control-Allow-Origin": "*"}, content_type=JSON)


def _handle(kind: type[Exception], handler: Callable[[HttpRequest, Any], HttpResponse]) -> None:
    api.add_exception_handler(kind, handler)


def _raised_again(request: HttpRequest, error: Exception) -> HttpResponse:
    """Let the door answer."""
    raise error


def _invalid_path(request: HttpRequest, error: ValidationError) -> HttpResponse:
    raise Problem(404, "Dit adres bestaat niet.")


def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    refuse_stranger(request)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    raise Problem(400, "Dit verzoek is niet te lezen.") from error


_handle(Exception, _raised_again)
_handle(Problem, _raised_again)
_handle(ValidationError, _invalid_path)
_handle(HttpError, _http_error)
_handle(AuthenticationError, _stranger)
