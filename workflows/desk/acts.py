"""Every act that exists for a case, possible now or not, each with the reason why not. The gate judges again when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from django.urls import reverse
from django_fsm import can_proceed
from viewflow.workflow.models import Task

from audit import catalogue
from cases.amounts import from_cents
from cases.authority.permit import ask
from cases.machine import known_acts
from cases.models import Account, Assessment, Case, PaymentStatus, Status, Term
from cases.schemes.lines import no_lines
from cases.schemes.registry import scheme
from workflows.desk.access import Colleague
from workflows.desk.case_file import Money
from workflows.desk.tasks.table import FORMS
from workflows.desk.tasks.taking import event_of
from workflows.steps.lines import DECIDED as DECIDED_BY_LINE
from workflows.steps.lines import UNDECIDED as UNDECIDED_BY_LINE
from workflows.steps.receiving import RECEIVERS

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "start_assessment": "In beoordeling nemen (bij de verdeling van het tijdvak)",
        "request_refusal_views": "Zienswijze vragen over afwijzing",
        "request_settlement_views": "Zienswijze vragen over vaststelling",
        "request_revocation_views": "Zienswijze vragen over intrekking",
        "remind_settlement": "Aan vaststelling herinneren (gaat vanzelf)",
        "lapse_views": "Zienswijzetermijn beëindigen (gaat vanzelf)",
        "lapse_supplement": "Aanvultermijn beëindigen (gaat vanzelf)",
        "close": "Zaak afsluiten (gaat vanzelf)",
        "refuse_for_ceiling": "Afwijzen wegens plafond (bij de verdeling van het tijdvak)",
        "assess": "Aanvraag beoordelen",
        "assess_settlement": "Vaststelling beoordelen",
        "register_payment": "Betaling boeken",
        "void_payment": "Goedkeuring intrekken",
        "register_repayment": "Terugbetaling boeken",
        "revoke": "Verlening intrekken",
        "withdraw": "Aanvraag intrekken (aanvrager)",
        "raise_signal": "Signaal geven aan een controleur",
        "refuse_late": "Te late aanvraag afwijzen (bij de verdeling van het tijdvak)",
        "assess_lines": "Regels beoordelen",
        "settle_directly": "Direct vaststellen (bij de verdeling van het tijdvak)",
        "refuse_directly": "Afwijzen: geen regel voldoet (bij de verdeling van het tijdvak)",
        "set_off_advance": "Voorschot verrekenen (gaat vanzelf)",
        "lapse_documents": "Documententermijn beëindigen (gaat vanzelf)",
    }
)

OUTSIDE: Mapping[str, str] = MappingProxyType({receiver.act: kind for kind, receiver in RECEIVERS.items()})
"""Acts that come from outside, with the kind of submission."""

OFFICE = (
    "request_supplement",
    "lapse_supplement",
    "leave_unconsidered",
    "start_assessment",
    "assess",
    "check_hearing",
    "request_refusal_views",
    "lapse_views",
    "refuse",
    "refuse_for_ceiling",
    "grant",
    "grant_change",
    "refuse_change",
    "grant_advance",
    "refuse_advance",
    "grant_interim_payment",
    "refuse_interim_payment",
    "remind_settlement",
    "assess_settlement",
    "request_settlement_views",
    "settle",
    "settle_ex_officio",
    "request_revocation_views",
    "revoke",
    "drop_revocation",
    "claim_back",
    "forgo_recovery",
    "judge_invoice",
    "handle_incident",
    "decide_affected",
    "refuse_late",
    "assess_lines",
    "count_line",
    "settle_directly",
    "refuse_directly",
    "award_line",
    "refuse_line",
    "demand_documents",
    "lapse_documents",
    "amend_settlement",
    "grant_prior_advance",
    "set_off_advance",
    "close",
    "raise_signal",
)
BY_LINE = ("assess_lines", "count_line", "lapse_documents")
"""Acts on lines that are no transition; they exist where a scheme has lines."""
MONEY = ("approve_payment", "register_payment", "void_payment", "register_repayment")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Van de uitvoerder", OFFICE),
    ("Namens aanvrager of ontvanger", tuple(OUTSIDE)),
    ("Geld", MONEY),
)

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "assess": "opnieuw-beoordelen",
        "assess_settlement": "vaststelling-opnieuw-beoordelen",
        "request_supplement": "aanvulling-vragen",
        "check_hearing": "hoorplicht-intrekking",
        "request_revocation_views": "voornemen-intrekking",
        "revoke": "intrekken",
        "void_payment": "goedkeuring-intrekken",
        "raise_signal": "signaal-geven",
        "assess_lines": "regels-opnieuw-beoordelen",
        "count_line": "regel-voorlopig-meetellen",
        "award_line": "regel-toekennen",
        "demand_documents": "documenten-opvragen",
    }
)
"""Acts that have a page of their own where no task calls for them."""


@dataclass(frozen=True)
class PossibleAct:
    """An act with the answer of the gate, and where to go for it."""

    code: str
    label: str
    is_lawful: bool
    is_allowed: bool
    reason: str
    url: str


@dataclass(frozen=True)
class Situation:
    """What is known of the case when its acts are weighed."""

    case: Case
    money: Money
    assessments: Sequence[Assessment]
    tasks: Sequence[Task]
    terms: Sequence[Term]

    def has_term(self, code: str) -> bool:
        """Whether a term of this kind runs."""
        return any(term.code == code and term.ended_on is None for term in self.terms)

    def amount(self, act: str) -> Decimal | None:
        """The amount that a mandate has to reach for; None where the act has none."""
        stage = {"grant": "application", "settle": "settlement", "settle_ex_officio": "settlement"}.get(act)
        found = next((a for a in self.assessments if a.stage == stage), None)
        return from_cents(found.amount_cents) if found else None

    def has_task(self, name: str) -> bool:
        """Whether a task of this name is open."""
        return any(task.finished is None and task.flow_task.name == name for task in self.tasks)

    def has_payment(self, status: PaymentStatus) -> bool:
        """Whether a payment of the case is in this state."""
        return any(payment.status == status for payment in self.money.payments)


LAWFUL: Mapping[str, Callable[[Situation], bool]] = MappingProxyType(
    {
        "assess": lambda s: s.case.status in (Status.ASSESSMENT, Status.REFUSAL_VIEWS),
        "assess_settlement": lambda s: s.case.status in (Status.REPORTED, Status.SETTLEMENT_VIEWS, Status.GRANTED),
        "check_hearing": lambda s: (
            s.case.status in (Status.ASSESSMENT, Status.GRANTED, Status.REPORTED, Status.SETTLED)
        ),
        "raise_signal": lambda s: True,
        "assess_lines": lambda s: s.case.status in (*UNDECIDED_BY_LINE, *DECIDED_BY_LINE),
        "count_line": lambda s: s.case.status in UNDECIDED_BY_LINE,
        "lapse_documents": lambda s: s.has_term("documents"),
        "lapse_views": lambda s: s.has_term("views"),
        "lapse_supplement": lambda s: s.has_term("supplement"),
        "judge_invoice": lambda s: s.has_task("judge_invoice"),
        "handle_incident": lambda s: s.has_task("handle_incident"),
        "decide_affected": lambda s: s.has_task("decide_affected"),
        "approve_payment": lambda s: s.has_payment(PaymentStatus.PLANNED),
        "register_payment": lambda s: s.has_payment(PaymentStatus.APPROVED),
        "void_payment": lambda s: s.has_payment(PaymentStatus.APPROVED),
        "register_repayment": lambda s: s.money.balance_cents(Account.RECEIVABLE) > 0,
    }
)


def possible_acts(me: Colleague, situation: Situation) -> list[tuple[str, list[PossibleAct]]]:
    """Give all acts by group. Acts that the status rules out are not put to the gate, which keeps the queries few."""
    return [
        (title, _in_order(_act(me, code, situation) for code in codes if _exists(code, situation)))
        for title, codes in GROUPS
    ]


def _exists(code: str, situation: Situation) -> bool:
    """What another scheme lets be sent, or be done, is no act of this case."""
    found = scheme(situation.case.scheme)
    if code in BY_LINE:
        return found.lines is not no_lines
    if code in OUTSIDE:
        return OUTSIDE[code] in found.acts
    return code in found.transitions or code not in known_acts()


def _in_order(acts: Iterable[PossibleAct]) -> list[PossibleAct]:
    """What one can do comes first, then what a colleague can do, then what the status rules out."""
    return sorted(acts, key=lambda act: (not act.is_allowed, not act.is_lawful))


def _act(me: Colleague, code: str, situation: Situation) -> PossibleAct:
    if not is_lawful(code, situation):
        return PossibleAct(code, label_of(code), False, False, why_unlawful(code, situation), "")
    answer = ask(me.actor, code, on=me.on, case=situation.case, amount=situation.amount(code))
    url = _url(code, situation) if answer.is_allowed else ""
    return PossibleAct(code, label_of(code), True, answer.is_allowed, answer.reason, url)


def is_lawful(code: str, situation: Situation) -> bool:
    """Say whether status and facts allow the act now."""
    case = situation.case
    if code in OUTSIDE:
        act = scheme(case.scheme).acts.get(OUTSIDE[code])
        return act is not None and case.status in act.statuses
    if code in LAWFUL:
        return LAWFUL[code](situation)
    return code in scheme(case.scheme).transitions and can_proceed(getattr(case, code))


def why_unlawful(code: str, situation: Situation) -> str:
    """Say why an act is not possible now."""
    if code in MONEY:
        return "Er staat niets klaar waarvoor dit nodig is."
    if code in ("lapse_views", "lapse_supplement"):
        return "Er loopt geen termijn die hierbij hoort."
    return f"Past niet bij de status '{situation.case.status_label}'."


def label_of(code: str) -> str:
    """Give the Dutch name of an act: our own, or what its event does."""
    if code in LABELS:
        return LABELS[code]
    deed = catalogue.EVENTS[event_of(code)].deed if event_of(code) in catalogue.EVENTS else code
    return deed[:1].upper() + deed[1:]


def _url(code: str, situation: Situation) -> str:
    case = situation.case
    if code in OUTSIDE:
        return reverse("receive", args=[case.pk, OUTSIDE[code]])
    for task in situation.tasks:
        if task.finished is None and code in FORMS[task.flow_task].acts:
            return reverse("task", args=[task.pk])
    if code == "check_hearing" and case.status == Status.ASSESSMENT:
        return ""  # the page without a task is about a withdrawal, and nothing is granted yet
    return reverse("initiative", args=[case.pk, PAGES[code]]) if code in PAGES else ""
