"""The forms about lines that wait for a person: judging them, counting them provisionally, deciding on them by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from cases.authority.actors import Actor
from cases.models import ClaimLine, Submission
from cases.queries import latest
from cases.schemes.base import Outcome
from cases.schemes.registry import scheme
from cases.windows.line_money import provisional_numbers, signed_list
from cases.windows.lines import lines_of
from cases.windows.method import NotInOrder
from workflows.desk.line_rows import line_rows
from workflows.desk.tasks.form import YES_NO, StepForm, long_text
from workflows.steps.later_lines import award_line, count_line, decide_line, settle_held
from workflows.steps.lines import DECIDED, assess_lines

AT_ONCE = 20
"""How many lines one page asks about; the others stand on the next pages."""

ANSWERS = (("", "Nog open laten"), ("met", "Voldaan"), ("not met", "Niet voldaan"))


class LinesForm(StepForm):
    """A form about the lines of a case, which stand beside it."""

    panels = ("lines",)

    def prepare(self) -> None:
        """Read the lines as they were judged last."""
        current = latest(self.case, "application")
        self.lines: list[ClaimLine] = lines_of(current) if current else []

    def paged(self, lines: Sequence[ClaimLine]) -> list[ClaimLine]:
        """Give the lines of this page, and keep with which lines the pages begin."""
        starts = [line.number for line in lines[::AT_ONCE]]
        self.starts = starts if len(starts) > 1 else ()
        return [line for line in lines if line.number >= self.start][:AT_ONCE]

    def count_fields(self, line: ClaimLine) -> dict[str, forms.Field]:
        """Give a field for each number that the scheme counts of a line."""
        return {
            f"count-{line.number}-{name}": forms.IntegerField(
                label=f"Regel {line.number} ({line.label}): {label.lower()}", min_value=0, required=False
            )
            for name, label in scheme(self.case.scheme).line_counts.items()
        }

    def counts_of(self, line: ClaimLine) -> dict[str, int]:
        """Give the numbers that were filled in for a line."""
        given = {
            name: self.cleaned_data.get(f"count-{line.number}-{name}") for name in scheme(self.case.scheme).line_counts
        }
        return {name: count for name, count in given.items() if count is not None}

    def context(self) -> Mapping[str, Any]:
        """The lines with what they claim and have."""
        return {"line_rows": line_rows(self.case)}

    def numbers(self, *outcomes: str) -> list[tuple[str, str]]:
        """Give the lines with one of these outcomes as choices."""
        return [
            (str(line.number), f"Regel {line.number}: {line.label}") for line in self.lines if line.outcome in outcomes
        ]


class AssessLinesForm(LinesForm):
    """Answer what the rules left open on each line."""

    acts = ("assess_lines",)
    legend = (
        "De regels hebben elke regel getoetst. Beantwoord wat aan een beoordelaar is gelaten, telkens met de reden. Wat u open laat, "
        "blijft open. Voldoet maar een deel, schrijf dan op hoeveel. "
        "Een regel die u afwijst op gegevens die de aanvrager niet zelf gaf, vraagt eerst een toets aan de hoorplicht "
        "(Awb 4:7)."
    )
    button = "Beoordeling vastleggen"
    explanation = long_text("Toelichting bij de beoordeling", "Mag leeg blijven.", required=False)

    def prepare(self) -> None:
        """Add a question and a reason for each finding that is open, and what may be counted; after an objection also for what was
        not met."""
        super().prepare()
        answerable = self._answerable()
        open_lines = [line for line in self.lines if any(f["outcome"] in answerable for f in line.findings)]
        self.shown = self.paged(open_lines)
        self.asked: list[tuple[ClaimLine, Mapping[str, Any]]] = [
            (line, finding) for line in self.shown for finding in line.findings if finding["outcome"] in answerable
        ]
        questions: dict[str, forms.Field] = {}
        for line, finding in self.asked:
            key = f"{line.number}-{finding['code']}"
            label = f"Regel {line.number} ({line.label}): {finding['label'] or finding['code']}"
            questions[f"answer-{key}"] = forms.ChoiceField(
                label=label, choices=ANSWERS, required=False, help_text=finding["article"]
            )
            questions[f"reason-{key}"] = long_text(f"Reden bij regel {line.number}", required=False)
        for line in self.shown:
            questions |= self.count_fields(line)
        self.fields = {**questions, **self.fields}

    def _answerable(self) -> tuple[str, ...]:
        has_objection = (
            self.case.status in DECIDED and Submission.objects.filter(case=self.case, kind="objection").exists()
        )
        return (Outcome.PERSON, Outcome.NOT_MET) if has_objection else (Outcome.PERSON,)

    def clean(self) -> dict[str, Any]:
        """At least one answer, unless the lines were never judged: then the rules do it first. Raises ValidationError."""
        data = super().clean() or {}
        if self.lines and not any(data.get(f"answer-{line.number}-{finding['code']}") for line, finding in self.asked):
            raise forms.ValidationError("Beantwoord ten minste één vraag.")
        return data

    def take_step(self, by: Actor, on: date) -> None:
        """Store the assessment with the answers that were given."""
        data, answers = self.cleaned_data, dict[int, dict[str, tuple[bool, str]]]()
        for line, finding in self.asked:
            key = f"{line.number}-{finding['code']}"
            if answer := data.get(f"answer-{key}"):
                answers.setdefault(line.number, {})[finding["code"]] = (answer == "met", data[f"reason-{key}"])
        counts = {line.number: counted for line in self.shown if (counted := self.counts_of(line))}
        assess_lines(self.case.pk, answers, counts=counts, by=by, on=on, explanation=data["explanation"])


class CountLineForm(LinesForm):
    """Say whether an open line counts before its outcome is known."""

    acts = ("count_line",)
    legend = (
        "Een regel zonder uitkomst houdt de verdeling op, tenzij twee medewerkers haar voorlopig laten meetellen. Zij telt dan "
        "mee in de som; haar uitkomst komt later en krijgt het tarief van dat jaar."
    )
    line = forms.ChoiceField(label="Regel", widget=forms.RadioSelect)
    is_counted = forms.ChoiceField(label="Telt deze regel voorlopig mee?", choices=YES_NO, widget=forms.RadioSelect)
    reason = long_text("Reden")

    def prepare(self) -> None:
        """Offer the lines that are open."""
        super().prepare()
        self.fields["line"].choices = self.numbers("person")  # type: ignore[attr-defined]  # a field with choices

    def take_step(self, by: Actor, on: date) -> None:
        """Keep the answer."""
        data = self.cleaned_data
        is_counted = data["is_counted"] == "ja"
        count_line(self.case.pk, int(data["line"]), is_counted=is_counted, reason=data["reason"], by=by, on=on)


class SettleHeldForm(LinesForm):
    """Decide on an application that was held at the sharing."""

    acts = ("settle_directly", "refuse_directly")
    legend = (
        "Deze aanvraag is bij de verdeling aangehouden; haar geld staat gereserveerd. U besluit nu op de regels hiernaast, tegen het "
        "tarief van dat jaar (Awb 4:43). Voldoet geen regel, dan is dit een afwijzing."
    )
    button = "Besluit nemen"

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        settle_held(self.case.pk, by=by, on=on)


class DecideLineForm(LinesForm):
    """Decide on a line that was counted provisionally."""

    acts = ("award_line", "refuse_line")
    legend = "Deze regel telde voorlopig mee en is nu beoordeeld. U besluit volgens die beoordeling, tegen het tarief van dat jaar."
    button = "Besluit nemen"
    line = forms.ChoiceField(label="Regel", widget=forms.RadioSelect)
    reasons = long_text("Motivering", "Leeg: de redenen van de beoordelaar.", required=False)

    def prepare(self) -> None:
        """Offer the lines that have an outcome and no decision."""
        super().prepare()
        waiting = {str(number) for number in self._waiting()}
        offered = [each for each in self.numbers("met", "refused") if each[0] in waiting]
        self.fields["line"].choices = offered  # type: ignore[attr-defined]  # a field with choices
        self.fields["line"].initial = offered[0][0] if len(offered) == 1 else None

    def _waiting(self) -> list[int]:
        try:
            return provisional_numbers(signed_list(self.case.window), self.case)
        except NotInOrder:
            return []

    @property
    def act(self) -> str:
        """Award or refuse, as the line was judged."""
        chosen = next((line for line in self.lines if str(line.number) == self.cleaned_data["line"]), None)
        return "award_line" if chosen is not None and chosen.outcome == "met" else "refuse_line"

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        decide_line(self.case.pk, int(self.cleaned_data["line"]), by=by, on=on, reasons=self.cleaned_data["reasons"])


class AwardLineForm(LinesForm):
    """Award a line that was won in objection."""

    acts = ("award_line",)
    legend = (
        "Het bezwaar op deze regel slaagt. Zij krijgt het tarief van dat jaar, dat niet opnieuw wordt berekend; ook als het plafond "
        "vol is (Awb 4:25 lid 3). Beoordeel de regel eerst opnieuw. Wie het eerste besluit nam, neemt dit niet."
    )
    button = "Besluit nemen"
    line = forms.ChoiceField(label="Regel", widget=forms.RadioSelect)
    reasons = long_text("Motivering", "Waarom slaagt het bezwaar op deze regel (Awb 7:12)?")

    def prepare(self) -> None:
        """Offer the lines that are met now."""
        super().prepare()
        self.fields["line"].choices = self.numbers("met")  # type: ignore[attr-defined]  # a field with choices

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        award_line(self.case.pk, int(self.cleaned_data["line"]), by=by, on=on, reasons=self.cleaned_data["reasons"])
