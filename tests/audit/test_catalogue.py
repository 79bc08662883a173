"""The catalogue of events and their Dutch sentences."""

from string import Formatter

import pytest

from audit.catalogue import EVENTS, MissingFact, PersonalInBody, UnknownAction, check_facts, declare
from audit.sentences import HIDDEN, sentence


@pytest.mark.parametrize("action", EVENTS)
def test_a_sentence_uses_only_facts_that_the_event_must_hold(action: str) -> None:
    kind = EVENTS[action]
    used = {name for _, name, _, _ in Formatter().parse(kind.sentence) if name}
    assert used <= kind.required
    assert kind.sentence.endswith(".")
    assert kind.deed[0].islower()


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(UnknownAction, match="case.exploded"):
        check_facts("case.exploded", "done", {}, {})


def test_a_missing_fact_is_named() -> None:
    with pytest.raises(MissingFact, match="amount"):
        check_facts("case.granted", "done", {}, {})


def test_a_refused_attempt_needs_its_reason_only() -> None:
    check_facts("case.granted", "refused", {"reason": "Geen mandaat."}, {})
    with pytest.raises(MissingFact, match="reason"):
        check_facts("case.granted", "refused", {"amount": "1.00"}, {})


def test_a_personal_fact_may_not_stand_open_in_the_body() -> None:
    check_facts("case.submitted", "done", {}, {"email": "j.bakker@voorbeeld.nl"})
    with pytest.raises(PersonalInBody, match="email"):
        check_facts("case.submitted", "done", {"email": "j.bakker@voorbeeld.nl"}, {})


def test_a_fact_cannot_be_both_open_and_personal() -> None:
    with pytest.raises(PersonalInBody, match="street"):
        check_facts("case.closed", "done", {"street": "Plein 1"}, {"street": "Plein 1"})


def test_an_action_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        declare("case.granted", "subsidie verlenen", "De subsidie is verleend.")


@pytest.mark.parametrize(
    ("action", "result", "facts", "expected"),
    [
        ("case.granted", "done", {"amount": "8970.00"}, "De subsidie is verleend: € 8.970,00."),
        ("case.granted", "refused", {"reason": "Geen mandaat."}, "Geweigerd: subsidie verlenen. Geen mandaat."),
        ("case.closed", "done", {}, "De zaak is afgesloten."),
        ("role.given", "done", {"role": {"commitment": "00"}}, f"De rol {HIDDEN} is gegeven."),
        ("case.merged_long_ago", "done", {}, "Case.merged_long_ago."),
    ],
    ids=["amount in Dutch", "refused", "without facts", "masked", "no longer in the catalogue"],
)
def test_an_event_reads_as_a_dutch_sentence(action: str, result: str, facts: dict[str, object], expected: str) -> None:
    assert sentence(action, result, facts) == expected
