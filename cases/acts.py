"""What each act on a case leads to: the letters it may send and the terms it begins. Used to prove a scheme complete."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SETTLEMENTS = ("settlement_as_granted", "settlement_actual", "settlement_lower", "settlement_nil")

LETTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "request_supplement": ("supplement_request",),
        "leave_unconsidered": ("left_unconsidered",),
        "request_refusal_views": ("refusal_views",),
        "request_settlement_views": ("settlement_views",),
        "request_revocation_views": ("revocation_views",),
        "refuse": ("refusal",),
        "refuse_for_ceiling": ("ceiling_refusal",),
        "grant": ("grant",),
        "grant_by_machine": ("grant",),
        "refuse_by_machine": ("refusal",),
        "refuse_for_ceiling_by_machine": ("ceiling_refusal",),
        "grant_change": ("change_granted",),
        "refuse_change": ("change_refused",),
        "grant_advance": ("advance_granted",),
        "refuse_advance": ("advance_refused",),
        "grant_interim_payment": ("interim_granted",),
        "refuse_interim_payment": ("interim_refused",),
        "remind_settlement": ("settlement_reminder",),
        "receive_report": ("report_receipt",),
        "settle": SETTLEMENTS,
        "settle_ex_officio": ("settlement_ex_officio", "settlement_lower", "settlement_nil"),
        "revoke": ("revocation",),
        "drop_revocation": ("revocation_dropped",),
        "waive": ("waiver_confirmation",),
        "withdraw": ("withdrawal_confirmation",),
        "refuse_late": ("late_refusal",),
        "settle_directly": ("direct_settlement",),
        "refuse_directly": ("direct_refusal",),
        "amend_settlement": ("settlement_amended",),
        "award_line": ("line_awarded",),
        "refuse_line": ("line_refused",),
        "demand_documents": ("documents_request",),
        "grant_prior_advance": ("prior_advance",),
        "claim_back": ("recovery",),
        "forgo_recovery": ("recovery_forgone",),
    }
)
"""The letter kinds of an act; a kind of decision and its letter share one name."""

CONFIRMED: Mapping[str, str] = MappingProxyType({"objection": "objection_receipt"})
"""What may be sent on a case and is confirmed by a letter without moving it (Awb 6:14)."""

PROMISES = ("grant", "direct_settlement", "prior_advance")
"""The decisions by which money is first promised: granted, or settled without a grant (Awb 4:29, 4:43)."""

CITED_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"revoke": ("revocation_after_settlement",), "claim_back": ("recovery_of_whole",)}
)
"""Decisions that share a letter with another one and rest on articles of their own: withdrawn after the settlement (Awb 4:49),
claimed back because nothing is left of the subsidy."""

NO_DECISION = frozenset(
    {
        "request_supplement",
        "request_refusal_views",
        "request_settlement_views",
        "request_revocation_views",
        "drop_revocation",
        "demand_documents",
        "remind_settlement",
        "receive_report",
        "waive",
        "withdraw",
    }
)
"""Acts whose letter is no decision that is open to objection."""

TO_OTHERS = frozenset({"trainer_recovery"})
"""Decisions that go to another party than the applicant; a scheme has them where it pays others."""

DECISIONS: frozenset[str] = TO_OTHERS | frozenset(
    kind for act, kinds in LETTERS.items() if act not in NO_DECISION for kind in kinds
)
"""The letter kinds that are decisions (Awb 1:3): they need an article, and their announcement starts the objection term."""

GRANT_TERMS = ("start", "duration", "settlement_request", "ex_officio_settlement", "payment")

TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "request_supplement": ("supplement",),
        "request_refusal_views": ("views",),
        "request_settlement_views": ("views",),
        "request_revocation_views": ("views",),
        **dict.fromkeys(("grant", "grant_by_machine"), GRANT_TERMS),
        "remind_settlement": ("settlement_reminder",),
        "receive_report": ("settlement_decision",),
        "settle_directly": ("payment", "revocation_bar", "recovery_bar"),
        "demand_documents": ("documents",),
        "grant_prior_advance": ("payment",),
    }
)
"""The kinds of terms that a scheme must be able to give for an act."""
