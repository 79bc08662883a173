"""The days that a letter may print: decided, running on the case, or counted from the printed date as its announcement counts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from django.utils import timezone

from cases.queries import kept_until
from cases.terms.deadline import Deadline
from letters.facts.file import LetterFile
from letters.facts.names import NAMES

Starting = Mapping[str, Deadline]

ANSWERED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "report_receipt": ("report", "proof"),
        "withdrawal_confirmation": ("withdrawal",),
        "waiver_confirmation": ("waiver",),
    }
)
"""The acts of which a letter answers the newest."""

REQUEST_TERM: Mapping[str, str] = MappingProxyType({"settlement_reminder": "settlement_reminder"})
"""Letters that set another term for asking settlement than the scheme's own."""


def dates_of(file: LetterFile, starting: Starting) -> dict[str, date]:
    """Give the days for this kind of letter by name; `starting` are the terms that begin when it goes out."""
    found = {name: DATES[name](file, starting) for name in NAMES[file.kind] if name in DATES}
    return {name: day for name, day in found.items() if day is not None}


def _counted(code: str) -> Callable[[LetterFile, Starting], date | None]:
    def last_day(file: LetterFile, starting: Starting) -> date | None:
        return starting[code].end_on if code in starting else None

    return last_day


def received(file: LetterFile, starting: Starting) -> date | None:
    """The day on which the act came in that the letter answers: the one that it notes itself, else the newest of its kind."""
    noted = stated(file, "received")
    if noted is not None:
        return noted
    came = file.received_on or {}
    return max((came[act] for act in ANSWERED.get(file.kind, ()) if act in came), default=None)


def decision_due(file: LetterFile, starting: Starting) -> date | None:
    """The last day of the running term to decide, on the application or on the settlement."""
    code = "settlement_decision" if file.kind == "report_receipt" else "decision"
    return (file.due_on or {}).get(code)


def supplement_due(file: LetterFile, starting: Starting) -> date | None:
    """The last day to complete the application: asked by this letter, or asked before."""
    return _counted("supplement")(file, starting) or (file.due_on or {}).get("supplement")


def settlement_request_due(file: LetterFile, starting: Starting) -> date | None:
    """The last day to ask for settlement: by the scheme, or set anew by a reminder (Awb 4:44 lid 3)."""
    return _counted(REQUEST_TERM.get(file.kind, "settlement_request"))(file, starting)


def starts(file: LetterFile, starting: Starting) -> date | None:
    """The first day of the project: as decided, else the day of the grant."""
    if file.grant is None:
        return None
    return fixed(file, "starts_on") or file.grant.on


def fixed(file: LetterFile, name: str) -> date | None:
    """Give a day that the decision fixed."""
    stored = file.decision.facts.get(name) if file.decision else None
    return date.fromisoformat(stored) if stored else None


def stated(file: LetterFile, name: str) -> date | None:
    """Give a day that was noted with the letter itself."""
    noted = file.letter.facts.get(name)
    return date.fromisoformat(noted) if noted else None


def drawn(file: LetterFile, starting: Starting) -> date | None:
    """The day of the draw."""
    draw = file.place.draw if file.place else None
    return timezone.localdate(draw.drawn_at) if draw and draw.drawn_at else None


def completed(file: LetterFile, starting: Starting) -> date | None:
    """The day on which the application was complete, where that and no lot decides about the order."""
    return None if drawn(file, starting) else file.case.complete_on


def decided(file: LetterFile, starting: Starting) -> date | None:
    """The day of the decision that a claim follows from; a waiver counts from the day its confirmation was sent."""
    if file.basis is not None:
        return file.basis.on
    return file.basis_letter.sent_on if file.basis_letter else None


def administration_kept(file: LetterFile, starting: Starting) -> date | None:
    """The last day on which the recipient keeps its administration, by the settlement that the letter announces."""
    if file.decision is None or file.decided_amount is None:
        return None
    return kept_until(file.case, file.decision.on, file.decided_amount, file.values)


DATES: Mapping[str, Callable[[LetterFile, Starting], date | None]] = MappingProxyType(
    {
        "received": received,
        "decision_due": decision_due,
        "supplement_due": supplement_due,
        "views_due": _counted("views"),
        "starts": starts,
        "start_before": lambda file, starting: fixed(file, "start_before"),
        "ends": lambda file, starting: file.ends_on,
        "new_starts": lambda file, starting: fixed(file, "new_starts_on"),
        "new_ends": lambda file, starting: fixed(file, "new_ends_on"),
        "settlement_request_due": settlement_request_due,
        "ex_officio_settlement_due": _counted("ex_officio_settlement"),
        "payment_due": _counted("payment"),
        "sample_report_due": _counted("sample_report"),
        "drawn": drawn,
        "completed": completed,
        "decided": decided,
        "documents_due": _counted("documents"),
        "kept_until": administration_kept,
        "announced": lambda file, starting: stated(file, "announced"),
        "objection_decision_due": lambda file, starting: stated(file, "objection_decision_due"),
        "objection_closed": lambda file, starting: stated(file, "objection_closed"),
    }
)
