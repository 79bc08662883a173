"""A day on the command line: 2026-03-31, and one sentence for what is none. Who acts, stands in people.py."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError


def day(text: str) -> date:
    """Read a day. Raises ArgumentTypeError, which argparse prints beside the name of the option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is geen dag: schrijf jaar-maand-dag, zoals 2026-03-31.") from error


def refuse_reversed(from_on: date | None, until_on: date | None) -> None:
    """Raises CommandError for a period that ends before it begins: nothing lies in it, and nobody means that."""
    if from_on and until_on and until_on < from_on:
        raise CommandError(f"De periode eindigt ({until_on}) voor zij begint ({from_on}).", returncode=2)
