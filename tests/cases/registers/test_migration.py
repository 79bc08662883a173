"""Extracts from before answers had a state: they get one, although a guard refuses every UPDATE of what is written once."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module

import pytest
from django.utils import timezone

from cases.models import Extract
from tests import make
from tests.database import Urls

FILL = import_module("cases.migrations.0009_register_answers").FILL


@pytest.mark.own_database
def test_extracts_of_before_get_their_state_and_day(own_database: Urls) -> None:
    case = make.applied("mkb-klein-2020")
    asked_at = datetime.fromisoformat("2020-03-02T23:30:00+00:00")
    for key, answer in (("1", {"name": "Linde"}), ("2", None)):
        Extract.objects.create(
            case=case,
            register="kvk",
            question=key,
            answer=answer,
            asked_at=asked_at,
            on=timezone.localdate(),
            state="?",
        )
    with own_database.connect("owner", autocommit=True) as owner:
        owner.execute(FILL)
    found = list(Extract.objects.filter(case=case).order_by("question").values_list("state", "on"))
    assert found == [("answered", date(2020, 3, 3)), ("unknown", date(2020, 3, 3))]
