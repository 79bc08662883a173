"""A place is paid once: what was settled for it in an earlier round, or stands in this application already, does not come again."""

from __future__ import annotations

from fractions import Fraction

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.derde_leerweg.rules.place import Place
from cases.schemes.lines import beside
from cases.schemes.stating import found


def is_not_settled_before(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 4: subsidy for this place of this person was not settled in an earlier round, nor asked beside it in this one."""
    before = Fraction(extracts.get("prior_places", {}).get(str(place.number), "0"))
    before += Fraction(beside(extracts, place.number)["share"])
    label = "Voor deze praktijkplaats is niet eerder subsidie vastgesteld."
    return found(values, "paid_once", "place_weeks", not before, label, before=str(before))
