"""The rules of praktijkleren in de derde leerweg: pure functions of application, values and extracts."""

from cases.schemes.derde_leerweg.rules.completeness import completeness
from cases.schemes.derde_leerweg.rules.lines import calculate, line_keys, lines

__all__ = ["calculate", "completeness", "line_keys", "lines"]
