"""How large an enterprise is: klein, middelgroot or groot, and whether that fits the kind of applicant.
The thresholds and whether linked enterprises count come from the values."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.applicant import Enterprise, Figures
from cases.schemes.slim.application import SlimApplication
from cases.schemes.stating import found


def counted_figures(enterprise: Enterprise, values: Values) -> Figures:
    """Give the figures that count: the enterprise's own, or together with its partner and linked enterprises."""
    return (enterprise.linked_total if values.size_counts_linked else None) or enterprise.own_figures


def is_within(figures: Figures, size: str, values: Values) -> bool:
    """Say whether staff, and turnover or balance total, stay within the limits of `small` or `medium`."""
    within_turnover = figures.turnover <= getattr(values, f"{size}_turnover")
    within_balance = figures.balance_total <= getattr(values, f"{size}_balance_total")
    is_small_staff = figures.staff < getattr(values, f"{size}_staff_below")
    return bool(is_small_staff and (within_turnover or within_balance))


def size_class(enterprise: Enterprise, values: Values) -> str:
    """Name the size of an enterprise: klein, middelgroot or groot."""
    figures = counted_figures(enterprise, values)
    if is_within(figures, "small", values):
        return "klein"
    return "middelgroot" if is_within(figures, "medium", values) else "groot"


def size_fits_applicant(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 17: an mkb-onderneming is small or medium-sized; only a large one is grootbedrijf."""
    sizes = tuple(size_class(enterprise, values) for enterprise in application.enterprises)
    is_large = "groot" in sizes
    label = "De onderneming heeft de omvang die bij het soort aanvrager hoort."
    is_met = is_large if application.kind == "GRB" else not is_large
    return found(values, "size", "medium_staff_below", is_met, label, sizes=", ".join(sizes), kind=application.kind)
