"""Writing down who looked. Reading is no event on the stream of what was read, so that reading never waits for writing.
What was changed is in audit.trail."""

from __future__ import annotations

from audit.models import Access


def note_access(object: str, *, actor: str, purpose: str) -> Access:
    """Write that `actor` looked at `object` (a stream, as case:17) for a purpose in Dutch (NEN 7513: purposeOfUse)."""
    return Access.objects.create(actor=actor, object=object, purpose=purpose)
