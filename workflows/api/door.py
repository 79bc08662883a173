"""The first thing that a request meets: what lies under /api/ is answered here, before sessions, cookies and messages are looked at.
Every answer, also of what goes wrong, is one of the interface: problem+json and the headers of the NL API Design Rules."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus
from traceback import format_tb
from types import MappingProxyType

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from workflows.api.problem import MEDIA_TYPE, Problem

PREFIX = "/api/"
VERSION = "1.0.0"
LOG = logging.getLogger("django.request")

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "API-Version": VERSION,
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)
NOT_FOUND = "Dit adres bestaat niet. De beschrijving van de koppeling staat op /api/v1/openapi.json."
BROKEN = (
    "Er is niets half opgeslagen. Stuur het bericht opnieuw, met dezelfde sleutel; blijft het misgaan, meld het ons."
)


class ApiDoor:
    """Answers for the API, and lets everything else through to the pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._pages = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or let through."""
        return _finished(request, _answer(request)) if request.path_info.startswith(PREFIX) else self._pages(request)


@lru_cache(maxsize=256)
def _resolved(path: str) -> ResolverMatch:
    """Find what answers an address; in the rush of an opening window it is the same one each time. Raises Resolver404."""
    return resolve(path)


def _answer(request: HttpRequest) -> HttpResponseBase:
    is_head, request.method = request.method == "HEAD", "GET" if request.method == "HEAD" else request.method
    try:
        request.get_host()
        found = _resolved(request.path_info)
        response = found.func(request, *found.args, **found.kwargs)
    except Problem as problem:
        response = problem.response()
    except (Resolver404, Http404):
        response = Problem(404, NOT_FOUND).response()
    except (DisallowedHost, SuspiciousOperation):
        response = Problem(400, "Dit verzoek is niet te lezen.").response()
    except Exception as error:
        # Never the path, or what the error or one behind it says: each may hold what somebody typed.
        LOG.error("A request to the API failed: %s\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
        response = Problem(500, BROKEN).response()
    request.method = "HEAD" if is_head else request.method
    return response


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Add the headers; what the framework answers in text by itself becomes a problem."""
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and response.headers.get("Content-Type") != MEDIA_TYPE:
        allowed = response.headers["Allow"]
        response = Problem(405, f"Hier kan: {allowed}.", headers={"Allow": allowed}).response()
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
    return response
