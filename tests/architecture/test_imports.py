"""Imports run to the right only: config, workflows, letters, cases, audit; and inside cases from the gate down to the law.
Law, amounts, terms and schemes know nothing of Django."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture.source import PACKAGES, Source, house, sources

LINE = ("audit", "cases", "letters", "workflows", "config")
"""From the bottom up: a package imports from itself and from those before it."""

ROOMS: tuple[frozenset[str], ...] = (
    frozenset({"law", "amounts"}),
    frozenset({"terms"}),
    frozenset({"schemes"}),
    frozenset({"identity", "models", "authority", "registers", "documents"}),
    frozenset(
        {
            "transitions",
            "windows",
            "money",
            "misuse",
            "queries",
            "granted",
            "decoding",
            "intake",
            "acts",
            "machine",
            "checks",
            "apps",
        }
    ),
)
"""The rooms of cases from the bottom up; rooms on one floor may use each other."""

WITHOUT_DJANGO = ("cases/law.py", "cases/amounts.py", "cases/terms", "cases/schemes")
FRAMEWORKS = {"django", "django_fsm", "viewflow", "psycopg", "procrastinate"}


def upward(source: Source) -> Iterator[str]:
    """Give each import of a file that goes up the line of packages."""
    rank = LINE.index(source.path.parts[0])
    for imported, node in source.imports():
        package = imported.split(".")[0]
        if package in LINE and LINE.index(package) > rank:
            yield f"{source.at(node)} imports {imported}"


def floor(room: str) -> int:
    """Give the floor of a room in cases. Raises LookupError for a room without a floor."""
    return next(number for number, rooms in enumerate(ROOMS) if room in rooms)


def room_of(dotted: str) -> str:
    """Give the room of a module in cases: `models` for cases.models.case."""
    return dotted.split(".")[1] if dotted.count(".") else ""


def climbing(source: Source) -> Iterator[str]:
    """Give each import of a file in cases that goes up a floor."""
    here = floor(room_of(source.module))
    for imported, node in source.imports():
        if imported.startswith("cases.") and floor(room_of(imported)) > here:
            yield f"{source.at(node)} imports {imported}"


def rooms_of_cases() -> list[Source]:
    """Give the files of cases that lie in a room; the package itself holds nothing."""
    return [source for source in sources("cases") if source.module != "cases"]


def test_the_packages_are_those_of_the_line() -> None:
    assert set(LINE) == set(PACKAGES)


def test_packages_import_to_the_right_only() -> None:
    assert [line for source in house() for line in upward(source)] == []


def test_every_room_of_cases_has_its_floor() -> None:
    known = frozenset().union(*ROOMS)
    assert {room_of(source.module) for source in rooms_of_cases()} - known == set()


def test_rooms_of_cases_import_downward_only() -> None:
    assert [line for source in rooms_of_cases() for line in climbing(source)] == []


@pytest.mark.parametrize("part", WITHOUT_DJANGO)
def test_law_amounts_terms_and_schemes_know_no_framework(part: str) -> None:
    chosen = [source for source in sources("cases") if source.name == part or source.name.startswith(f"{part}/")]
    assert chosen, "the part is there"
    found = [
        f"{source.at(node)} imports {imported}"
        for source in chosen
        for imported, node in source.imports()
        if imported.split(".")[0] in FRAMEWORKS
    ]
    assert found == []


def test_one_scheme_does_not_import_another() -> None:
    found = []
    for source in sources("cases/schemes"):
        parts = source.path.parts
        own = parts[2] if len(parts) > 3 else ""
        for imported, node in source.imports():
            other = imported.split(".")
            if other[:2] == ["cases", "schemes"] and len(other) > 2 and _is_scheme(other[2]) and other[2] != own:
                found.append(f"{source.at(node)} imports {imported}")
    assert found == []


def _is_scheme(name: str) -> bool:
    return any(source.name == f"cases/schemes/{name}/__init__.py" for source in sources("cases/schemes"))


def test_tests_are_not_imported_by_the_house() -> None:
    found = [
        source.at(node) for source in house() for imported, node in source.imports() if imported.startswith("tests.")
    ]
    assert found == []
