"""What STAP wants to know of a training beside trainer, status and price: who recognised it, where it is given, what was tested.
The scholingsregister itself is a register of the house."""

from __future__ import annotations

from cases.schemes.shapes import PERIOD, Column, RegisterShape, code, several, text, yes_no

training_id = code(
    "[A-Za-z0-9][A-Za-z0-9_-]{0,39}", "Een scholings-ID heeft ten hoogste veertig letters, cijfers of streepjes."
)
country = code("[A-Z]{2}", "Een land heeft twee hoofdletters, zoals NL.")

FEATURES = RegisterShape(
    "stap_kenmerken",
    "STAP-scholingsregister: kenmerken van scholingen",
    (
        Column("training", "scholings_id", training_id),
        Column("recognitions", "erkenningen", several(text)),
        Column("country", "land", country),
        Column("is_labour_market_oriented", "arbeidsmarktgericht", yes_no, is_required=False),
        Column("is_market_priced", "marktconform", yes_no, is_required=False),
        Column("is_taught_and_tested", "programma_docent_en_toets", yes_no, is_required=False),
        Column("is_paid_otherwise", "anders_bekostigd", yes_no),
        *PERIOD,
    ),
    "training",
    has_many=True,
)
"""One entry a training and period; what was not tested yet is left empty, and a person looks."""
