"""Signing in and out, with their events. Which roles somebody holds is asked anew for every page, in `access`."""

from __future__ import annotations

import secrets

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from audit.trail import Origin, record
from cases.models import User
from workflows.desk import throttle
from workflows.desk.access import REFERENCE
from workflows.desk.showing import show

WRONG = (
    "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw, of vraag de beheerder om hulp."
)
WAIT = "Er zijn te veel aanmeldingen mislukt. Wacht een kwartier en probeer het dan opnieuw."


class SignInForm(forms.Form):
    """Account and password."""

    username = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Wachtwoord",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or check account and password; after five failures from one place we wait."""
    if isinstance(request.user, User):
        return HttpResponseRedirect(_next_page(request))
    form = SignInForm(request.POST or None)
    if not form.is_valid():
        return _form(request, form, 400 if form.is_bound else 200)
    username, address = form.cleaned_data["username"], address_of(request)
    if throttle.is_barred(username.casefold(), address):
        form.add_error(None, WAIT)
        return _form(request, form, 429)
    user = authenticate(request, **form.cleaned_data)
    if not isinstance(user, User):
        _fail(username, address)
        form.add_error(None, WRONG)
        return _form(request, form, 400)
    throttle.forgive(username.casefold(), address)
    _begin(request, user, address)
    return HttpResponseRedirect(_next_page(request))


def _form(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    response = show(request, None, "sign_in.html", {"form": form, "next": _next_page(request)}, status=status)
    if status == 429:
        response["Retry-After"] = str(throttle.WAIT)
    return response


def _fail(username: str, address: str) -> None:
    """Count and record: with the account where there is one, else with the day; the name typed may be a password."""
    throttle.count_failure(username.casefold(), address)
    user, on = User.objects.filter(username=username).first(), timezone.localdate()
    with transaction.atomic():
        record(
            f"user:{user.pk}" if user else f"sign_in:{on:%Y-%m-%d}",
            "user.sign_in_failed",
            actor="system:sign_in",
            origin=Origin("page"),
            on=on,
            result="refused",
            facts={"reason": "Gebruikersnaam of wachtwoord klopt niet."},
            personal={"username": username, "address": address},
        )


def _begin(request: HttpRequest, user: User, address: str) -> None:
    with transaction.atomic():
        login(request, user)
        request.session[REFERENCE] = reference = secrets.token_hex(6)
        _record(user, "user.signed_in", reference, {"address": address})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    user, reference = request.user, request.session.get(REFERENCE, "")
    if isinstance(user, User):
        with transaction.atomic():
            _record(user, "user.signed_out", reference, {})
            logout(request)
    return HttpResponseRedirect("/aanmelden/")


def _record(user: User, action: str, reference: str, personal: dict[str, str]) -> None:
    record(
        f"user:{user.pk}",
        action,
        actor=f"user:{user.pk}",
        origin=Origin("page", reference),
        on=timezone.localdate(),
        personal=personal,
    )


def _next_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "/"


def address_of(request: HttpRequest) -> str:
    """Give the network address; behind our own proxy (BEHIND_PROXY) the one that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
