"""Exports the de-minimis aid that was granted, per enterprise, with what was changed or withdrawn.
Which rows there are stands in workflows/oversight/deminimis.py."""

from __future__ import annotations

from workflows.oversight.deminimis import DEMINIMIS
from workflows.oversight.table_command import TableCommand


class Command(TableCommand):
    """`export_deminimis [--format csv|jsonl] [--from DATE] [--until DATE] [--out FILE]`."""

    help = "Export de-minimis aid granted or changed in a period, one row for each enterprise."
    table = DEMINIMIS
