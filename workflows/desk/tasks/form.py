"""What every form of a step has in common: it turns what was filled in into one call of a step. The step judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from cases.amounts import NotAnAmount, euro
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Assessment, Case
from cases.schemes.registry import scheme
from workflows.desk.outside.shown import fields_of
from workflows.steps.acts import data_of

YES_NO = (("ja", "Ja"), ("nee", "Nee"))


class Outdated(Refused):
    """The page showed something that has changed since."""


class StepForm(forms.Form):
    """A form that takes one step on one case. `acts` are the acts that it can lead to, `legend` says what the law asks."""

    acts: ClassVar[tuple[str, ...]] = ()
    legend: ClassVar[str] = ""
    button: ClassVar[str] = "Vastleggen"
    panels: ClassVar[tuple[str, ...]] = ()
    """Which parts of the file stand beside the form: findings, settlement, missing, money, payments, request, letters."""

    starts: Sequence[int] = ()
    """The numbers with which the pages of a long form begin; none where it is short."""

    do_not_call_in_templates: ClassVar[bool] = True
    """A page prints legend and button of the class; without this Django would make a form of it."""

    def __init__(self, case: Case, on: date, data: Any = None, *, start: int = 1) -> None:
        super().__init__(data)
        self.case, self.on, self.start = case, on, start
        self.prepare()

    @classmethod
    def before(cls, case_pk: int, on: date) -> None:
        """Do what must be done before anybody reads the form, outside any lock: asking registers."""

    def prepare(self) -> None:
        """Add what depends on the case: fields, choices, initial values."""

    def context(self) -> Mapping[str, Any]:
        """Give what the panels show beside what the case itself holds."""
        return {}

    @property
    def act(self) -> str:
        """The act that the filled-in form asks for; a refused attempt is kept under its event."""
        return self.acts[0]

    def take_step(self, by: Actor, on: date) -> None:
        """Call the step. Raises Refused or InvalidInput."""
        raise NotImplementedError


class AmountField(forms.CharField):
    """An amount in euro as Dutch people write it: `1.250,50`, `1250,50` or `1250`."""

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off", "class": "amount"}
        super().__init__(widget=forms.TextInput(attrs=attributes), max_length=30, **options)

    def clean(self, value: Any) -> Decimal | None:
        """Give the amount. Raises ValidationError with an example."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return euro(plain_amount(text))
        except NotAnAmount as error:
            raise forms.ValidationError("Schrijf een bedrag in euro, bijvoorbeeld 1.250,50.") from error


def plain_amount(text: str) -> str:
    """Turn an amount as people write it into `1250.50`; what is no amount stays as it is, so that the reader refuses it."""
    bare = text.replace("€", "").replace("\u00a0", "").replace(" ", "")
    if "," in bare:
        return bare.replace(".", "").replace(",", ".")
    groups = bare.split(".")
    is_thousands = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    return "".join(groups) if is_thousands else bare


def long_text(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    """Give a field for reasons: some lines high, at most 10,000 characters."""
    area = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=10_000, widget=area)


def choice(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """Give a choice without a default: who decides has to choose."""
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text, widget=forms.RadioSelect)


class SeenAssessment(forms.Form):
    """A mixed-in field: the assessment that the page showed, so that nobody decides on another one than was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Put the assessment that is shown into the page."""
        self.fields["seen"].initial = str(assessment.pk if assessment else "")

    def refuse_unseen(self, assessment: Assessment | None) -> None:
        """Raise Outdated where a newer assessment was made while the page was open."""
        if self.cleaned_data["seen"] != str(assessment.pk if assessment else ""):
            raise Outdated("De beoordeling is gewijzigd sinds u deze pagina opende. Lees haar opnieuw en besluit dan.")


class AnswersViews(forms.Form):
    """A mixed-in field for the answer to views that came in; without views it is left out (Awb 3:46)."""

    answer_to_views = long_text(
        "Antwoord op de zienswijze",
        "Wat houdt zij in, en waarom is het besluit toch zo? Dit komt in de brief.",
        required=False,
    )

    def show_views(self, case: Case) -> None:
        """Read the views of this case; who decides otherwise than they ask has to answer them."""
        rows = case.submissions.filter(kind="views").order_by("-id")
        labels = scheme(case.scheme).labels
        self.views = [(row, list(fields_of(data_of(row), labels))) for row in rows]
        if not self.views:
            del self.fields["answer_to_views"]

    @property
    def answer(self) -> str:
        """What was answered."""
        return str(self.cleaned_data.get("answer_to_views", ""))
