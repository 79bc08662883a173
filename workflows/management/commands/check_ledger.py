"""Proves that the books close: counters equal their reservations, closed cases owe nothing, no balance is negative."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cases.money.ledger import discrepancies


class Command(BaseCommand):
    """`check_ledger`: 0 when the books close, 1 with a line for each thing that does not."""

    help = "Check that counters, ledger and cases agree to the cent."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each discrepancy on a line of its own."""
        found = list(discrepancies())
        for line in found:
            self.stdout.write(line)
        if found:
            sys.exit(1)
        self.stdout.write("De boeken sluiten.")
