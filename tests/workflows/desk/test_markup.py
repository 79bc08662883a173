"""What every page must have for who cannot see or use a mouse (WCAG 2.1 AA, as far as the text of a page can show it)."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from cases.authority.permissions import Role
from letters.models import Letter
from tests import make
from tests.workflows.desk.visiting import browser, take, task_of
from workflows import desk

TOKENS = (Path(desk.__file__).parent / "static/desk/tokens.css").read_text(encoding="utf-8")
UNLABELLED = {"hidden", "submit"}
CONTROLS = ("input", "select", "textarea")


class Page(HTMLParser):
    """Reads a page into what the checks ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.labelled: set[str] = set()
        self.open_labels = 0
        self.wrapped: set[int] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag, and whether it stands inside a label."""
        found = {name: value or "" for name, value in attrs}
        self.open_labels += tag == "label"
        if tag == "label" and "for" in found:
            self.labelled.add(found["for"])
        if self.open_labels and tag in CONTROLS:
            self.wrapped.add(len(self.tags))
        self.tags.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        """Close a label."""
        self.open_labels -= tag == "label"

    def count(self, *tags: str) -> int:
        """How many of these tags there are."""
        return sum(tag in tags for tag, _ in self.tags)


def faults(html: str) -> list[str]:
    """Say what is missing on a page."""
    page, found = Page(html), []
    ids = Counter(attrs["id"] for _, attrs in page.tags if "id" in attrs)
    found += [f"id {name} stands there {count} times" for name, count in ids.items() if count > 1]
    for place, (tag, attrs) in enumerate(page.tags):
        needs_label = tag in CONTROLS and attrs.get("type") not in UNLABELLED
        if needs_label and place not in page.wrapped and attrs.get("id") not in page.labelled:
            found.append(f"{tag} {attrs.get('name')} has no label")
        if tag == "th" and "scope" not in attrs:
            found.append("a header cell has no scope")
        if "style" in attrs or tag in ("style", "script") or any(name.startswith("on") for name in attrs):
            found.append(f"{tag} holds inline code")
        if tag == "svg" and "aria-hidden" not in attrs and attrs.get("role") != "img":
            found.append("a picture is neither named nor hidden")
        for name in ("aria-labelledby", "aria-describedby"):
            found += [f"{name} names {wanted}" for wanted in attrs.get(name, "").split() if wanted not in ids]
    found += ["tables without captions"] * (page.count("table") > page.count("caption"))
    found += [
        f"{tag} is not there once" for tag in ("h1", "main", "header", "footer") if tag == "h1" and page.count(tag) != 1
    ]
    found += ["no language"] * ('<html lang="nl">' not in html) + ["no skip link"] * ('href="#inhoud"' not in html)
    return found


@pytest.mark.django_db
def test_every_kind_of_page_is_well_marked(who: make.People) -> None:
    case = make.granted(make.submitted(make.sample("mkb-voorschot-2023")), who, on=date(2023, 11, 20))
    other = make.assessed(make.submitted(make.sample("mkb-klein-2020")), who, on=date(2020, 4, 15))
    make.letters_sent(date(2023, 11, 21))
    handler, decider, auditor = (browser(who, role) for role in (Role.HANDLER, Role.DECIDER, Role.AUDITOR))
    task = task_of(other, "decide")
    take(decider, task)
    letter = Letter.objects.create(case=case, kind="report_receipt", planned_on=date(2024, 1, 1))
    pages = [
        (Client(), "/aanmelden/"),
        (Client(), "/broncode/"),
        *(
            (handler, f"/{query}")
            for query in ("", "?lijst=alle", "?status=closed", "zoeken/", "tijdvakken/", "nergens/")
        ),
        (handler, f"/zaken/{case.pk}/"),
        *((handler, f"/zaken/{case.pk}/ontvangen/{kind}/") for kind in ("report", "change", "waiver")),
        (handler, f"/zaken/{case.pk}/handeling/voornemen-intrekking/"),
        (handler, f"/brieven/{letter.pk}/voorbeeld/"),
        (decider, f"/taken/{task.pk}/"),
        (handler, f"/taken/{task.pk}/"),
        (decider, "/tijdvakken/slim-2020-1/"),
        (auditor, "/auditspoor/"),
        (auditor, "/auditspoor/inzagen/"),
    ]
    found = {address: faults(client.get(address).content.decode()) for client, address in pages}
    found["refused form"] = faults(decider.post(f"/taken/{task.pk}/", {}).content.decode())
    found["found"] = faults(handler.post("/zoeken/", {"text": "SLIM-20"}).content.decode())
    assert {address: list_ for address, list_ in found.items() if list_} == {}


def colour(name: str) -> tuple[float, float, float]:
    """Give the red, green and blue of a token, from 0 to 1."""
    match = re.search(rf"--{name}: #([0-9a-f]{{6}});", TOKENS)
    assert match, name
    red, green, blue = (int(match[1][place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def luminance(name: str) -> float:
    """Give the relative luminance (WCAG 2.1)."""
    parts = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour(name))
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *(
            (text, ground, 4.5)
            for text in ("ink", "ink-soft", "accent", "bad", "warn")
            for ground in ("sheet", "ground")
        ),
        ("good", "good-pale", 4.5),
        ("warn", "warn-pale", 4.5),
        ("bad", "bad-pale", 4.5),
        ("accent-deep", "accent-pale", 4.5),
        ("sheet", "accent", 4.5),
        ("sheet", "accent-deep", 4.5),
        ("line-strong", "sheet", 3.0),
        ("focus", "accent-deep", 3.0),
    ],
)
def test_colours_contrast_enough(text: str, ground: str, least: float) -> None:
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least
