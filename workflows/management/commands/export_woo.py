"""Exports the overview of subsidy decisions for the public (Woo 3.3a lid 1).
Which rows there are stands in workflows/oversight/woo.py."""

from __future__ import annotations

from workflows.oversight.table_command import TableCommand
from workflows.oversight.woo import WOO


class Command(TableCommand):
    """`export_woo [--format csv|jsonl] [--from DATE] [--until DATE] [--out FILE]`."""

    help = "Export the decisions of a period on grants, changes, settlements and withdrawals; no natural persons."
    table = WOO
