"""What may come after the application, from the participant and from the trainer: each act typed, with its reader and senders.
What follows from it is decided by steps, not here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.base import APPLICANTS, ActKind
from cases.schemes.general_acts import objection
from cases.schemes.reading import STRICT, Amount, Day, LongText, Percent, read
from cases.schemes.stap.registration import Training

TRAINER = ("trainer",)
Number = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$")]
Reason = Literal["attended_too_little", "not_started", "stopped", "cancelled", "bankrupt", "cooling_off", "other"]


@dataclass(config=STRICT)
class Supplement:
    """An answer to a request to complete the application (Awb 4:5); the missing documents come beside it."""

    note: LongText | None = None


@dataclass(config=STRICT)
class Views:
    """What the applicant, recipient or trainer brings forward before a decision (Awb 4:7 to 4:9)."""

    text: LongText
    wants_hearing: bool = False


@dataclass(config=STRICT)
class Change:
    """A request to change the grant: UWV may move the days of the training, or agree to another `training`, as its paper says."""

    subject: Literal["startdatum", "einddatum", "gegevens", "scholing"]
    reason: LongText
    new_starts_on: Day | None = None
    new_ends_on: Day | None = None
    training: Training | None = None

    @model_validator(mode="after")
    def _names_training(self) -> Change:
        if (self.subject == "scholing") != (self.training is not None):
            raise ValueError("Noem de andere scholing (training) alleen bij het onderwerp 'scholing', en dan altijd.")
        if self.training is not None and (self.new_starts_on or self.new_ends_on):
            raise ValueError("De dagen van een andere scholing staan bij die scholing; laat de nieuwe dagen hier weg.")
        return self


@dataclass(config=STRICT)
class Incident:
    """What the participant reports at once: ill, moved, cancelled by the trainer, not started, stopped (STAP 14)."""

    kind: Literal["illness", "moved", "cancelled", "not_started", "stopped", "bankrupt", "cooling_off", "other"]
    explanation: LongText
    happened_on: Day | None = None
    new_starts_on: Day | None = None
    new_ends_on: Day | None = None


@dataclass(config=STRICT)
class Invoice:
    """A trainer's e-invoice for one order, in euro with VAT."""

    number: Number
    order: Number
    amount: Amount
    dated_on: Day


@dataclass(config=STRICT)
class Proof:
    """The bewijs van deelname of a trainer: success or not, and what shows it. `reason` says why there is no success.

    `attendance_percent` is what the trainer registered; credits count for a training of several years, `has_exam_or_mark`
    (enrolled for or took an exam, or has a mark) for publicly funded education.
    """

    is_success: bool
    ended_on: Day
    has_diploma: bool = False
    attendance_percent: Percent | None = None
    credits_earned: Annotated[int, Field(ge=0, le=1000)] = 0
    credits_required: Annotated[int, Field(ge=0, le=1000)] = 0
    is_publicly_funded: bool = False
    has_exam_or_mark: bool = False
    reason: Reason | None = None
    note: LongText | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Proof:
        if self.is_success == (self.reason is not None):
            raise ValueError("Noem alleen bij 'geen succes' de reden (reason), en dan altijd.")
        return self


@dataclass(config=STRICT)
class Consent:
    """What somebody agrees to or not, such as the use of the application for research."""

    subject: Literal["evaluatie", "gegevens opvragen"]
    agrees: bool


@dataclass(config=STRICT)
class Waiver:
    """The recipient gives the subsidy up."""

    reason: LongText


@dataclass(config=STRICT)
class Withdrawal:
    """The applicant takes the application back."""

    reason: LongText | None = None


def _act(code: str, label: str, shape: type[Any], *statuses: str, senders: tuple[str, ...] = APPLICANTS) -> ActKind:
    def read_act(data: Mapping[str, Any], on: date) -> Any:
        return read(shape, data)

    return ActKind(code, label, read_act, statuses, shape, senders)


UNDECIDED = ("submitted", "supplement_requested", "assessment", "refusal_views")
RUNNING = ("granted", "reported", "settlement_views")
DECIDED = (
    "refused",
    "left_unconsidered",
    "granted",
    "reported",
    "settlement_views",
    "settled",
    "revocation_views",
    "revoked",
    "waived",
    "recovery",
)
VIEWS = ("refusal_views", "settlement_views", "revocation_views")

ACTS: Mapping[str, ActKind] = MappingProxyType(
    {
        act.code: act
        for act in (
            _act("supplement", "Aanvulling", Supplement, "supplement_requested"),
            _act("views", "Zienswijze", Views, *VIEWS),
            _act("change", "Wijzigingsverzoek", Change, "granted"),
            _act("incident", "Melding", Incident, *RUNNING),
            _act("invoice", "Factuur", Invoice, *RUNNING, "settled", senders=TRAINER),
            _act("proof", "Bewijs van deelname", Proof, *RUNNING, senders=TRAINER),
            _act("consent", "Toestemming", Consent, *UNDECIDED, "granted", "reported"),
            _act("waiver", "Afstand van de subsidie", Waiver, "granted"),
            _act("withdrawal", "Intrekking van de aanvraag", Withdrawal, *UNDECIDED),
            objection(*DECIDED),
        )
    }
)
