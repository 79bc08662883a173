"""The forms about signals: a reviewer says of each open signal what is the matter; anybody who handles a case may ask for a look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from cases.authority.actors import Actor
from cases.misuse.alike import alike
from cases.models import Signal, SignalOutcome, SignalStatus
from workflows.desk.signal_words import explained
from workflows.desk.tasks.form import StepForm, choice, long_text
from workflows.steps.signals import raise_by_hand, review_alike, review_signal


class ReviewSignalsForm(StepForm):
    """One outcome and one reason for each open signal; what is left blank stays open."""

    acts = ("review_signal",)
    legend = (
        "U kijkt of er iets aan de hand is. Een signaal beslist niets en houdt geen termijn tegen: de behandeling loopt door. "
        "U mag van elke regel afwijken. Is nader onderzoek of een maatregel nodig, dan is dat een eigen handeling."
    )
    button = "Uitkomst vastleggen"
    panels = ("signals",)

    def prepare(self) -> None:
        """Add a pair of fields for each open signal, in the order in which they came."""
        rows = (
            Signal.objects.filter(case=self.case, status=SignalStatus.OPEN).select_related("raised_by").order_by("id")
        )
        self.signals = list(rows)
        for place, signal in enumerate(self.signals, start=1):
            named = f"Signaal {place}: {signal.label}"
            self.fields[f"outcome_{signal.pk}"] = choice(named, SignalOutcome.choices)
            self.fields[f"reason_{signal.pk}"] = long_text(
                f"Motivering bij signaal {place}", "Wat hebt u nagekeken, en waarop berust de uitkomst?", required=False
            )
            self.fields[f"outcome_{signal.pk}"].required = len(self.signals) == 1
            if others := len(alike(signal, reviewer=None)):
                self.fields[f"alike_{signal.pk}"] = forms.BooleanField(
                    label=f"Leg dit ook vast bij de {others} andere zaken met hetzelfde signaal {place}",
                    help_text="Zaken die u zelf beoordeelde of besliste, blijven open voor een andere controleur.",
                    required=False,
                )

    def context(self) -> Mapping[str, Any]:
        """What was seen, in numbers and words."""
        return {"signals": [explained(signal) for signal in self.signals]}

    def clean(self) -> dict[str, Any]:
        """At least one outcome, each with its reason. Raises ValidationError."""
        data = super().clean() or {}
        if not self.judged:
            raise forms.ValidationError("Kies van ten minste één signaal de uitkomst.")
        for signal in self.judged:
            if not str(data.get(f"reason_{signal.pk}", "")).strip():
                self.add_error(f"reason_{signal.pk}", "Schrijf op waarop de uitkomst berust.")
        return data

    @property
    def judged(self) -> list[Signal]:
        """The signals of which an outcome was chosen."""
        return [signal for signal in self.signals if self.cleaned_data.get(f"outcome_{signal.pk}")]

    def take_step(self, by: Actor, on: date) -> None:
        """Record them together, or none."""
        with transaction.atomic():
            for signal in self.judged:
                outcome, reason = (self.cleaned_data[f"{name}_{signal.pk}"] for name in ("outcome", "reason"))
                is_for_all = self.cleaned_data.get(f"alike_{signal.pk}")
                review = review_alike if is_for_all else review_signal
                review(signal.pk, outcome=outcome, reason=reason, by=by, on=on)


class RaiseSignalForm(StepForm):
    """Ask a reviewer to look at this case."""

    acts = ("raise_signal",)
    legend = (
        "U vraagt een controleur om te kijken. U beschuldigt niemand: schrijf op wat u zag, niet wat u vermoedt over personen. "
        "De behandeling en de termijnen lopen gewoon door; wat de controleur vindt, ziet u niet in de zaak."
    )
    button = "Signaal geven"
    remark = long_text("Wat zag u?", "Noem de feiten en waar zij staan, bijvoorbeeld welk stuk of welke factuur.")

    def take_step(self, by: Actor, on: date) -> None:
        """Raise the signal."""
        raise_by_hand(self.case.pk, remark=self.cleaned_data["remark"], by=by, on=on)
