"""The role x act table: who may do what. Amounts and dates of signing power stand in mandates, not here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What an actor is. The last two are no employees."""

    HANDLER = "handler"
    DECIDER = "decider"
    FINANCE = "finance"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PARTY = "party"
    SYSTEM = "system"


ROLE_LABELS: Mapping[Role, str] = MappingProxyType(
    {
        Role.HANDLER: "behandelaar",
        Role.DECIDER: "beslisser",
        Role.FINANCE: "financieel medewerker",
        Role.REVIEWER: "controleur",
        Role.AUDITOR: "auditor",
        Role.ADMINISTRATOR: "beheerder",
        Role.PARTY: "aanvrager",
        Role.SYSTEM: "systeem",
    }
)

_OUTSIDE = frozenset({Role.PARTY, Role.HANDLER})
_HANDLING = frozenset({Role.HANDLER})
_DECIDING = frozenset({Role.DECIDER})
_CLOCK = frozenset({Role.SYSTEM, Role.HANDLER})
_MONEY = frozenset({Role.FINANCE})
_MACHINE = frozenset({Role.SYSTEM})

PERMISSIONS: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "submit": frozenset({Role.PARTY, Role.HANDLER, Role.SYSTEM}),
        "request_supplement": _HANDLING,
        "receive_supplement": _OUTSIDE,
        "leave_unconsidered": _DECIDING,
        "start_assessment": _HANDLING,
        "assess": _HANDLING,
        "check_hearing": _HANDLING,
        "request_refusal_views": _HANDLING,
        "request_settlement_views": _HANDLING,
        "request_revocation_views": _HANDLING,
        "receive_views": _OUTSIDE,
        "lapse_views": _CLOCK,
        "lapse_supplement": _CLOCK,
        "refuse": _DECIDING,
        "refuse_for_ceiling": _DECIDING,
        "grant": _DECIDING,
        "grant_by_machine": _MACHINE,
        "refuse_by_machine": _MACHINE,
        "refuse_for_ceiling_by_machine": _MACHINE,
        "hand_to_person": _MACHINE,
        "request_change": _OUTSIDE,
        "grant_change": _DECIDING,
        "refuse_change": _DECIDING,
        "grant_advance": _DECIDING,
        "refuse_advance": _DECIDING,
        "request_interim_payment": _OUTSIDE,
        "grant_interim_payment": _DECIDING,
        "refuse_interim_payment": _DECIDING,
        "remind_settlement": _CLOCK,
        "receive_report": _OUTSIDE,
        "assess_settlement": _HANDLING,
        "settle": _DECIDING,
        "settle_ex_officio": _DECIDING,
        "revoke": _DECIDING,
        "drop_revocation": _DECIDING,
        "waive": _OUTSIDE,
        "withdraw": _OUTSIDE,
        "refuse_late": _DECIDING,
        "settle_directly": _DECIDING,
        "refuse_directly": _DECIDING,
        "amend_settlement": _DECIDING,
        "award_line": _DECIDING,
        "refuse_line": _DECIDING,
        "demand_documents": _HANDLING,
        "lapse_documents": _CLOCK,
        "assess_lines": _HANDLING,
        "count_line": frozenset({Role.HANDLER, Role.DECIDER}),
        "grant_prior_advance": _DECIDING,
        "set_off_advance": _DECIDING,
        "claim_back": _DECIDING,
        "object": _OUTSIDE,
        "send_documents": _OUTSIDE,
        "receive_invoice": _OUTSIDE,
        "judge_invoice": _HANDLING,
        "receive_proof": _OUTSIDE,
        "receive_incident": _OUTSIDE,
        "handle_incident": _HANDLING,
        "receive_consent": _OUTSIDE,
        "forgo_recovery": _DECIDING,
        "decide_affected": _HANDLING,
        "propose_measure": _HANDLING,
        "receive_measure_views": _OUTSIDE,
        "impose_measure": _DECIDING,
        "drop_measure": _DECIDING,
        "lift_measure": _DECIDING,
        "close": _CLOCK,
        "approve_payment": _MONEY,
        "register_payment": _MONEY,
        "register_repayment": _MONEY,
        "void_payment": _MONEY,
        "load_register": frozenset({Role.ADMINISTRATOR}),
        "open_window": frozenset({Role.ADMINISTRATOR}),
        "commit_seed": frozenset({Role.ADMINISTRATOR}),
        "freeze_list": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "enter_value": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "confirm_value": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "draw_lot": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "import_order": frozenset({Role.ADMINISTRATOR}),
        "take_up_lines": frozenset({Role.HANDLER, Role.SYSTEM}),
        "freeze_shares": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "choose_reallocation": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "propose_rates": frozenset({Role.ADMINISTRATOR, Role.DECIDER, Role.SYSTEM}),
        "approve_rates": frozenset({Role.DECIDER, Role.REVIEWER}),
        "enter_outage": frozenset({Role.ADMINISTRATOR}),
        "approve_outage": frozenset({Role.ADMINISTRATOR, Role.DECIDER}),
        "change_ceiling": frozenset({Role.ADMINISTRATOR}),
        "drain_window": frozenset({Role.SYSTEM, Role.ADMINISTRATOR}),
        "close_arrivals": frozenset({Role.ADMINISTRATOR}),
        "carry_over": frozenset({Role.ADMINISTRATOR}),
        "draw_sample": frozenset({Role.REVIEWER, Role.SYSTEM}),
        "find_signals": frozenset({Role.SYSTEM, Role.REVIEWER, Role.ADMINISTRATOR}),
        "raise_signal": frozenset({Role.HANDLER, Role.REVIEWER}),
        "review_signal": frozenset({Role.REVIEWER}),
        "read_signals": frozenset({Role.REVIEWER, Role.AUDITOR}),
        "send_letters": _CLOCK,
        "export_audit": frozenset({Role.AUDITOR}),
        "administer": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
        "propose_setting": frozenset({Role.ADMINISTRATOR}),
        "approve_setting": frozenset({Role.ADMINISTRATOR}),
        "read_case": frozenset(Role) - {Role.PARTY, Role.SYSTEM},
        "read_trail": frozenset({Role.AUDITOR, Role.REVIEWER}),
    }
)

ASSESSING = frozenset({"assess", "assess_settlement"})

APART = "review_signal"
"""The act that is kept apart from handling: whoever assesses or decides a case does not review its signals, nor the other way."""

MANDATED: frozenset[str] = frozenset(act for act, roles in PERMISSIONS.items() if roles == _DECIDING)

MACHINE: frozenset[str] = frozenset(
    {"grant_by_machine", "refuse_by_machine", "refuse_for_ceiling_by_machine", "hand_to_person"}
)
"""What only a machine does, and all that it decides. A scheme that sets no rules for a machine has none of it."""

ASSESSED_STAGE: Mapping[str, str] = MappingProxyType(
    {
        "grant": "application",
        "refuse": "application",
        "settle": "settlement",
        "settle_ex_officio": "settlement",
        "settle_directly": "application",
        "refuse_directly": "application",
        "grant_prior_advance": "application",
        "award_line": "application",
        "refuse_line": "application",
        "amend_settlement": "desk_check",
    }
)
