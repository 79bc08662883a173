"""Reading the SQL that guards the data: the .sql files of an app hold its functions, procedures and triggers as they are now.
A migration runs a file whole; who changes it adds a migration that runs it again. Checking is in audit.guards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

FUNCTION = re.compile(
    r"^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) (\w+)\((.*?)AS \$\$(.*?)\$\$;", re.DOTALL | re.MULTILINE
)
TRIGGER = re.compile(r"^CREATE OR REPLACE TRIGGER (\w+)\s.*?;", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"\bSET (\w+) = ([^\n]+?)(?:\s+AS)?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Definition:
    """A function or trigger as it should be in the database; `text` is in the shape that `plain` gives."""

    kind: str
    name: str
    text: str


def read_sql(folder: Path, name: str) -> str:
    """Give the text of one .sql file, for a migration to run."""
    return (folder / f"{name}.sql").read_text(encoding="utf-8")


def definitions() -> Iterator[Definition]:
    """Give every function and trigger of the apps whose AppConfig names a folder in `sql_guards`."""
    for config in apps.get_app_configs():
        folder = getattr(config, "sql_guards", "")
        for path in sorted((Path(config.path) / folder).glob("*.sql")) if folder else ():
            yield from definitions_in(path.read_text(encoding="utf-8"))


def definitions_in(text: str) -> Iterator[Definition]:
    """Give the functions and triggers that a text of SQL creates."""
    for name, header, body in FUNCTION.findall(text):
        settings = [f"{option}={value}" for option, value in OPTION.findall(header)]
        yield Definition("function", name, function_text(body, "SECURITY DEFINER" in header, settings))
    for found in TRIGGER.finditer(text):
        yield Definition("trigger", found[1], plain(found[0]))


def function_text(body: str, is_definer: bool, settings: list[str]) -> str:
    """Give a function in the shape in which file and database are compared: its body, whose rights, its settings."""
    return " | ".join([plain(body), "definer" if is_definer else "invoker", *settings])


def plain(text: str) -> str:
    """Give SQL in the shape in which file and database are compared: single spaces, no schema, no OR REPLACE."""
    return re.sub(r"\s+", " ", text.replace("OR REPLACE ", "").replace("public.", "")).strip(" ;")
