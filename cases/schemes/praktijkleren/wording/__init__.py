"""The wording of every Praktijkleren letter by its kind, each checked for the facts it needs.
The texts stand in the modules by subject; standard texts of the office stand in `letters/blocks`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import (
    letters_of_application,
    letters_of_delivery,
    letters_of_lines,
    letters_of_lowering,
    letters_of_objection,
)
from cases.schemes.base import Wording
from cases.schemes.letter_facts import checked_wording
from cases.schemes.praktijkleren.wording import application, settlement
from cases.schemes.praktijkleren.wording.required import AMOUNT_NAMES, DATE_NAMES, FACT_NAMES, REQUIRED, TEXT_NAMES

COSTS = "De minister kan ook de kosten van de terugvordering vragen (OCW 6)."

WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        **letters_of_lines.WRITERS,
        **letters_of_lowering.WRITERS,
        "refusal": letters_of_application.WRITERS["refusal"],
        "recovery_forgone": letters_of_delivery.WRITERS["recovery_forgone"],
        "receipt": application.receipt,
        "supplement_request": application.supplement_request,
        "left_unconsidered": application.left_unconsidered,
        "late_refusal": application.late_refusal,
        "refusal_views": application.refusal_views,
        "withdrawal_confirmation": application.withdrawal_confirmation,
        "prior_advance": application.prior_advance,
        "direct_settlement": settlement.direct_settlement,
        "documents_request": settlement.documents_request,
        "recovery": letters_of_lowering.claims_back(COSTS, "OCW 6"),
        **letters_of_objection.WRITERS,
    }
)

WORDING: Mapping[str, Wording] = MappingProxyType(dict(checked_wording(REQUIRED, WRITERS)))

__all__ = ["AMOUNT_NAMES", "DATE_NAMES", "FACT_NAMES", "REQUIRED", "TEXT_NAMES", "WORDING", "WRITERS"]
