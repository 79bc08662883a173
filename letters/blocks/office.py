"""How the office that sends letters can be reached, as the standard texts print it.
The values come from the settings of the installation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """The sending office: name, website, telephone and e-mail, and the postal address for objections on one line."""

    name: str
    website: str
    telephone: str
    email: str
    objection_address: str
