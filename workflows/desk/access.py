"""Who opens a page, and may they? Roles come from dated holdings; what a step allows is asked by the step itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from audit.trail import Origin
from cases.authority.actors import Actor, employee
from cases.authority.permissions import PERMISSIONS, ROLE_LABELS, Role
from cases.models import Case, RoleHolding, User

REFERENCE = "reference"
"""Under this name the session keeps its public reference: random, so that the trail can name a session without its key."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Colleague:
    """The employee behind a request, with the roles (each for one scheme, or "" for all) that are held today."""

    user: User
    actor: Actor
    on: date
    holdings: frozenset[tuple[Role, str]]

    def may(self, act: str, scheme: str = "") -> bool:
        """Say whether a role held today allows the act, for a scheme or (without one) for any."""
        wanted = PERMISSIONS[act]
        return any(role in wanted and (not scheme or held in ("", scheme)) for role, held in self.holdings)

    def schemes(self, *acts: str) -> frozenset[str] | None:
        """Give the schemes for which one of the acts is allowed; None where it is allowed for all."""
        wanted = frozenset().union(*(PERMISSIONS[act] for act in acts))
        found = {held for role, held in self.holdings if role in wanted}
        return None if "" in found else frozenset(found)

    @property
    def roles(self) -> list[str]:
        """The Dutch names of the roles."""
        return sorted({ROLE_LABELS[role] for role, _ in self.holdings})


def colleague(user: User, reference: str) -> Colleague:
    """Give the employee with the roles of today, in one query."""
    on = timezone.localdate()
    in_force = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    rows = RoleHolding.objects.filter(in_force, user=user).values_list("role", "scheme")
    holdings = frozenset((Role(role), scheme) for role, scheme in rows)
    return Colleague(user, employee(user, Origin("page", reference)), on, holdings)


def page(act: str) -> Callable[[View], View]:
    """Let a view in only those who signed in and hold a role for the act; the view gets the colleague after the request."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return HttpResponseRedirect(_sign_in_address(request))
            me = colleague(request.user, request.session.get(REFERENCE, ""))
            if not me.may(act):
                raise PermissionDenied(who_may(act))
            response = view(request, me, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return guarded

    return guard


def _sign_in_address(request: HttpRequest) -> str:
    back = request.get_full_path() if request.method == "GET" else "/"
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"


def who_may(act: str) -> str:
    """Say in Dutch which roles may do something."""
    labels = sorted(ROLE_LABELS[role] for role in PERMISSIONS[act])
    return f"Deze pagina is voor de rol {' of '.join(labels)}. Vraag de beheerder om die rol als u haar nodig hebt."


def demand_all_schemes(me: Colleague, act: str) -> None:
    """The trail holds every scheme in one chain: a role for some schemes is not enough. Raises PermissionDenied."""
    if me.schemes(act) is not None:
        raise PermissionDenied("Het auditspoor gaat over alle regelingen. Uw rol geldt voor een deel daarvan.")


def case_for(me: Colleague, pk: int, act: str = "read_case") -> Case:
    """Give a case with its party, window and application. Raises Http404, or PermissionDenied for another scheme."""
    case: Case = get_object_or_404(Case.objects.select_related("party", "window", "application"), pk=pk)
    if not me.may(act, case.scheme):
        raise PermissionDenied(who_may(act))
    return case
