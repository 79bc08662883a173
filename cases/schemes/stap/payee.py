"""Who is paid in STAP: the trainer, by the account that the scholingsregister names, never by what an application says.
An application names an account for nobody: not its own, and not that of the trainer."""

from __future__ import annotations

from cases.schemes.answers import answer_to, period_of
from cases.schemes.base import Extracts
from cases.schemes.stap.application import StapApplication
from cases.schemes.trainers import TRAINER, Payee, Supply

SUPPLY = Supply(register="scholingsregister", trainer="trainer_kvk", training="training")


def payee(application: StapApplication, extracts: Extracts) -> Payee | None:
    """Give the trainer as the newest entry of its training says; None where no register names it, or names another."""
    entries = sorted(answer_to(extracts, "scholingsregister", "training").entries, key=period_of)
    mine = [entry for entry in entries if entry["trainer_kvk"] == application.registration.trainer_kvk]
    if not mine or mine[-1] is not entries[-1]:
        return None
    return Payee(mine[-1]["trainer_name"], mine[-1]["trainer_iban"], mine[-1]["trainer_kvk"], TRAINER)
