"""Which facts each kind of letter gets, by the names that the wordings use; what a name means stands in the scheme's wording.
Where a fact comes from stands in `amounts`, `dates` and `texts`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LOT = ("lot_number", "lot_count", "drawn", "public_value_source", "notary")
SETTLED = ("granted", "settled", "paid", "to_pay", "to_recover", "payment_due")
BY_LINE = (
    "settled",
    "paid",
    "set_off",
    "advances",
    "to_pay",
    "to_recover",
    "payment_due",
    "lines_asked",
    "lines_met",
    "lines_refused",
    "lines_to_come",
)
RECOVERED = (
    "granted", "settled", "paid", "to_recover", "decided", "payment_due", "original_decision", "decision_reference",
    "reference_payment", "iban_office", "weighing", "reasons",
)  # fmt: skip
PROJECT_DAYS = ("settlement_request_due", "ex_officio_settlement_due")

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("requested", "decision_due", "project_title", "place"),
        "supplement_request": ("supplement_due", "missing"),
        "left_unconsidered": ("supplement_due", "missing", "reasons"),
        "lot_result": ("ceiling", "requested", *LOT),
        "refusal_views": ("requested", "views_due", "reasons"),
        "refusal": ("requested", "weighing", "views", "reasons"),
        "ceiling_refusal": ("ceiling", "requested", "completed", "place", *LOT),
        "withdrawal_confirmation": ("requested", "received"),
        "grant": (
            "requested", "granted", "advance", "interim", "interim_moment", "payment_due", "starts", "start_before",
            "ends", *PROJECT_DAYS, "activities", "project_title", "reasons", "budget_year", "settlement_documents",
            "de_minimis_regulation", "own_part",
        ),
        "change_granted": (
            "granted", "change", "new_training", "new_starts", "new_ends", "own_part", *PROJECT_DAYS, "reasons",
        ),
        "change_refused": ("change", "reasons"),
        "advance_granted": ("granted", "advance", "payment_due", "reasons"),
        "advance_refused": ("granted", "reasons"),
        "interim_granted": ("granted", "interim", "paid", "payment_due", "reasons"),
        "interim_refused": ("granted", "reasons"),
        "sample_request": ("granted", "ends", "sample_report_due"),
        "settlement_reminder": ("granted", "ends", "settlement_request_due", "settlement_documents"),
        "report_receipt": ("received", "decision_due"),
        "settlement_views": ("granted", "settled", "views_due", "reasons"),
        "settlement_as_granted": (*SETTLED, "reasons", "views"),
        "settlement_actual": (*SETTLED, "eligible", "reasons", "views"),
        "settlement_lower": (*SETTLED, "weighing", "views", "reasons"),
        "settlement_nil": (*SETTLED, "weighing", "views", "reasons"),
        "settlement_ex_officio": (*SETTLED, "weighing", "views", "reasons"),
        "revocation_views": ("granted", "paid", "views_due", "reasons"),
        "revocation_dropped": ("granted", "reasons"),
        "revocation": ("granted", "paid", "to_recover", "weighing", "views", "reasons"),
        "waiver_confirmation": ("granted", "paid", "to_recover", "received"),
        "late_refusal": ("closed", "arrived", "completed_late", "reasons"),
        "direct_settlement": (*BY_LINE, "kept_until", "reasons", "views"),
        "direct_refusal": ("lines_asked", "reasons", "views"),
        "settlement_amended": (*BY_LINE, "before", "weighing", "views", "reasons"),
        "line_awarded": (*BY_LINE, "line", "reasons"),
        "line_refused": ("settled", "line", "reasons"),
        "documents_request": ("settled", "documents_due", "documents", "reasons"),
        "prior_advance": ("advance", "payment_due", "reasons"),
        "recovery": RECOVERED,
        "trainer_recovery": (*RECOVERED, "order_number"),
        "recovery_forgone": ("granted", "paid", "forgone", "reasons"),
        "invoice_rejected": ("invoice_number", "order_number", "invoiced", "reasons"),
        "training_removed": ("granted", "reasons", "consequence"),
        "objection_receipt": ("received", "announced", "objection_decision_due", "objection_closed"),
    }
)  # fmt: skip
