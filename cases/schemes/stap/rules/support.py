"""Other money for study as its register knows it: studiefinanciering, lerarenbeurs, tegemoetkoming.
What the applicant itself says stands in `persons`."""

from __future__ import annotations

from dataclasses import replace

from cases.law import Values
from cases.schemes.answers import RegisterAnswer, answer_to, holds, in_force
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.questions import AnswerState
from cases.schemes.stap.application import StapApplication


def registers_no_support(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The register knows of no other money on the day of application; who is not in it receives none."""
    answer = answer_to(extracts, "studiefinanciering", "applicant")
    kinds = {str(entry["kind"]) for entry in in_force(answer.entries, values.on)} & set(values.blocking_support)
    label = "Volgens het register krijgt u geen studiefinanciering, lerarenbeurs of tegemoetkoming."
    article = values.article("blocking_support")
    told = False if set(application.support) & set(values.blocking_support) else None
    return holds(
        "support_registered", article, told, not kinds, nobody_is_known(answer), label, support=", ".join(sorted(kinds))
    )


def nobody_is_known(answer: RegisterAnswer) -> RegisterAnswer:
    """Take a register of exceptions at its word: who is not in it has none. One that gave no answer stays without."""
    if answer.state is not AnswerState.UNKNOWN:
        return answer
    return replace(answer, state=AnswerState.ANSWERED, data={"entries": ()})
