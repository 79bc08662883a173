"""Loading what other bodies know: our copy of a register is brought up to date from their file, by an administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import BinaryIO

from django.db import transaction

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.registers.loading import Loaded, load_file
from cases.registers.shapes import shape_of
from workflows.steps.deciding import NotReady

ACTION = "register.loaded"


def load_register(name: str, file: BinaryIO, *, by: Actor, on: date, tell: Callable[[int], object] = bool) -> Loaded:
    """Let our copy of a register say from a day on what the file says, in one transaction. `tell` hears of bytes read.

    Raises UnknownRegister, NotAuthorised, NotReady for our own decisions, BadFile with the errors, or OlderFile.
    """
    shape = shape_of(name)
    permit(by, "load_register", on=on)
    if shape.is_own:
        raise NotReady(f"{shape.label}: dit zijn onze eigen besluiten; er wordt geen bestand ingelezen.")
    with transaction.atomic():
        loaded = load_file(shape, file, on=on, tell=tell)
        record(
            f"register:{name}",
            ACTION,
            actor=str(by),
            origin=by.origin,
            on=on,
            articles=["Awb 3:2"],
            facts={"register": shape.label, "rows": loaded.rows, "begun": loaded.begun, "ended": loaded.ended},
            personal={"file_digest": loaded.digest},
        )
    return loaded
