"""Finding a case: by its number, by KvK number, or by the beginning of a name. By POST, so that no name stands in an address."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.models import Case, Participation
from workflows.desk.access import Colleague, page
from workflows.desk.showing import show

MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@page("read_case")
def search(request: HttpRequest, me: Colleague) -> HttpResponse:
    """Show the form, and what was found; one exact number goes by the same list, so that going back works."""
    text = request.POST.get("text", "").strip()[:200]
    found = list(matching(me, text)[: MOST + 1]) if text else []
    context = {
        "text": text,
        "found": found[:MOST],
        "has_more": len(found) > MOST,
        "most": MOST,
        "was_asked": bool(text),
    }
    return show(request, me, "search.html", context)


def matching(me: Colleague, text: str) -> QuerySet[Case]:
    """Give the cases that match, of the schemes that this colleague may read, newest first."""
    cases = Case.objects.select_related("party", "window").order_by("-id")
    schemes = me.schemes("read_case")
    if schemes is not None:
        cases = cases.filter(scheme__in=schemes)
    return cases.filter(_condition(text))


def _condition(text: str) -> Q:
    if re.fullmatch(r"[0-9]{8}", text):
        return Q(party__identifier=text) | Q(pk__in=Participation.objects.filter(participant=text).values("case"))
    if re.fullmatch(r"[0-9]{1,7}", text):
        return Q(pk=int(text))
    if re.fullmatch(r"[A-Za-z]+-[0-9]{4}-?[0-9]*", text):
        return Q(number__startswith=text.upper())
    return Q(party__sort_name__startswith=text.casefold())
