"""Thousands of people who apply in the window of 1 May 2023: made-up applications of the scheme, each with a token of its own, and
registers that know them. What should become of each is said here by a plain sequential walk, without the code under test."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.authority.permissions import Role
from cases.identity import pseudonym
from cases.models import Party, PartyKind, Window
from cases.schemes.registry import scheme
from cases.schemes.stap.fabrication import MINORS, STRANGERS
from tests.bench.load_client import posted
from workflows.api.models import ApiClient
from workflows.demo.applications import made_up
from workflows.demo.people import make_people
from workflows.steps.windows import load_windows

CODE, WINDOW, SCENARIO = "stap", "stap-2023-2", "stap-2023-2"
OPENED_ON = date(2023, 5, 1)
MOST = Decimal("1000.00")


@dataclass(frozen=True)
class Applicant:
    """One applicant: the request, the amount in cents that the rules come to, and what a machine may not decide."""

    request: bytes
    cents: int
    is_minor: bool
    is_doubtful: bool


def opened() -> Window:
    """Make the window as published."""
    who = make_people("only for the bench")
    load_windows(CODE, by=who[Role.ADMINISTRATOR], on=OPENED_ON)
    return Window.objects.get(code=WINDOW)


def applicants(window: Window, count: int, *, first: int = 0) -> list[Applicant]:
    """Make so many applicants up, give each a token, and let the registers know them."""
    found = scheme(CODE)
    scenario = next(one for one in found.demonstration.scenarios if one.name == SCENARIO)
    scenario = replace(scenario, applications=count, incomplete=0, first_number=scenario.first_number + first)
    lines = made_up(found, scenario, window)
    numbers = range(scenario.first_number + 1, scenario.first_number + count + 1)
    people = [_applicant(number, json.loads(line)) for number, line in zip(numbers, lines, strict=True)]
    _give_tokens(
        [
            (token(number), json.loads(line)["application"]["applicant"])
            for number, line in zip(numbers, lines, strict=True)
        ]
    )
    return people


def token(number: int) -> str:
    """Give the token of an applicant."""
    return f"sub_bench_{number}"


def _applicant(number: int, envelope: dict) -> Applicant:
    moment = datetime.fromisoformat(f"{OPENED_ON}T10:00:00+02:00") + timedelta(seconds=1)
    body = json.dumps(envelope | {"received_at": moment.isoformat()}).encode()
    request = posted("/api/v1/aanvragen", body, Authorization=f"Bearer {token(number)}", Idempotency_Key=f"k{number}")
    price = Decimal(envelope["application"]["registration"]["eligible_amount"])
    return Applicant(request, int(min(price, MOST) * 100), number % MINORS == 0, number % STRANGERS == 0)


def _give_tokens(people: Sequence[tuple[str, dict]]) -> None:
    parties = Party.objects.bulk_create(
        [
            Party(
                identifier=pseudonym(one["bsn"]),
                kind=PartyKind.PERSON,
                name=one["last_name"],
                sort_name=one["last_name"],
            )
            for _, one in people
        ],
        batch_size=5000,
    )
    ApiClient.objects.bulk_create(
        [
            ApiClient(
                name="bench",
                digest=hashlib.sha256(secret.encode()).hexdigest(),
                scope="applicant",
                party=party,
                from_on=date(2020, 1, 1),
                per_minute=600,
                may_date=True,
            )
            for (secret, _), party in zip(people, parties, strict=True)
        ],
        batch_size=5000,
    )


def expected(order: Sequence[Applicant], ceiling_cents: int, signalled: Sequence[bool]) -> list[str]:
    """Say, one after the other, what becomes of each: until the first that does not fit, after whom nobody passes."""
    fates, is_full = list[str](), False
    for one, has_signal in zip(order, signalled, strict=True):
        is_for_person = one.is_doubtful or has_signal
        if one.is_minor and not is_for_person:
            fates.append("refused")
            continue
        is_full = is_full or one.cents > ceiling_cents
        if is_full:
            fates.append("waiting" if is_for_person else "ceiling")
            continue
        ceiling_cents -= one.cents
        fates.append("person" if is_for_person else "granted")
    return fates
