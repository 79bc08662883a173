"""Who signs a letter and in whose name (Awb 10:10).
Who may sign is decided by the mandate, not here."""

from __future__ import annotations

from letters.text import Signature


def signature(on_behalf_of: str, name: str, function: str) -> Signature:
    """Sign for the authority, such as `de minister van Sociale Zaken en Werkgelegenheid`, under mandate."""
    return Signature("Met vriendelijke groet,", f"namens {on_behalf_of},", name, function)
