"""From whom is claimed back what was paid too much: the recipient, or who was paid for it and only on an article that was set.
The claim itself stands in `money`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.authority.values import values_for
from cases.models import Case, Party
from cases.schemes.registry import scheme
from cases.schemes.trainers import APPLICANT, TRAINER
from workflows.steps.deciding import NotReady

__all__ = ["APPLICANT", "TRAINER", "Debtor", "debtor_of", "is_blameless"]


@dataclass(frozen=True)
class Debtor:
    """Who owes: the party, the kind of decision, to whom the letter goes (None: the applicant), articles and facts beside."""

    party: Party
    kind: str
    to: Party | None
    articles: tuple[str, ...]
    facts: Mapping[str, str]


def debtor_of(case: Case, name: str, *, on: date) -> Debtor:
    """Give the debtor for a claim on a day. Raises NotReady with the reason why not this one."""
    return _trainer(case, on) if name == TRAINER else _applicant(case)


def is_blameless(case: Case) -> bool:
    """Say whether the decision that took the subsidy, in whole or part, found the recipient not to blame."""
    taken = case.decisions.filter(kind__startswith="settlement_") | case.decisions.filter(kind="revocation")
    newest = taken.order_by("-id").first()
    return newest is not None and newest.facts.get("is_culpable") is False


def _applicant(case: Case) -> Debtor:
    if is_blameless(case):
        raise NotReady(
            "De ontvanger valt niets te verwijten; van hem wordt niet teruggevorderd. Vorder terug van de opleider, of zie af "
            "van terugvordering."
        )
    return Debtor(case.party, "recovery", None, (), {})


def _trainer(case: Case, on: date) -> Debtor:
    found, order = scheme(case.scheme), case.orders.select_related("party").order_by("-id").first()
    if order is None:
        raise NotReady("Er is niet aan een opleider betaald.")
    article = str(dict(values_for(case.scheme, on)).get(found.trainer_recovery) or "")
    if not article:
        raise NotReady(
            f"Er is geen artikel waarop van een opleider kan worden teruggevorderd: de waarde {found.trainer_recovery!r} is leeg. "
            "Laat een beheerder haar voorstellen en een ander haar goedkeuren (opdracht: setting)."
        )
    if "trainer_recovery" not in found.wording:
        raise NotReady("De regeling heeft geen brief voor een terugvordering van een opleider.")
    facts = {"order": order.number, "debtor": TRAINER}
    return Debtor(order.party, "trainer_recovery", order.party, (article,), facts)
