"""The texts that a letter may print: in the words of the scheme, of the decision, or of the applicant.
Sentences of letters stand in the wording of the scheme."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone

from cases.amounts import ZERO, from_cents, written
from cases.granted import with_changes
from cases.models import SetOff
from cases.queries import application_of
from cases.schemes.passages import day_in_words
from cases.windows.method import HMAC, NOTARY
from letters.facts.file import LetterFile, reference_of
from letters.facts.names import NAMES
from letters.kinds import EARLIER_DECISIONS

OF_SCHEME = frozenset({"project_title", "activities", "settlement_documents", "de_minimis_regulation", "own_part"})


def texts_of(file: LetterFile) -> dict[str, str]:
    """Give the texts for this kind of letter by name; a blank one is left out."""
    names = NAMES[file.kind]
    own = scheme_texts(file) if OF_SCHEME.intersection(names) else {}
    found = {name: own.get(name, "") if name in OF_SCHEME else TEXTS[name](file) for name in names if _is_text(name)}
    return {name: text for name, text in found.items() if text.strip()}


def _is_text(name: str) -> bool:
    return name in OF_SCHEME or name in TEXTS


def scheme_texts(file: LetterFile) -> Mapping[str, str]:
    """Give what the scheme says about the application in words; nothing where the application was erased."""
    if not file.case.application.body:
        return {}
    application = with_changes(file.case, application_of(file.case), file.changes)
    return file.scheme.letter_texts(application, file.granted_amount or ZERO, file.values)


def missing(file: LetterFile) -> str:
    """What is missing from the application, one piece a line."""
    return str(file.letter.facts.get("missing", ""))


def reasons(file: LetterFile) -> str:
    """The reasons that the case handler wrote: of the decision, or of the intention in the letter's own facts."""
    return file.decision.reasons if file.decision else str(file.letter.facts.get("reasons", ""))


def views(file: LetterFile) -> str:
    """What the decision says about the views that came in."""
    return str(file.decision.facts.get("views", "")) if file.decision else ""


def change(file: LetterFile) -> str:
    """The change that was asked for, in the words of the recipient; nothing where the request was erased."""
    request = file.decision.request if file.decision else None
    if request is None or not request.body:
        return ""
    data = json.loads(request.body)["data"]
    subject, reason = data.get("subject", data.get("kind", "melding")), data.get("reason", data.get("explanation", ""))
    labels = file.scheme.labels
    return f"{labels.get(str(subject), str(subject)).capitalize()}: {' '.join(str(reason).split())}"


def new_training(file: LetterFile) -> str:
    """What is granted instead, where a change named that; nothing where it moved days."""
    is_replaced = file.decision is not None and file.decision.amount_cents is not None
    return scheme_texts(file).get("activities", "") if is_replaced else ""


def public_value_source(file: LetterFile) -> str:
    """Where the public random value of the draw comes from."""
    draw = file.place.draw if file.place else None
    return draw.value_source if draw and draw.method == HMAC else ""


def notary(file: LetterFile) -> str:
    """The notary who drew, where the order was imported."""
    draw = file.place.draw if file.place else None
    return draw.value_source if draw and draw.method == NOTARY else ""


def lot_number(file: LetterFile) -> str:
    """The number that was drawn; nothing where the order follows from the day of completeness."""
    return str(file.place.number) if file.place and file.place.draw else ""


def lot_count(file: LetterFile) -> str:
    """How many applications have a place in the order."""
    return f"{file.place.of:,}".replace(",", ".") if file.place and file.place.draw else ""


def place(file: LetterFile) -> str:
    """The place in the order of arrival; nothing where a lot or all together decide, or something was missing still."""
    return f"{file.arrival_number:,}".replace(",", ".") if file.arrival_number else ""


def budget_year(file: LetterFile) -> str:
    """The year of the budget that is not adopted yet: that in which the window opened (Awb 4:34)."""
    window = file.case.window
    return str(window.opens_at.year) if window is not None and not window.is_budget_adopted else ""


def original_decision(file: LetterFile) -> str:
    """The decision that a claim follows from, in words."""
    kind = file.basis.kind if file.basis else file.basis_letter.kind if file.basis_letter else ""
    return EARLIER_DECISIONS.get(kind, "")


def decision_reference(file: LetterFile) -> str:
    """The reference of the letter that announced that decision."""
    return reference_of(file.basis_letter, file.case) if file.basis_letter else ""


def reference_payment(file: LetterFile) -> str:
    """The reference under which the claim is paid: case and receivable."""
    return f"{file.case.number}-V{file.receivable.pk}" if file.receivable else ""


def moment(file: LetterFile, name: str) -> str:
    """Give a moment that the decision noted: `16 september 2019 om 17:00 uur`, with its seconds where there are any."""
    stored = file.decision.facts.get(name) if file.decision else None
    if not stored:
        return ""
    found = timezone.localtime(datetime.fromisoformat(stored))
    clock = f"{found:%H:%M:%S}" if found.second else f"{found:%H:%M}"
    return f"{day_in_words(found.date())} om {clock} uur"


def order_number(file: LetterFile) -> str:
    """The order that the letter is about."""
    facts = file.decision.facts if file.decision else file.letter.facts
    return str(facts.get("order", ""))


def advances(file: LetterFile) -> str:
    """Each advance of which something counts as payment by the decision: its case, how much, and what is left of it; one a line."""
    return "\n".join(_set_off(each) for each in file.set_offs)


def _set_off(found: SetOff) -> str:
    taken, left = written(from_cents(found.amount_cents)), written(from_cents(found.left_cents))
    rest = f" Van dit voorschot is dan nog {left} over." if found.left_cents else ""
    return f"Voorschot {found.advance.number}: {taken}.{rest}"


TEXTS: Mapping[str, Callable[[LetterFile], str]] = MappingProxyType(
    {
        "missing": missing,
        "advances": advances,
        "reasons": reasons,
        "views": views,
        "weighing": lambda file: file.decision.weighing if file.decision else "",
        "change": change,
        "new_training": new_training,
        "consequence": lambda file: str(file.letter.facts.get("choice", "")),
        "lot_number": lot_number,
        "place": place,
        "lot_count": lot_count,
        "public_value_source": public_value_source,
        "notary": notary,
        "budget_year": budget_year,
        "interim_moment": lambda file: str(file.decision.facts.get("interim_moment", "")) if file.decision else "",
        "original_decision": original_decision,
        "invoice_number": lambda file: str(file.letter.facts.get("invoice", "")),
        "order_number": order_number,
        "decision_reference": decision_reference,
        "reference_payment": reference_payment,
        "closed": lambda file: moment(file, "closes_at"),
        "arrived": lambda file: moment(file, "received_at"),
        "completed_late": lambda file: moment(file, "completed_at"),
        "line": lambda file: str(file.decision.facts.get("line", "")) if file.decision else "",
        "documents": lambda file: str(file.letter.facts.get("documents", "")),
        "iban_office": lambda file: str(settings.OFFICE["iban"]),
    }
)
