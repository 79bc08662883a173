"""A rule reads its numbers from the values it is given, never from its module or its own text; money is never a float.
Which numbers there are stands in the terms of each scheme."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from tests.architecture.source import ROOT, Source, house, last_name, sources

CONSTANT = re.compile(r"_?[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
STRUCTURAL = frozenset({0, 1, -1})
"""Nothing, one and the last: they count and divide nothing that the law says."""
NOTHING = frozenset({"0", "0.00", "1"})
"""Texts that make a Decimal without saying an amount of law."""

OWN = "allowed"
"""What a scheme may allow itself: `tests/schemes/<code>/allowed.py` with NUMBERS and DIVISIONS of its own folder, each with
its reason. A new scheme folder needs no line here."""

RATES = "cases/windows/rates.py"
DIVISIONS: Mapping[str, str] = {
    f"{RATES}: Decimal(hundredths.numerator) / Decimal(hundredths.denominator)": "a rate of whole steps, as a percentage",
    f"{RATES}: 1 / pool.step": "exact fractions: how many steps make a whole",
    f"{RATES}: pool.available / (pool.demand * pool.step)": "exact fractions, rounded down to whole steps at once",
    f"{RATES}: pool.available / (pool.full * pool.demand * pool.step)": "exact fractions, rounded down to whole steps at once",
    f"{RATES}: self.per_whole * units / of": "exact fractions, rounded down to the cent at once",
}
"""Divisions of decimals outside the schemes, each with why no cent is lost or made up."""


def allowances() -> Mapping[str, ModuleType]:
    """Give what each scheme allows itself, by its code; a scheme without such a module allows itself nothing."""
    folders = sorted(path.parent.name for path in (ROOT / "tests" / "schemes").glob(f"*/{OWN}.py"))
    return {code: import_module(f"tests.schemes.{code}.{OWN}") for code in folders}


def numbers_allowed() -> Mapping[tuple[str, str], str]:
    """Give each (file, number) that no law sets, with its reason."""
    found = allowances().items()
    return {
        (f"cases/schemes/{code}/{file}", number): why
        for code, own in found
        for (file, number), why in own.NUMBERS.items()
    }


def divisions_allowed() -> Mapping[str, str]:
    """Give each division that is allowed, as `file: code`, with its reason."""
    found = allowances().items()
    owned = {f"cases/schemes/{code}/{line}": why for code, own in found for line, why in own.DIVISIONS.items()}
    return {**DIVISIONS, **owned}


def rule_files() -> list[Source]:
    """Give the files that hold rules of schemes."""
    return [source for source in sources("cases/schemes") if re.match(r"cases/schemes/\w+/rules(/|\.py)", source.name)]


def bodies(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """Give each node in the body of each function, with the name of the function; docstrings and type hints are left out."""
    for function in source.functions():
        hints = {id(part) for hint in _hints(function) for part in ast.walk(hint)}
        for statement in function.body:
            yield from ((function.name, node) for node in ast.walk(statement) if id(node) not in hints)


def _hints(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    for node in ast.walk(function):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            yield node.returns


def module_constants(source: Source) -> Iterator[str]:
    """Give each use of a name in capitals inside a function."""
    for function, node in bodies(source):
        if isinstance(node, ast.Name) and CONSTANT.fullmatch(node.id) and len(node.id) > 1:
            yield f"{source.at(node)} {function} reads {node.id}"


def own_numbers(source: Source) -> Iterator[str]:
    """Give each number, also one written as text for a Decimal, inside a function."""
    allowed = numbers_allowed()
    for function, node in bodies(source):
        for number in _numbers(node):
            if (source.name, number) not in allowed:
                yield f"{source.at(node)} {function} holds {number}"


def _numbers(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float, complex) and node.value not in STRUCTURAL:
        yield str(node.value)
    if isinstance(node, ast.Call) and last_name(node) in ("Decimal", "euro"):
        texts = (each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
        yield from (text for text in texts if AMOUNT.fullmatch(text) and text not in NOTHING)


def test_rules_are_there() -> None:
    assert rule_files()


def test_no_rule_reads_a_module_constant() -> None:
    assert [line for source in rule_files() for line in module_constants(source)] == []


def test_no_rule_holds_a_number_of_its_own() -> None:
    assert [line for source in rule_files() for line in own_numbers(source)] == []


def test_numbers_that_rules_may_hold_are_still_there() -> None:
    held = {(source.name, number) for source in rule_files() for _, node in bodies(source) for number in _numbers(node)}
    assert sorted(set(numbers_allowed()) - held) == []


PAPER = re.compile(r"letters/(layout/|render|tagging|typeface|press)")
"""Lengths on paper are in points, which are no money; no amount is computed there."""


MADE_UP = re.compile(r"cases/schemes/\w+/fabrication")
"""Applications for demonstrations: what is asked for is invented, what is decided on it is not computed there."""


def near_money() -> list[Source]:
    """Give the files in which amounts are computed or written."""
    computing = (source for source in house() if source.path.parts[0] in ("cases", "letters"))
    return [source for source in computing if not PAPER.match(source.name) and not MADE_UP.match(source.name)]


def floats(source: Source) -> Iterator[str]:
    """Give each float: a number with a point, a call of float, or a type."""
    for node in source.nodes():
        if isinstance(node, ast.Constant) and type(node.value) is float:
            yield f"{source.at(node)} holds {node.value}"
        elif isinstance(node, ast.Name) and node.id == "float":
            yield f"{source.at(node)} uses float"


def divisions(source: Source) -> Iterator[str]:
    """Give each true division; joining paths is none."""
    for node in source.nodes():
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and not _joins_paths(node):
            yield f"{source.name}: {ast.unparse(node)}"


def _joins_paths(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.target, node.value]
    texts = any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in sides)
    return texts or bool(re.search(r"\b(path|folder|ROOT|root|Path)\b|_ROOT\b", ast.unparse(node)))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_no_float_comes_near_money() -> None:
    assert [line for source in near_money() for line in floats(source)] == []


def test_amounts_are_divided_only_where_the_quotient_is_a_share_or_is_rounded_at_once() -> None:
    found = {line for source in near_money() for line in divisions(source)}
    assert sorted(found - set(divisions_allowed())) == []
    assert sorted(set(divisions_allowed()) - found) == []


def test_what_a_scheme_allows_itself_has_a_reason() -> None:
    reasons = [why for own in allowances().values() for why in (*own.NUMBERS.values(), *own.DIVISIONS.values())]
    assert reasons
    assert all(len(why.split()) > 1 for why in reasons)


def seen_in(text: str) -> list[str]:
    """Give what these tests see in a piece of code."""
    source = Source(ROOT)
    source.__dict__["tree"] = ast.parse(text)
    return [*module_constants(source), *own_numbers(source), *floats(source), *divisions(source)]


def test_these_tests_see_what_they_look_for() -> None:
    assert len(seen_in("def rule(values: Values) -> Decimal:\n    return FLOOR * values.share")) == 1
    assert len(seen_in("def rule(cost: Decimal) -> Decimal:\n    return cost * Decimal('0.60') + 5")) == 2
    assert len(seen_in("share = float(made) / 1.5")) == 3
    assert seen_in("def rule(costs: list[Cost], values: Values) -> Decimal:\n    return costs[0] * values.share") == []
    assert seen_in("SAMPLES = folder / 'samples'") == []
