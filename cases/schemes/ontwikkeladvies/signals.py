"""What in this scheme asks a reviewer to look: one adviser on one day, one account for many, an education that is contradicted.
None of it says that something is wrong: a busy bureau, or advisers in one office, give the same picture."""

from __future__ import annotations

from collections.abc import Iterator

from cases.law import Article, Values
from cases.schemes.ontwikkeladvies.registers import portal_answer
from cases.schemes.ontwikkeladvies.terms import sources as s
from cases.schemes.signals import Fingerprint, Severity, SignalCase, SignalFacts, SignalFound, SignalRule

FINISHED, ACCOUNT = "adviser_on_day", "account"
CHECKS, EDUCATION = Article(s.UNKNOWN, s.NOLOC_CHECK), Article(s.cite("1"), s.STCRT)


def signal_keys(case: SignalCase) -> tuple[Fingerprint, ...]:
    """Give what other applications may share with this one: its adviser on the last day, and the account."""
    return tuple(_fingerprints(case))


def _fingerprints(case: SignalCase) -> Iterator[Fingerprint]:
    application = case.application
    yield Fingerprint(FINISHED, f"{application.adviser.number}:{application.trajectory.ended_on.isoformat()}")
    yield Fingerprint(ACCOUNT, application.applicant.iban)


def many_on_one_day(facts: SignalFacts, values: Values) -> SignalFound | None:
    """One adviser finished very many trajectories on one day, over all applicants."""
    found, limit = facts.widest(FINISHED), values.signal_trajectories_a_day
    if found.cases <= limit:
        return None
    seen = f"Deze adviseur rondde op één dag {found.cases} trajecten af; grens {limit}."
    return SignalFound(seen, found.cases, limit, {"applications": found.cases})


def shared_account(facts: SignalFacts, values: Values) -> SignalFound | None:
    """Several applicants ask for the money on one account; many applications of one applicant are ordinary here."""
    found, limit = facts.widest(ACCOUNT), values.signal_applicants_of_account
    if found.parties <= limit:
        return None
    seen = f"Hetzelfde rekeningnummer staat in {found.cases} aanvragen van {found.parties} aanvragers; grens {limit}."
    return SignalFound(seen, found.parties, limit, {"applications": found.cases, "applicants": found.parties})


def education_differs(facts: SignalFacts, values: Values) -> SignalFound | None:
    """The participant declared an education that is low enough; the portal names one that is not."""
    higher, limit = higher_entries(facts.case), values.signal_education_differences
    if higher <= limit:
        return None
    seen = f"Het portaal noemt {higher} keer een hogere opleiding dan de deelnemer verklaarde; grens {limit}."
    return SignalFound(seen, higher, limit, {"registrations": higher})


def higher_entries(case: SignalCase) -> int:
    """Count the registrations of the participant that name an education above the limit, where the application does not."""
    permitted = case.values.permitted_education
    if case.application.participant.education not in permitted:
        return 0
    entries = portal_answer({"registers": case.registers}).entries
    named = (entry.get("education") for entry in entries)
    return sum(education is not None and education not in permitted for education in named)


SIGNALS = (
    SignalRule(
        code="many_on_one_day",
        label="Veel trajecten van één adviseur op één dag",
        article=CHECKS,
        limit="signal_trajectories_a_day",
        severity=Severity.NORMAL,
        why="Een traject kent uren gesprek; veel trajecten die op één dag eindigen, kunnen niet allemaal zo zijn gevoerd.",
        look_at="Vraag van enkele deelnemers de data van de gesprekken en de prestatieverklaring op.",
        judge=many_on_one_day,
        uses=(FINISHED,),
    ),
    SignalRule(
        code="shared_account",
        label="Zelfde rekeningnummer bij meer aanvragers",
        article=CHECKS,
        limit="signal_applicants_of_account",
        severity=Severity.HIGH,
        why="Subsidie van verschillende aanvragers op één rekening kan bij een ander dan de aanvrager terechtkomen.",
        look_at="Van wie is de rekening, en horen de aanvragers bij elkaar?",
        judge=shared_account,
        uses=(ACCOUNT,),
    ),
    SignalRule(
        code="education_differs",
        label="Opleiding hoger dan verklaard",
        article=EDUCATION,
        limit="signal_education_differences",
        severity=Severity.HIGH,
        why="De deelnemer verklaarde ten hoogste mbo-2 te hebben; het portaal noemt een hogere opleiding.",
        look_at="Leg de ondertekende verklaring naast het portaal en hoor de aanvrager.",
        judge=education_differs,
    ),
)
