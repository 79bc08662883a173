"""The office that sends letters, as the installation sets it up: sender, where to object, and who signs what is no decision."""

from __future__ import annotations

from django.conf import settings

from letters.blocks.office import Office
from letters.text import Sender


def office() -> Office:
    """Give how the office can be reached, for the standard texts."""
    told = settings.OFFICE
    return Office(
        name=told["name"],
        website=told["website"],
        telephone=told["telephone"],
        email=told["email"],
        objection_address=told["objection_address"],
    )


def sender(unit: str) -> Sender:
    """Give the head of a letter for a unit of the office."""
    told = settings.OFFICE
    contact = (told["telephone"], told["email"], told["website"])
    return Sender(told["name"], unit, f"Retouradres {told['return_address']}", contact)
