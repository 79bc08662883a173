"""No scheme is known outside its folder, and the legal status is written by the gate alone.
The import line is in test_imports; what rules may read is in test_rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping

from cases.machine import known_acts
from cases.schemes.registry import schemes
from tests.architecture.source import ROOT, Source, docstrings, files, house, last_name

SCHEME_ALLOWED: Mapping[str, str] = {
    "cases/law.py": "says where each law can be read, by the name under which its articles are cited",
}
"""Files that may name a scheme, each with the reason."""

GATE = "cases/transitions.py"
CREATES = "workflows/steps/submission.py"
"""Makes the case with its first status and gives it to the gate, which alone writes it, with its first event."""


def names_and_texts(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """Give each identifier and text of a file, without docstrings, comments and the help of commands."""
    explained = docstrings(source.tree) | help_texts(source)
    for node in source.nodes():
        if isinstance(node, ast.Name):
            yield node.id, node
        elif isinstance(node, ast.Attribute):
            yield node.attr, node
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg or "", node
        elif isinstance(node, ast.alias):
            yield node.name, node
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value, node


def help_texts(source: Source) -> set[int]:
    """Give the texts that explain an option of a command, where an example may name a scheme."""
    options = (node for node in source.nodes() if isinstance(node, ast.keyword) and node.arg == "help")
    return {id(part) for option in options for part in ast.walk(option.value)}


def outside_schemes() -> list[Source]:
    """Give the files that belong to no scheme."""
    return [source for source in house() if not re.match(r"cases/schemes/\w+/", source.name)]


def test_no_scheme_is_named_outside_its_folder() -> None:
    codes = re.compile("|".join(re.escape(code) for code in schemes()), re.IGNORECASE)
    found = [
        f"{source.at(node)} names {text[:60]!r}"
        for source in outside_schemes()
        if source.name not in SCHEME_ALLOWED
        for text, node in names_and_texts(source)
        if codes.search(text)
    ]
    assert found == []


def test_no_page_or_statement_names_a_scheme() -> None:
    codes = re.compile("|".join(rf"\b{re.escape(code)}\b" for code in schemes()), re.IGNORECASE)
    texts = (path for path in files() if path.suffix in (".html", ".txt", ".sql") and "tests" not in path.parts)
    found = [
        path.relative_to(ROOT).as_posix() for path in texts if codes.search(_shown(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def _shown(page: str) -> str:
    """Leave out the classes of a page, which name how something looks."""
    return re.sub(r'class="[^"]*"', "", page)


def is_case(node: ast.AST) -> bool:
    """Say whether an expression is, by its name, a case."""
    return last_name(node).lower() in {"case", "found_case", "this_case", "self_case"} or last_name(node).endswith(
        "_case"
    )


def transition_calls(source: Source) -> Iterator[ast.AST]:
    """Give each call of a transition: they take no arguments, which tells them from steps and rules of the same name."""
    for node in source.nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in known_acts():
            takes_nothing = not node.args and not node.keywords
            if is_case(node.func.value) or (takes_nothing and node.func.attr != "close"):
                yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and last_name(node.func.func) == "getattr":
            yield node


def status_writes(source: Source) -> Iterator[ast.AST]:
    """Give each place that sets the status of a case: by assignment, setattr, update, bulk_update or SQL."""
    kinds = (_is_assignment, _is_status_call, _is_statement)
    return (node for node in source.nodes() if any(is_kind(node) for is_kind in kinds))


def _is_assignment(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    parts = (part for target in targets for part in ast.walk(target))
    return any(isinstance(part, ast.Attribute) and part.attr == "status" and is_case(part.value) for part in parts)


def _is_statement(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and bool(re.search(r"(?i)UPDATE\s+cases_case\b", str(node.value)))


def _is_status_call(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name, on_cases = last_name(node), "Case" in {each.id for each in ast.walk(node.func) if isinstance(each, ast.Name)}
    if name in ("update", "create", "update_or_create", "get_or_create") and on_cases:
        return any(keyword.arg == "status" for keyword in node.keywords)
    texts = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
    if name == "bulk_update" and on_cases:
        return "status" in texts
    return name == "setattr" and bool(node.args) and is_case(node.args[0]) and "status" in texts


def test_transitions_are_called_by_the_gate_alone() -> None:
    found = [source.at(node) for source in house() if source.name != GATE for node in transition_calls(source)]
    assert found == []


def test_the_status_of_a_case_is_written_by_the_gate_alone() -> None:
    found = [source.at(node) for source in house() if source.name != GATE for node in status_writes(source)]
    assert found == []


def test_a_case_is_made_in_one_place() -> None:
    assert _calling(_is_made) == {CREATES}
    assert _calling(_is_created) <= {GATE}


def _calling(is_meant: Callable[[ast.Call], bool]) -> set[str]:
    return {
        source.name for source in house() for node in source.nodes() if isinstance(node, ast.Call) and is_meant(node)
    }


def _is_made(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "Case"


def _is_created(node: ast.Call) -> bool:
    return ast.unparse(node.func) in ("Case.objects.create", "Case.objects.bulk_create")


def seen_in(text: str) -> tuple[int, int]:
    """Count the transition calls and status writes that these tests see in a piece of code."""
    source = Source(ROOT)
    source.__dict__["tree"] = ast.parse(text)
    return len(list(transition_calls(source))), len(list(status_writes(source)))


def test_these_tests_see_what_they_look_for() -> None:
    assert seen_in("case.grant()\ngetattr(case, act)()\nfound.case.close()") == (3, 0)
    assert seen_in("file.close()\nscheme.settle(facts, values)\npayment.status = 'paid'") == (0, 0)
    assert seen_in(
        "case.status = 'granted'\nsetattr(case, 'status', 1)\nCase.objects.filter(pk=1).update(status=1)"
    ) == (0, 3)
    assert seen_in("Case.objects.bulk_update(rows, ['status'])\nx = 'update cases_case set'") == (0, 2)
