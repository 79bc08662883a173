"""The wording of every SLIM letter by its kind, each checked for the facts it needs.
The texts stand in the modules by subject; standard texts of the office stand in `letters/blocks`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import letters_of_application, letters_of_objection, letters_of_recovery
from cases.schemes.base import Wording
from cases.schemes.letter_facts import checked_wording
from cases.schemes.slim.wording import application, change, grant, payment, settlement
from cases.schemes.slim.wording.required import AMOUNT_NAMES, DATE_NAMES, FACT_NAMES, REQUIRED, TEXT_NAMES

WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        **letters_of_application.WRITERS,
        **letters_of_recovery.WRITERS,
        "receipt": application.receipt,
        "grant": grant.grant,
        "change_granted": change.change_granted,
        "change_refused": change.change_refused,
        "advance_granted": payment.advance_granted,
        "advance_refused": payment.advance_refused,
        "interim_granted": payment.interim_granted,
        "interim_refused": payment.interim_refused,
        "settlement_reminder": settlement.settlement_reminder,
        "sample_request": settlement.sample_request,
        "report_receipt": settlement.report_receipt,
        "settlement_views": settlement.settlement_views,
        "settlement_as_granted": settlement.settlement_as_granted,
        "settlement_actual": settlement.settlement_actual,
        "settlement_lower": settlement.settlement_lower,
        "settlement_nil": settlement.settlement_nil,
        "settlement_ex_officio": settlement.settlement_ex_officio,
        **letters_of_objection.WRITERS,
    }
)

WORDING: Mapping[str, Wording] = MappingProxyType(dict(checked_wording(REQUIRED, WRITERS)))

__all__ = ["AMOUNT_NAMES", "DATE_NAMES", "FACT_NAMES", "REQUIRED", "TEXT_NAMES", "WORDING", "WRITERS"]
