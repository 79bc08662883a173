"""Every function is typed, everything public says what it is, files and functions stay small, and nothing of a machine is in the tree.
How code is laid out is left to ruff, what types mean to mypy."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, Function, Source, files, house, sources

MOST_LINES_OF_FILE = 400
MOST_LINES_OF_FUNCTION = 60
SHOWN = 10
MACHINE = re.compile(r"(?<![\w.~])/(?:work|root|home|Users|mnt)/\w|\b[A-Z]:\\\\|file:///")
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|--trusted-host|--find-links|//[\w.-]*\b(?:pypi|npm|registry|mirror|proxy|artifactory|nexus)\b"
)
READ = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".json",
    ".sql",
    ".md",
    ".toml",
    ".txt",
    ".cfg",
    ".ini",
    ".yml",
    ".yaml",
    ".sh",
    "",
}


def everything() -> tuple[Source, ...]:
    """Give the files of the house and of its tests."""
    return (*house(), *sources("tests"))


def untyped(source: Source) -> Iterator[str]:
    """Give each function of which an argument or the outcome has no type."""
    for function in source.functions():
        names = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        names += [each for each in (function.args.vararg, function.args.kwarg) if each]
        missing = [each.arg for each in names if each.annotation is None and each.arg not in ("self", "cls")]
        if missing or function.returns is None:
            yield f"{source.at(function)} {function.name}({', '.join(missing)})"


def silent(source: Source) -> Iterator[str]:
    """Give each public module, class and function without docstring; dunders, overrides in Meta and protocol stubs need none."""
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield source.name
    yield from _silent_in(source, source.tree)


def _silent_in(source: Source, parent: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in parent.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_") or node.name == "Meta":
            continue
        if not ast.get_docstring(node) and not _is_stub(node):
            yield f"{source.at(node)} {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _silent_in(source, node)


def _is_stub(node: ast.AST) -> bool:
    body = getattr(node, "body", [])
    return len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)


def length(function: Function) -> int:
    """Count the lines of a function with its decorators."""
    first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
    return (function.end_lineno or first) - first + 1


def machine_traces(text: str) -> Iterator[str]:
    """Give each absolute path of somebody's machine and each host of a package registry."""
    for number, line in enumerate(text.splitlines(), start=1):
        if MACHINE.search(line) or REGISTRY.search(line):
            yield f"{number}: {line.strip()[:80]}"


def test_every_function_is_typed() -> None:
    assert [line for source in everything() for line in untyped(source)] == []


def test_everything_public_says_what_it_is() -> None:
    assert [line for source in house() for line in silent(source)] == []


def test_every_test_module_says_what_is_tested() -> None:
    found = [source.name for source in sources("tests") if source.text.strip() and not ast.get_docstring(source.tree)]
    assert found == []


def test_files_stay_small() -> None:
    sizes = sorted(((len(source.text.splitlines()), source.name) for source in everything()), reverse=True)
    print("\nlongest files:", *(f"{lines:5} {name}" for lines, name in sizes[:SHOWN]), sep="\n")
    assert [entry for entry in sizes if entry[0] > MOST_LINES_OF_FILE] == []


def test_functions_stay_small() -> None:
    sizes = sorted(
        (
            (length(function), f"{source.at(function)} {function.name}")
            for source in everything()
            for function in source.functions()
        ),
        reverse=True,
    )
    print("\nlongest functions:", *(f"{lines:5} {name}" for lines, name in sizes[:SHOWN]), sep="\n")
    print(f"median function: {sizes[len(sizes) // 2][0]} lines")
    assert [entry for entry in sizes if entry[0] > MOST_LINES_OF_FUNCTION] == []


def test_nothing_of_a_machine_is_in_the_tree() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{trace}"
        for path in files()
        if path.suffix in READ and path.relative_to(ROOT).as_posix() != "tests/architecture/test_style.py"
        for trace in machine_traces(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "see /root/notes.txt",
        "cd /home/anna/house",
        "pip install --index-url https://example.nl",
        "https://pypi.example.nl/simple",
    ],
)
def test_a_trace_of_a_machine_is_seen(text: str) -> None:
    assert list(machine_traces(text))


@pytest.mark.parametrize(
    "text", ["https://wetten.overheid.nl/BWBR0005537", "route /zaken/17/", "a path under ~/home", "~/work"]
)
def test_ordinary_text_is_no_trace(text: str) -> None:
    assert list(machine_traces(text)) == []
