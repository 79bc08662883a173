"""Readers of environment variables: each gives a typed value or one clear sentence.
What the values are used for stands in settings.py and database.py."""

import os


class SetupError(Exception):
    """The installation cannot run as it is set up; the text is one sentence for the person who set it up."""


def read_text(name: str, default: str = "") -> str:
    """The value of `name` without surrounding blanks; an empty value counts as not set."""
    return os.environ.get(name, "").strip() or default


def read_flag(name: str, default: bool) -> bool:
    """True or False, written exactly so. Raises SetupError for anything else, because "no" must never mean yes."""
    value = read_text(name, str(default))
    if value not in ("True", "False"):
        raise SetupError(f"{name} must be exactly True or False, not {value!r}.")
    return value == "True"


def read_number(name: str, default: int, *, lowest: int, highest: int) -> int:
    """A whole number between `lowest` and `highest`. Raises SetupError for anything else."""
    value = read_text(name, str(default))
    if not (value.isascii() and value.isdigit()) or not lowest <= int(value) <= highest:
        raise SetupError(f"{name} must be a whole number from {lowest} to {highest}, not {value!r}.")
    return int(value)


def read_list(name: str, default: tuple[str, ...]) -> list[str]:
    """The parts of a comma-separated value. Raises SetupError when a part is empty."""
    value = read_text(name)
    if not value:
        return list(default)
    parts = [part.strip() for part in value.split(",")]
    if not all(parts):
        raise SetupError(f"{name} must be a list separated by single commas, not {value!r}.")
    return parts
