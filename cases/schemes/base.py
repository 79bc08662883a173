"""The contract of a scheme: what a folder in this package gives, and the values that travel from its rules to decision and letter.
No number, no article and no wording of any one scheme stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from cases.law import Article, Dated, Values
from cases.schemes.absent import (
    no_instalments,
    no_project,
    nothing_against_change,
    nothing_asked,
    nothing_calculated,
    nothing_judged,
    unchanged,
)
from cases.schemes.claims import Claim, MachineRules, ceiling_only
from cases.schemes.demonstration import Demonstration, Scenario
from cases.schemes.judgement import Calculation, Finding, Judgement, Line, Outcome
from cases.schemes.letter import LetterFacts, Passage, SchemeNames, Wording
from cases.schemes.lines import (
    BucketClaim,
    BucketRule,
    ClaimLine,
    DecidedLine,
    DecidedRate,
    LineKey,
    no_line_keys,
    no_lines,
)
from cases.schemes.questions import Question, each_to_each
from cases.schemes.shapes import RegisterShape
from cases.schemes.signals import Fingerprint, SignalCase, SignalRule, no_fingerprints
from cases.schemes.trainers import (
    ChangeFacts,
    IncidentFacts,
    KnownIncident,
    OrderFacts,
    Payee,
    Supply,
    applicant_is_paid,
    no_incident_rule,
    no_invoice,
)

__all__ = [
    "BucketClaim",
    "BucketRule",
    "Calculation",
    "Claim",
    "ClaimLine",
    "DecidedLine",
    "DecidedRate",
    "Demonstration",
    "Finding",
    "Judgement",
    "LetterFacts",
    "Line",
    "LineKey",
    "MachineRules",
    "Outcome",
    "Passage",
    "Question",
    "Scenario",
    "SchemeNames",
    "Wording",
]

Extracts = Mapping[str, Any]


@dataclass(frozen=True)
class SettlementFacts:
    """What a settlement is judged on: the grant with its values, what was reported (None: nothing came), and what was paid.

    `report` is the account of the recipient, or the proof of a trainer; `reported_on` the day on which it came.
    """

    application: Any
    granted_amount: Decimal
    granted_calculation: Calculation
    report: Any | None
    paid_amount: Decimal
    ex_officio: bool
    applied_on: date
    granted_on: date
    ends_on: date
    granted_values: Values
    is_sampled: bool = False
    reported_on: date | None = None
    incidents: tuple[KnownIncident, ...] = ()


@dataclass(frozen=True)
class Settlement:
    """A proposed settlement. `kind`: "as_granted", "actual", "lower", "nil" or "person".

    `is_culpable` says whether the recipient is to blame for what is missing; without blame nothing is claimed back from it.
    None: the scheme does not ask.
    """

    kind: str
    findings: tuple[Finding, ...]
    calculation: Calculation
    is_culpable: bool | None = None


def no_settlement(facts: SettlementFacts, values: Values) -> Settlement:
    """Leave the settlement to a person: a scheme without rules for settling a grant."""
    return Settlement("person", (), facts.granted_calculation)


@dataclass(frozen=True)
class Instalment:
    """A payment before settlement. `moment`: "grant", "request" or "progress_report"; None as calculation: there is no right to it."""

    moment: str
    findings: tuple[Finding, ...]
    calculation: Calculation


@dataclass(frozen=True)
class WindowRule:
    """An application window as published: for whom, from when until when, the ceiling in euro by date, and the way of distribution.

    `buckets` are the parts of the ceiling that are shared apart, by code; one without a published amount is left out. With the
    method "shares" they are the ceiling together. `sets_off` names an earlier window, whose advances are set off against what
    is settled in this one. A ceiling that no source gives is None: `ceiling_value` then names the value of the scheme that
    an administrator sets before the window can be made. `reserve_value` names what is kept for who cannot apply digitally
    (the bucket "digital" is the ceiling without it), `overrun_value` how far these may go above the ceiling ("overrun").
    """

    code: str
    label: str
    applicant_kinds: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    ceiling: Dated[Any]
    method: str
    article: Article
    confirmed: bool = True
    question: str = ""
    buckets: Mapping[str, Dated[Any]] = field(default_factory=dict)
    sets_off: str = ""
    ceiling_value: str = ""
    reserve_value: str = ""
    overrun_value: str = ""


class Applicant(Protocol):
    """Who applies, as every scheme's typed application gives it. `identifier`: the KvK number, or the BSN of a person."""

    @property
    def identifier(self) -> str: ...

    name: str
    street: str
    postcode: str
    town: str
    contact_name: str
    email: str
    iban: str | None


class Application(Protocol):
    """What every scheme's typed application gives to the steps. `participant_numbers`: KvK numbers, or BSNs of people."""

    @property
    def applicant(self) -> Applicant: ...
    @property
    def applicant_kind(self) -> str: ...
    @property
    def participant_numbers(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Involved:
    """Another party than the applicant that has a part in a case. `role`: intermediary, trainer or employer (PartyRole).

    `identifier` is its KvK number, or the BSN of a person.
    """

    role: str
    identifier: str
    name: str
    email: str = ""
    iban: str = ""


def no_other_parties(application: Any) -> tuple[Involved, ...]:
    """Give nobody: in this scheme the office deals with the applicant alone."""
    return ()


APPLICANTS = ("applicant", "intermediary")
"""Who sends what concerns the applicant: the applicant itself, or who applied on its behalf."""


@dataclass(frozen=True)
class ActKind:
    """Something that a party may send later, with its reader and the statuses in which it may come.

    `shape` is the typed class that the reader gives; pages make their form from it. `senders`: the roles that may send it.
    """

    code: str
    label: str
    read: Callable[[Mapping[str, Any], date], Any]
    statuses: tuple[str, ...]
    shape: Any = None
    senders: tuple[str, ...] = APPLICANTS


@dataclass(frozen=True)
class StateAid:
    """The part of a grant, in euro, that one enterprise receives as state aid, with the regulation that it falls under."""

    kvk_number: str
    name: str
    amount: Decimal
    regulation: str


def no_state_aid(application: Any, amount: Decimal, values: Values) -> tuple[StateAid, ...]:
    """Give no state aid: a scheme whose subsidy is none."""
    return ()


def no_texts(application: Any, granted_amount: Decimal, values: Values) -> Mapping[str, str]:
    """Give no texts: a scheme whose letters need none of their own."""
    return {}


def nothing_to_keep(application: Any, settled_on: date, amount: Decimal, values: Values) -> date | None:
    """Give no day: a scheme that sets no last day for keeping the administration."""
    return None


@dataclass(frozen=True)
class Scheme:
    """One scheme: one folder. `python manage.py check` tells what is missing; README says how one is added."""

    code: str
    """Its name in commands, windows and tables; the folder has the same."""
    name: str
    """How people call it; `title` is its full name, `called` the scheme in a sentence of a letter."""
    title: str
    on_behalf_of: str
    """Whose decision it is, as letters say it."""
    unit: str
    """The value that names who carries the scheme out."""
    legal_basis: str
    """On which law it rests, as letters and exports say it."""
    article_prefix: str
    """What stands before the number of its articles."""
    procedure: str
    """"grant" (granted, then settled) or "direct": settled without a grant (Awb 4:43)."""
    statuses: tuple[str, ...]
    """The statuses and acts of a case that it uses; `cases.models.case` has them all."""
    transitions: tuple[str, ...]
    values: Mapping[str, Dated[Any]]
    """Its dated values by name; a rule finds every number here."""
    version_on: Callable[[date], str]
    """Names the rule version of a day."""
    windows: tuple[WindowRule, ...]
    read_application: Callable[[Mapping[str, Any], date], Any]
    shape: Any
    """The typed class that `read_application` gives; the API describes its messages by it."""
    acts: Mapping[str, ActKind]
    asks: tuple[str, ...]
    """Registers that are asked about each participant; `questions` gives what is asked instead, where that is other."""
    completeness: Callable[[Any, Values, Extracts], tuple[Finding, ...]]
    wording: Mapping[str, Wording]
    articles_of: Callable[[str, date], tuple[str, ...]]
    terms: Callable[[str, Values], Any]
    """Gives the kind of a term by its code; `cases.schemes.clock` makes it."""
    samples: Path
    """The folder of example applications."""
    demonstration: Demonstration
    calculate: Callable[[Any, Values], Calculation] = nothing_calculated
    judge: Callable[[Any, Values, Extracts], Judgement] = nothing_judged
    project_period: Callable[[Any, date, Values], tuple[date, date]] = no_project
    instalments: Callable[[Any, Decimal, Values, Extracts], tuple[Instalment, ...]] = no_instalments
    settle: Callable[[SettlementFacts, Values], Settlement] = no_settlement
    called: str = ""
    retention_years: str = "retention_years"
    """The value that says for how long a file is kept after the last decision."""
    kept_until: Callable[[Any, date, Decimal, Values], date | None] = nothing_to_keep
    """Until when the recipient keeps its administration, by day and amount of the settlement; for page and letter."""
    parties: Callable[[Any], tuple[Involved, ...]] = no_other_parties
    """Names who has a part in a case beside the applicant."""
    letter_texts: Callable[[Any, Decimal, Values], Mapping[str, str]] = no_texts
    """What letters say about an application in words: project, activities, documents to send in, state aid."""
    state_aid: Callable[[Any, Decimal, Values], tuple[StateAid, ...]] = no_state_aid
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the fields of application, acts and findings are called in Dutch, and the choices in them."""
    buckets: tuple[BucketRule, ...] = ()
    """The parts of a window that is shared, and `lines`: what an application claims from them, in exact parts."""
    lines: Callable[[Any, Values, Extracts], tuple[ClaimLine, ...]] = no_lines
    claims: Callable[[Any, Values, Extracts, Decimal], tuple[Claim, ...]] = ceiling_only
    """What one application takes from the counters of its window."""
    machine: MachineRules | None = None
    """What a machine may decide; None: nothing."""
    once_per_year: bool = False
    """One grant for each applicant and calendar year of application; the value `withdrawn_grant_frees_year` says
    whether one that was withdrawn or waived counts no more."""
    payee: Callable[[Any, Extracts], Payee | None] = applicant_is_paid
    """Who is paid; None: no register says it yet."""
    judge_invoice: Callable[[Any, Any, OrderFacts, Values], tuple[Finding, ...]] = no_invoice
    judge_incident: Callable[[Any, Any, IncidentFacts, Values], tuple[Finding, ...]] = no_incident_rule
    judge_change: Callable[[Any, Any, ChangeFacts, Values], Judgement] = nothing_against_change
    """Judges a change that is asked for (act "change", or an incident handled as one): with one that is not met nobody agrees.
    The calculation is that of the grant after a change that `changed` gives another application for."""
    changed: Callable[[Any, Any], Any] = unchanged
    """Gives the application as an agreed change makes it: with another training, and its trainer."""
    asked_on_change: Callable[[Any, Any, date], tuple[Question, ...]] = nothing_asked
    """What is asked of registers about a change, on the day on which it comes in."""
    supply: Supply | None = None
    """Which register lists what trainers offer."""
    trainer_recovery: str = "trainer_recovery_article"
    """The value for the article on which a trainer pays back ("": on none)."""
    exclusion_years: str = "exclusion_years"
    """The value for how long somebody may be excluded at most."""
    line_keys: Callable[[Any], tuple[LineKey, ...]] = no_line_keys
    """What its lines are about: `extracts["prior_places"]` then gives the full places that were settled before for that
    employer, holder and programme, by line number, both as text ("3": "7/4"); `extracts["places_beside"]` what its other
    applications in the same window claim ("3": {"share": "1/2", "case": "PRA-2019-000004"}; see `lines.beside`)."""
    line_counts: Mapping[str, str] = field(default_factory=dict)
    """What people may count of a line, with its Dutch label. `extracts["checked_lines"]` gives what they established: by line
    number as text a mapping of finding codes to yes or no and of these names to numbers ("3": {"attendance": False, "weeks": 20})."""
    registers: Mapping[str, RegisterShape] = field(default_factory=dict)
    """Registers of its own, by name."""
    questions: Callable[[Any, date], tuple[Question, ...]] | None = None
    signals: tuple[SignalRule, ...] = ()
    """The rules that ask a person to look for misuse; `signal_keys` gives what they compare between cases."""
    signal_keys: Callable[[SignalCase], tuple[Fingerprint, ...]] = no_fingerprints

    def asked(self, application: Any, on: date) -> tuple[Question, ...]:
        """Give the questions to registers about an application, as of a day."""
        if self.questions:
            return self.questions(application, on)
        return each_to_each(self.asks, application.participant_numbers, on)

    def values_on(self, day: date) -> Values:
        """Give all values in force on a day, with the articles they come from."""
        in_force = {name: dated.on(day) for name, dated in self.values.items() if min(dated.from_on) <= day}
        articles = {name: str(self.values[name].article) for name in in_force}
        unset = {name: self.values[name].question for name in in_force if self.values[name].waits}
        return Values(self.version_on(day), day, in_force, articles, unset)

    @property
    def number_prefix(self) -> str:
        """What the numbers of its cases begin with: the letters of its name, in capitals."""
        return "".join(char for char in self.name if char.isalpha()).upper()

    @property
    def names(self) -> SchemeNames:
        """How letters call the scheme."""
        return SchemeNames(self.name, self.called or f"de regeling {self.name}", self.article_prefix)

    def window_on(self, applicant_kind: str, moment: datetime) -> WindowRule | None:
        """Give the window that is open for this kind of applicant at a moment."""
        open_windows = (
            w for w in self.windows if applicant_kind in w.applicant_kinds and w.opens_at <= moment <= w.closes_at
        )
        return next(open_windows, None)
