"""Settlement of a STAP grant on the proof of participation: as granted, at nil with or without blame, or for a person.
What was paid is set off by the ledger; from whom is claimed back follows from the blame that is found here."""

from __future__ import annotations

from decimal import Decimal

from cases.law import Values
from cases.schemes.base import Settlement, SettlementFacts
from cases.schemes.judgement import Calculation, Finding, Outcome
from cases.schemes.stap.acts import Proof
from cases.schemes.stap.rules.completion import tests_passed, took_part
from cases.schemes.stating import computed, found
from cases.terms.kinds import Length


def settle(facts: SettlementFacts, values: Values) -> Settlement:
    """Propose a settlement on the day of `values`. Without a proof: nil or a person, as set; never above the grant."""
    if facts.report is None:
        return without_proof(facts, values)
    findings = (
        proof_agrees(facts.report, facts, values),
        is_finished(facts.report, facts, values),
        came_in_time(facts, values),
    )
    if any(finding.outcome is Outcome.PERSON for finding in findings):
        return Settlement("person", findings, granted_line(facts, values), None)
    if findings[1].outcome is Outcome.MET:
        return Settlement("as_granted", findings, granted_line(facts, values), None)
    return at_nil(facts, (*findings, blame(facts, values)), values)


def without_proof(facts: SettlementFacts, values: Values) -> Settlement:
    """Propose what the absence of a proof means: nothing shows that the training was finished (Awb 4:46 lid 2, 4:47)."""
    label = "De opleider heeft een bewijs van deelname gestuurd."
    if values.no_proof_means != "nil":
        asked = found(values, "proof", "no_proof_means", None, label)
        return Settlement("person", (asked,), granted_line(facts, values), None)
    return at_nil(facts, (found(values, "proof", "no_proof_means", False, label), blame(facts, values)), values)


def at_nil(facts: SettlementFacts, findings: tuple[Finding, ...], values: Values) -> Settlement:
    """Settle at nil; where the blame is not clear a person decides on it, and on nothing else than that."""
    formula = "de scholing is niet afgerond"
    calculation = Calculation(
        (computed(values, "attendance_floor", "Vastgestelde subsidie", formula, Decimal("0.00")),)
    )
    outcome = findings[-1].outcome
    if outcome is Outcome.PERSON:
        return Settlement("person", findings, granted_line(facts, values), None)
    return Settlement("nil", findings, calculation, outcome is Outcome.NOT_MET)


def granted_line(facts: SettlementFacts, values: Values) -> Calculation:
    """Give the calculation of a settlement as granted, which is also the most that a person can choose."""
    formula = "gelijk aan de verleende subsidie"
    line = computed(values, "attendance_floor", "Vastgestelde subsidie", formula, facts.granted_amount)
    return Calculation((line,))


def proof_agrees(proof: Proof, facts: SettlementFacts, values: Values) -> Finding:
    """The outcome that the trainer gives is the one that its own figures show; else a person looks."""
    passed = list(tests_passed(proof, facts.application.registration.is_multi_year, values))
    label = "De uitslag op het bewijs van deelname past bij de gegevens erop."
    is_met = True if proof.is_success == bool(passed) else None
    return found(
        values, "proof_agrees", "attendance_floor", is_met, label, success=proof.is_success, tests=", ".join(passed)
    )


def is_finished(proof: Proof, facts: SettlementFacts, values: Values) -> Finding:
    """STAP 14: one test is enough; who took part without finishing gets nothing, or a person decides, as set."""
    passed = bool(list(tests_passed(proof, facts.application.registration.is_multi_year, values)))
    is_open = (
        took_part(proof) and values.part_attendance_means == "person" and proof.reason not in ("cancelled", "bankrupt")
    )
    label = "U heeft de scholing gevolgd en afgerond."
    attended = None if proof.attendance_percent is None else str(proof.attendance_percent)
    is_met = True if passed else None if is_open else False
    return found(values, "finished", "attendance_floor", is_met, label, attendance=attended, reason=proof.reason)


def came_in_time(facts: SettlementFacts, values: Values) -> Finding:
    """STAP 1: the proof comes within three months after the training; what a late one means is a setting."""
    last = Length(values.proof_months, "months").after(facts.ends_on)
    is_late = facts.reported_on is not None and facts.reported_on > last
    label = f"Het bewijs van deelname kwam uiterlijk op {last:%d-%m-%Y}."
    is_met = None if is_late and values.late_proof_means == "person" else True
    return found(values, "proof_in_time", "proof_months", is_met, label, is_late=is_late, last=last.isoformat())


def blame(facts: SettlementFacts, values: Values) -> Finding:
    """Is the participant free of blame? Not met: it is to blame, and what was paid can be claimed back from it."""
    is_culpable = culpable(facts, values)
    label = "U kunt er niets aan doen dat de scholing niet is afgerond."
    is_met = None if is_culpable is None else not is_culpable
    return found(values, "no_blame", "exclusion_years", is_met, label, reported=bool(facts.incidents))


def culpable(facts: SettlementFacts, values: Values) -> bool | None:
    """Say whether the participant is to blame: not where the trainer failed; yes where nothing was reported; else a person says.

    None: somebody reported a reason that no person has judged yet.
    """
    reason = facts.report.reason if facts.report else None
    causes = {reason, *(known.incident.kind for known in facts.incidents)}
    if "cancelled" in causes:
        return False
    if "bankrupt" in causes:
        return bool(values.bankrupt_trainer_is_blame)
    if "cooling_off" in causes:
        return bool(values.cooling_off_is_blame)
    judged = [known.is_culpable for known in facts.incidents if known.is_culpable is not None]
    if judged:
        return judged[-1]
    return None if facts.incidents or facts.report is None else True
