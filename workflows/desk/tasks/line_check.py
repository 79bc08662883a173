"""The forms of the check after a settlement by line: asking for documents, findings by line, changing the settlement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from cases.authority.actors import Actor
from cases.models import ClaimLine
from cases.queries import latest
from cases.windows.line_money import holdings
from cases.windows.lines import answers_in, lines_of
from workflows.desk.line_rows import line_rows
from workflows.desk.tasks.form import AnswersViews, SeenAssessment, StepForm, long_text
from workflows.desk.tasks.lines import LinesForm
from workflows.steps.desk_check import GROUNDS, STAGE, LineFound, amend_settlement, demand_documents, find_lines

AFTER_ALL = "met:"
"""Before the code of a condition: it is met after all."""


class DemandDocumentsForm(StepForm):
    """Ask for the documents that must be kept."""

    acts = ("demand_documents",)
    legend = (
        "De aanvrager krijgt een termijn om de documenten te tonen die hij moet bewaren. Zij begint als de brief is verzonden. Dit "
        "verandert de datum van ontvangst van de aanvraag niet."
    )
    button = "Documenten opvragen"
    reasons = long_text("Waarom u ze opvraagt", "Deze tekst komt in de brief. Een steekproef is geen beschuldiging.")
    documents = long_text("Welke documenten", "Een per regel; leeg: de lijst van de regeling.", required=False)

    def take_step(self, by: Actor, on: date) -> None:
        """Send the demand."""
        data = self.cleaned_data
        demand_documents(self.case.pk, reasons=data["reasons"], documents=data["documents"], by=by, on=on)


class FindLinesForm(LinesForm):
    """What the documents showed, line by line."""

    acts = ("assess_lines",)
    legend = (
        "Leg per regel vast wat de controle toont: een aantal dat anders is, of een voorwaarde waaraan niet is voldaan, met de reden. "
        "Wat u leeg laat, bleef zoals het was, of zoals u het eerder vond. "
        "De regels rekenen uit wat de regel nog krijgt, tegen het tarief van dat jaar."
    )
    button = "Bevindingen vastleggen"
    explanation = long_text("Toelichting", "Mag leeg blijven.", required=False)

    def prepare(self) -> None:
        """Add fields for each line that has something: the numbers that the scheme counts, and one condition with its reason."""
        super().prepare()
        paid = {each.number for each in holdings(self.case) if each.cents > 0}
        self.checked = self.paged([line for line in self.lines if line.number in paid])
        earlier = latest(self.case, STAGE)
        before = answers_in(lines_of(earlier)) if earlier else {}
        added: dict[str, forms.Field] = {}
        for line in self.checked:
            added |= self.count_fields(line)
            refused = {code for code, (is_met, _) in before.get(line.number, {}).items() if not is_met}
            added[f"finding-{line.number}"] = forms.ChoiceField(
                label=f"Regel {line.number} ({line.label}): waaraan is niet voldaan?",
                choices=[("", "Niets anders gevonden"), *_conditions(line, refused)],
                required=False,
            )
            added[f"reason-{line.number}"] = long_text(f"Reden bij regel {line.number}", required=False)
        self.fields = {**added, **self.fields}

    @property
    def found(self) -> dict[int, LineFound]:
        """What was filled in; where nothing was, each line is found to be as it was."""
        data, found = self.cleaned_data, dict[int, LineFound]()
        for line in self.checked:
            counts, code = self.counts_of(line), data[f"finding-{line.number}"]
            is_met, reason = code.startswith(AFTER_ALL), data[f"reason-{line.number}"]
            answers = {code.removeprefix(AFTER_ALL): (is_met, reason)} if code else {}
            if counts or answers:
                found[line.number] = LineFound(answers, counts)
        return found or {line.number: LineFound() for line in self.checked[:1]}

    def take_step(self, by: Actor, on: date) -> None:
        """Keep the findings."""
        find_lines(self.case.pk, self.found, by=by, on=on, explanation=self.cleaned_data["explanation"])


def _conditions(line: ClaimLine, refused: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each condition of a line as not met; and as met after all where an earlier round found otherwise."""
    for finding in line.findings:
        code, label = finding["code"], finding["label"] or finding["code"]
        yield code, label
        if code in refused:
            yield f"{AFTER_ALL}{code}", f"Voldoet toch: {label}"


class AmendForm(StepForm, SeenAssessment, AnswersViews):
    """Change the settlement to what the check left of it."""

    acts = ("amend_settlement",)
    legend = (
        "U wijzigt de vaststelling ten nadele van de ontvanger (Awb 4:49 lid 1). Het tarief van dat jaar blijft zoals het was. Wat te "
        "veel is betaald, kan daarna worden teruggevorderd."
    )
    button = "Vaststelling wijzigen"
    panels = ("assessment", "hearing", "money", "lines")
    ground = forms.ChoiceField(
        label="Grond (Awb 4:49 lid 1)",
        choices=[(letter, f"onder {letter}: {text}") for letter, text in GROUNDS.items()],
        widget=forms.RadioSelect,
    )
    reasons = long_text("Motivering", "Deze tekst komt in het besluit (Awb 3:46).")
    weighing = long_text(
        "Belangenafweging", "Welke belangen zijn er, en waarom weegt dit besluit daartegen op (Awb 3:4)?"
    )

    def prepare(self) -> None:
        """Show the finding that is decided on."""
        self.assessment = latest(self.case, STAGE)
        self.show_assessment(self.assessment)
        self.show_views(self.case)

    def context(self) -> Mapping[str, Any]:
        """The finding, the check whether to hear, the views and the lines."""
        check = self.case.hearing_checks.filter(about="revocation").order_by("-id").first()
        rows = line_rows(self.case)
        return {"assessment": self.assessment, "hearing_check": check, "views": self.views, "line_rows": rows}

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        self.refuse_unseen(latest(self.case, STAGE))
        data = self.cleaned_data
        amend_settlement(
            self.case.pk,
            ground=data["ground"],
            weighing=data["weighing"],
            reasons=data["reasons"],
            by=by,
            on=on,
            answer_to_views=self.answer,
        )
