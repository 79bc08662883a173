"""The source text of the house as trees: which files there are, what they import, which functions they hold.
What must hold for them stands in the tests beside this file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("audit", "cases", "letters", "workflows", "config")
SKIPPED = {"__pycache__", "node_modules", "build", "dist"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file; `path` is relative to the repository."""

    path: Path

    @property
    def name(self) -> str:
        """The path as text, with forward slashes."""
        return self.path.as_posix()

    @property
    def module(self) -> str:
        """The dotted name."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        """The text of the file."""
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, filename=self.name)

    def nodes(self) -> Iterator[ast.AST]:
        """Give every node."""
        return ast.walk(self.tree)

    def functions(self) -> Iterator[Function]:
        """Give every function and method."""
        return (node for node in self.nodes() if isinstance(node, Function))

    def at(self, node: ast.AST) -> str:
        """Say where a node is: `cases/law.py:12`."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"

    def imports(self) -> Iterator[tuple[str, ast.AST]]:
        """Give the dotted name of everything that is imported, also inside functions."""
        for node in self.nodes():
            if isinstance(node, ast.Import):
                yield from ((alias.name, node) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


@lru_cache(maxsize=8)
def sources(*folders: str) -> tuple[Source, ...]:
    """Give the Python files under folders of the repository, without migrations."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    kept = (path.relative_to(ROOT) for path in found if not _is_skipped(path.relative_to(ROOT)))
    return tuple(Source(path) for path in kept if "migrations" not in path.parts)


def house() -> tuple[Source, ...]:
    """Give the files of the program itself, without tests."""
    return sources(*PACKAGES)


def files() -> Iterator[Path]:
    """Give every file of the repository that is not hidden, ours to commit; also those in .ci."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not _is_skipped(path.relative_to(ROOT)):
            yield path


def _is_skipped(path: Path) -> bool:
    hidden = any(part.startswith(".") and part not in (".ci", ".gitignore") for part in path.parts)
    return hidden or bool(SKIPPED & set(path.parts))


def docstrings(tree: ast.Module) -> set[int]:
    """Give the identity of each docstring node, and of the texts that stand below a constant to explain it."""
    found = set()
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def last_name(node: ast.AST) -> str:
    """Give the last identifier of an expression: `case` for `found.case`, `get` for `Case.objects.get()`."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
