"""Who acts: an employee, the applicant or recipient, or a job of the system. What an actor may do stands in `permissions`."""

from __future__ import annotations

from dataclasses import dataclass

from audit.trail import Origin
from cases.models import Party, PartyRole, User


@dataclass(frozen=True)
class Actor:
    """The one who acts, and from where. `str(actor)` is the pseudonym that the audit trail keeps.

    `part` is what a party is in the case: applicant, intermediary, trainer or employer.
    """

    kind: str
    key: str
    origin: Origin
    label: str = ""
    part: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def user_id(self) -> int | None:
        """The account of an employee; nothing for a party or a job."""
        return int(self.key) if self.kind == "user" else None

    @property
    def employee_id(self) -> int:
        """The account of an employee. Raises ValueError for a party or a job, which an act for employees never meets."""
        if self.user_id is None:
            raise ValueError(f"{self} is geen medewerker.")
        return self.user_id


def employee(user: User, origin: Origin) -> Actor:
    """Give the actor for a signed-in employee."""
    return Actor("user", str(user.pk), origin, str(user))


def party(who: Party, origin: Origin, part: str = PartyRole.APPLICANT) -> Actor:
    """Give the actor for an applicant or recipient, or for another party in the part that it has."""
    return Actor("party", str(who.pk), origin, part=str(part))


def system(job: str) -> Actor:
    """Give the actor for a job that runs by itself."""
    return Actor("system", job, Origin("job", job))
