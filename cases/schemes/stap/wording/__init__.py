"""The wording of every STAP letter by its kind, each checked for the facts it needs.
The texts stand in the modules by subject; standard texts of the office stand in `letters/blocks`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import (
    letters_of_application,
    letters_of_delivery,
    letters_of_measures,
    letters_of_objection,
    letters_of_recovery,
)
from cases.schemes.base import Wording
from cases.schemes.letter_facts import checked_wording
from cases.schemes.stap.wording import application, grant, recovery, settlement
from cases.schemes.stap.wording.required import AMOUNT_NAMES, DATE_NAMES, FACT_NAMES, REQUIRED, TEXT_NAMES

WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        "receipt": application.receipt,
        "supplement_request": application.supplement_request,
        "left_unconsidered": letters_of_application.left_unconsidered,
        "refusal_views": application.refusal_views,
        "refusal": application.refusal,
        "ceiling_refusal": application.ceiling_refusal,
        "withdrawal_confirmation": letters_of_application.withdrawal_confirmation,
        "grant": grant.grant,
        "change_granted": grant.change_granted,
        "change_refused": grant.change_refused,
        "settlement_reminder": settlement.settlement_reminder,
        "sample_request": settlement.sample_request,
        "report_receipt": settlement.report_receipt,
        "settlement_views": settlement.settlement_views,
        "settlement_as_granted": settlement.settlement_as_granted,
        "settlement_actual": settlement.settlement_actual,
        "settlement_lower": settlement.settlement_lower,
        "settlement_nil": settlement.settlement_nil,
        "settlement_ex_officio": settlement.settlement_ex_officio,
        "revocation_views": recovery.revocation_views,
        "revocation": recovery.revocation,
        "revocation_dropped": letters_of_recovery.revocation_dropped,
        "waiver_confirmation": recovery.waiver_confirmation,
        "recovery": recovery.recovery,
        **letters_of_delivery.WRITERS,
        **letters_of_measures.WRITERS,
        **letters_of_objection.WRITERS,
    }
)

WORDING: Mapping[str, Wording] = MappingProxyType(dict(checked_wording(REQUIRED, WRITERS)))

__all__ = ["AMOUNT_NAMES", "DATE_NAMES", "FACT_NAMES", "REQUIRED", "TEXT_NAMES", "WORDING", "WRITERS"]
