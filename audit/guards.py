"""Are the functions and triggers that guard the data in the database, unchanged and switched on?
What they should be stands in the .sql files (audit.sql_files); who may do what is in audit.grants."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.utils import CursorWrapper

from audit.models import WrittenOnce
from audit.sql_files import Definition, definitions, definitions_in, function_text, plain

FUNCTIONS = """
    SELECT p.proname, p.prosrc, p.prosecdef, p.proconfig FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.proname = ANY(%s)
"""
TRIGGERS = """
    SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid), t.tgenabled::text FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND NOT t.tgisinternal
"""
RULES = "SELECT rulename, tablename FROM pg_rules WHERE schemaname = 'public' AND tablename LIKE 'audit\\_%'"
SWITCHED_ON = ("O", "A")
"""pg_trigger.tgenabled: fires in ordinary sessions (O), or always (A)."""


def guards_report(cursor: CursorWrapper) -> list[str]:
    """Give a sentence per guard that is missing, changed or switched off, and per stranger on the audit tables."""
    expected = [*definitions(), *erasure_guards()]
    return [
        *_function_deviations(cursor, [guard for guard in expected if guard.kind == "function"]),
        *_trigger_deviations(cursor, [guard for guard in expected if guard.kind == "trigger"]),
        *_rules(cursor),
    ]


def guard_erasable_columns(cursor: CursorWrapper) -> None:
    """Put the trigger on every table that is written once but for erasing: nothing is erased without its event."""
    for model in _guarded_models():
        cursor.execute(_erasure_trigger(model._meta.db_table))


def erasure_guards() -> Iterator[Definition]:
    """Give the triggers that `guard_erasable_columns` makes."""
    for model in _guarded_models():
        yield from definitions_in(_erasure_trigger(model._meta.db_table))


def _guarded_models() -> list[type[WrittenOnce]]:
    """Not those that the app may edit: there an UPDATE is no erasure."""
    return [model for model in apps.get_models() if issubclass(model, WrittenOnce) and model.erasable_columns]


def _erasure_trigger(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {table[:40]}_is_erased_with_event BEFORE UPDATE ON public.{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_demand_erasure();"
    )


def _function_deviations(cursor: CursorWrapper, expected: list[Definition]) -> Iterator[str]:
    cursor.execute(FUNCTIONS, [[guard.name for guard in expected]])
    found = {name: function_text(body, definer, settings or []) for name, body, definer, settings in cursor.fetchall()}
    for guard in expected:
        if guard.name not in found:
            yield f"the function {guard.name} is missing"
        elif found[guard.name] != guard.text:
            yield f"the function {guard.name} is not the one of this version of the software"


def _trigger_deviations(cursor: CursorWrapper, expected: list[Definition]) -> Iterator[str]:
    cursor.execute(TRIGGERS)
    found = {name: (table, plain(text), enabled) for name, table, text, enabled in cursor.fetchall()}
    for guard in expected:
        _, text, enabled = found.get(guard.name, ("", "", ""))
        if not text:
            yield f"the trigger {guard.name} is missing"
        elif text != guard.text:
            yield f"the trigger {guard.name} is not the one of this version of the software"
        elif enabled not in SWITCHED_ON:
            yield f"the trigger {guard.name} is switched off"
    known = {guard.name for guard in expected}
    for name, (table, _, _) in sorted(found.items()):
        if table.startswith("audit_") and name not in known:
            yield f"the trigger {name} on {table} is unknown to this software"


def _rules(cursor: CursorWrapper) -> Iterator[str]:
    cursor.execute(RULES)
    for rule, table in cursor.fetchall():
        yield f"the rule {rule} on {table} is unknown to this software"
