"""What the description of the interface says of messages: each sample and each made-up application fits it, and what a scheme
does not read falls outside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client as Browser
from django.utils import timezone

from cases.schemes.base import Scheme
from cases.schemes.registry import schemes

SCHEMES = tuple(schemes().values())
SAMPLES = tuple(path for scheme in SCHEMES for path in sorted(scheme.samples.glob("*.json")))
MADE_UP = 25
"""So many made-up applications of each scenario."""
KINDS = ("ApplicationMessage", "TrialMessage")


@pytest.fixture(scope="module")
def description() -> Any:
    """The description, as anybody reads it."""
    return json.loads(Browser().get("/api/v1/openapi.json").content)


def of_message(description: Mapping[str, Any], name: str) -> Any:
    """Give the validator of a message by its name in the description."""
    whole = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=False)


def sent(path: Path, name: str = "ApplicationMessage") -> dict[str, Any]:
    """Give a sample as a message; a trial names no moment of receipt."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if name == "TrialMessage":
        found["on"] = found.pop("received_at")[:10]
    return found


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_every_sample_fits_the_description(path: Path, name: str, description: Any) -> None:
    assert [error.message for error in of_message(description, name).iter_errors(sent(path, name))] == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_every_made_up_application_fits_the_description(scheme: Scheme, description: Any) -> None:
    message = of_message(description, "ApplicationMessage")
    made_up = list(_made_up(scheme))
    assert len(made_up) >= MADE_UP
    assert [error.message for each in made_up for error in message.iter_errors(each)] == []


def _made_up(scheme: Scheme) -> Iterator[dict[str, Any]]:
    windows = {rule.code: rule for rule in scheme.windows}
    for scenario in scheme.demonstration.scenarios:
        moment, random = windows[scenario.window].opens_at, Random(scenario.seed)  # noqa: S311 - made-up cases
        values = scheme.values_on(timezone.localdate(moment))
        for number in range(scenario.first_number, scenario.first_number + MADE_UP):
            yield scheme.demonstration.fabricate(number, random, moment, values)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_what_a_scheme_does_not_read_falls_outside_it(scheme: Scheme, name: str, description: Any) -> None:
    message = of_message(description, name)
    good = sent(next(path for path in SAMPLES if path.is_relative_to(scheme.samples)), name)
    application = good["application"]
    applicant = application["applicant"]
    other = next(each.code for each in SCHEMES if each is not scheme)
    wrong = [
        {**good, "scheme": other},
        {**good, "scheme": "verzonnen"},
        {**good, "application": {}},
        {**good, "more": 1},
        {**good, "application": {**application, "more": 1}},
        {**good, "application": {**application, "applicant": {**applicant, "name": ""}}},
        {**good, "application": {**application, "applicant": {**applicant, "email": "geen adres"}}},
        {**good, "application": {**application, "applicant": {**applicant, "iban": 12}}},
        {**good, "documents": [{"kind": "offerte"}]},
    ]
    assert message.is_valid(good)
    assert [each for each in wrong if message.is_valid(each)] == []


@pytest.mark.parametrize(
    ("amount", "fits"),
    [("1250.00", True), ("1250", True), (1250, True), ("1250.005", False), (1250.5, False), (-1, False), ("-1", False)],
)
def test_an_amount_is_told_as_it_is_read(amount: Any, fits: bool, description: Any) -> None:
    found = sent(next(path for path in SAMPLES if path.stem == "mkb-klein-2020"))
    found["application"]["enterprise"]["own_figures"]["turnover"] = amount
    assert of_message(description, "ApplicationMessage").is_valid(found) is fits


def test_no_message_is_only_an_object(description: Any) -> None:
    parts = description["components"]["schemas"]
    messages = {name: part for name, part in parts.items() if name not in ("DocumentsForm", "Trial")}
    open_ones = [f"{name}{path}" for name, part in messages.items() for path in _open_objects(part)]
    assert open_ones == []


def _open_objects(part: Any, path: str = "") -> Iterator[str]:
    """Give the places where anything may stand: an object without fields."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" not in part:
            yield path
        for name, below in part.items():
            yield from _open_objects(below, f"{path}.{name}")


def test_fields_carry_their_dutch_labels(description: Any) -> None:
    parts = description["components"]["schemas"]
    assert parts["slim.Application"]["properties"]["budget"]["title"] == "Begroting"
    assert parts["slim.report.Budget"]["properties"]["external"]["title"] == "Kosten van derden"
    unnamed = [
        f"{name}.{field}"
        for name, part in parts.items()
        if name.startswith(tuple(f"{code}." for code in schemes())) and not name.endswith((".act", "Message"))
        for field, about in part["properties"].items()
        if about["title"] == field
    ]
    assert unnamed == []
