"""Settings need two people and a source; roles and mandates are given by day and leave their trace."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from cases.authority.actors import employee
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded, ask
from cases.authority.values import values_for
from cases.models import User
from tests import make
from workflows.steps.deciding import NotReady
from workflows.steps.settings import approve_setting, propose_setting
from workflows.steps.staff import end_role, give_mandate, give_role

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)
FROM = date(2025, 1, 1)


def proposed(name: str = "supplement_days", value: object = 10, source: str = "Stcrt. 2026, voorbeeld") -> int:
    by = make.person(Role.ADMINISTRATOR)
    return propose_setting("slim", name, value, from_on=FROM, source=source, by=by, on=ON).pk


def test_a_setting_counts_only_once_another_person_approved_it() -> None:
    key = proposed()
    assert values_for("slim", FROM).supplement_days == 14
    make.refused(
        lambda: approve_setting(key, by=make.person(Role.ADMINISTRATOR), on=ON), SecondPersonNeeded, "zelf voor"
    )
    approve_setting(key, by=make.person(Role.ADMINISTRATOR, username="tweede"), on=ON)
    assert values_for("slim", FROM).supplement_days == 10
    assert values_for("slim", date(2024, 12, 31)).supplement_days == 14
    assert list(Event.objects.filter(stream=f"setting:{key}").values_list("action", flat=True)) == [
        "setting.proposed",
        "setting.approved",
    ]


@pytest.mark.parametrize(
    ("name", "value", "source", "sentence"),
    [
        ("no_such_value", 1, "bron", "bestaat op"),
        ("supplement_days", "tien", "bron", "past niet"),
        ("cap_mkb", "veel", "bron", "past niet"),
        ("supplement_days", 10, " ", "Noem de bron"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(name: str, value: object, source: str, sentence: str) -> None:
    make.refused(lambda: proposed(name, value, source), NotReady, sentence)


def test_only_an_administrator_proposes_a_setting() -> None:
    by = make.person(Role.HANDLER)
    make.refused(
        lambda: propose_setting("slim", "supplement_days", 10, from_on=FROM, source="bron", by=by, on=ON),
        NotAuthorised,
        "beheerder",
    )


def test_a_role_holds_from_its_day_until_its_day() -> None:
    administrator, user = make.person(Role.ADMINISTRATOR), User.objects.create(username="nieuw")
    give_role(user, Role.FINANCE, from_on=ON, scheme="", given_by="besluit 12", by=administrator, on=ON)
    newcomer = employee(user, administrator.origin)
    assert not ask(newcomer, "approve_payment", on=date(2026, 11, 1)).is_allowed
    assert ask(newcomer, "approve_payment", on=ON).is_allowed
    end_role(user, Role.FINANCE, until_on=ON, by=administrator, on=ON)
    assert not ask(newcomer, "approve_payment", on=date(2026, 11, 3)).is_allowed
    make.refused(
        lambda: end_role(user, Role.FINANCE, until_on=ON, by=administrator, on=ON), NotReady, "heeft deze rol niet"
    )


def test_a_mandate_reaches_to_its_amount() -> None:
    administrator, decider = make.person(Role.ADMINISTRATOR), make.person(Role.DECIDER, mandates=False)
    user = User.objects.get(pk=decider.employee_id)
    limit: dict[str, Any] = {
        "scheme": "slim",
        "up_to": Decimal("25000.00"),
        "from_on": ON,
        "given_by": "mandaatbesluit",
    }
    give_mandate(user, "grant", by=administrator, on=ON, **limit)
    assert ask(decider, "grant", on=ON, amount=Decimal("25000.00"), scheme="slim").is_allowed
    assert not ask(decider, "grant", on=ON, amount=Decimal("25000.01"), scheme="slim").is_allowed
    make.refused(lambda: give_mandate(user, "assess", by=administrator, on=ON, **limit), NotReady, "geen mandaat")


def test_nobody_gives_a_role_or_mandate_to_oneself() -> None:
    by = make.person(Role.ADMINISTRATOR)
    user = User.objects.get(pk=by.employee_id)
    make.refused(
        lambda: give_role(user, Role.DECIDER, from_on=ON, scheme="", given_by="zelf", by=by, on=ON),
        SecondPersonNeeded,
        "uzelf",
    )
    make.refused(
        lambda: give_mandate(user, "grant", scheme="slim", up_to=None, from_on=ON, given_by="zelf", by=by, on=ON),
        SecondPersonNeeded,
        "uzelf",
    )


def test_a_weak_password_is_one_dutch_sentence_and_makes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    with pytest.raises(CommandError, match="Kies een wachtwoord van ten minste 12 tekens") as caught:
        call_command("employee", "add", "nieuw", stdout=io.StringIO())
    assert caught.value.returncode == 2
    assert not User.objects.filter(username="nieuw").exists()


def test_an_unknown_role_names_the_known_ones() -> None:
    make.person(Role.HANDLER, username="jan")
    with pytest.raises(CommandError, match="Onbekende rol: koning. Kies uit: handler"):
        call_command("employee", "role", "jan", "koning", stdout=io.StringIO())
