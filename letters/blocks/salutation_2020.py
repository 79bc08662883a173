"""How a letter greets its reader.
Names are printed as they were given; nothing is decided here."""

from __future__ import annotations

from cases.schemes.base import Passage
from cases.schemes.passages import paragraph


def salutation(contact_name: str = "") -> Passage:
    """Greet the contact person, or the reader where no name is known."""
    return paragraph(f"Beste {contact_name.strip() or 'lezer'},")
