"""The wording of every letter of this scheme by its kind, each checked for the facts it needs.
Most are the letters of every scheme; its own stand in the modules beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import letters_of_application, letters_of_objection, letters_of_recovery
from cases.schemes.base import Wording
from cases.schemes.letter_facts import checked_wording
from cases.schemes.ontwikkeladvies.wording import deciding, recovery
from cases.schemes.ontwikkeladvies.wording.required import (
    AMOUNT_NAMES,
    DATE_NAMES,
    FACT_NAMES,
    GENERAL,
    REQUIRED,
    TEXT_NAMES,
)

KNOWN = {**letters_of_application.WRITERS, **letters_of_recovery.WRITERS}

WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        **{kind: KNOWN[kind] for kind in GENERAL},
        "receipt": deciding.receipt,
        "direct_settlement": deciding.direct_settlement,
        "recovery": recovery.recovery,
        **letters_of_objection.WRITERS,
    }
)

WORDING: Mapping[str, Wording] = MappingProxyType(dict(checked_wording(REQUIRED, WRITERS)))

__all__ = ["AMOUNT_NAMES", "DATE_NAMES", "FACT_NAMES", "REQUIRED", "TEXT_NAMES", "WORDING", "WRITERS"]
