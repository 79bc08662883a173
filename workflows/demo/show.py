"""What whoever runs the demonstration sees of it: sentences, and a bar for what takes long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tqdm import tqdm

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Show:
    """Where a scenario tells what it did. `is_quiet`: no bars, for whoever keeps the output in a file."""

    tell: Tell
    is_quiet: bool = False

    def bar(self, total: int, label: str) -> tqdm[object]:
        """Give a bar to be used in a `with`; it disappears into one line when the work is done."""
        return tqdm(total=total, desc=f"  {label}", unit="", disable=self.is_quiet)
