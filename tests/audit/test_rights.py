"""The policy of rights, what differs from it, and the guards in the database."""

from typing import Any

import psycopg
import pytest
from django.core.checks import Tags, run_checks
from django.db import connection, connections

from audit.checks import app_cannot_rewrite_the_trail
from audit.grants import apply_grants, grants_report, role_of
from audit.guards import guards_report
from audit.sql_files import definitions_in

TAMPERED_GRANTS = [
    ("GRANT UPDATE ON audit_event TO {app}", "has UPDATE on audit_event"),
    ("GRANT UPDATE (body) ON audit_event TO {app}", "has UPDATE(body) on audit_event"),
    ("GRANT DELETE ON audit_personalfact TO PUBLIC", "has DELETE on audit_personalfact"),
    ("GRANT INSERT ON audit_stream TO {app}", "has INSERT on audit_stream"),
    ("GRANT TRUNCATE ON audit_event TO {eraser}", "has TRUNCATE on audit_event"),
    ("GRANT CREATE ON SCHEMA public TO {app}", "may make tables"),
    ("REVOKE SELECT ON audit_checkpoint FROM {app}", "lacks SELECT on audit_checkpoint"),
    ("REVOKE INSERT (stream) ON audit_event FROM {app}", "lacks INSERT(stream) on audit_event"),
]


@pytest.mark.django_db
def test_the_roles_of_a_prepared_database_are_as_the_policy_says() -> None:
    with connection.cursor() as cursor:
        assert [str(deviation) for deviation in grants_report(cursor)] == []
        assert guards_report(cursor) == []


@pytest.mark.django_db(databases=["owner"])
@pytest.mark.parametrize(("statement", "expected"), TAMPERED_GRANTS)
def test_a_right_too_much_or_too_little_is_reported_and_repaired(statement: str, expected: str) -> None:
    roles = {"app": role_of("default"), "eraser": role_of("eraser")}
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement.format(**roles))
        assert any(expected in str(deviation) for deviation in grants_report(cursor))
        if "SCHEMA" in statement:
            cursor.execute("REVOKE CREATE ON SCHEMA public FROM {app}".format(**roles))
        apply_grants(cursor, roles["app"], roles["eraser"])
        assert grants_report(cursor) == []


@pytest.mark.django_db(databases=["owner"])
def test_an_app_that_owns_the_tables_is_reported() -> None:
    with connections["owner"].cursor() as cursor:
        report = [str(deviation) for deviation in grants_report(cursor, app_role=role_of("owner"))]
    assert any("owns" in line for line in report)


@pytest.mark.django_db
def test_the_check_of_django_looks_at_the_app_role_only_when_asked() -> None:
    assert app_cannot_rewrite_the_trail(databases=["default"]) == []
    assert app_cannot_rewrite_the_trail(databases=None) == []
    assert [
        found for found in run_checks(tags=[Tags.database], databases=["default"]) if found.id == "audit.E001"
    ] == []


TAMPERED_GUARDS = [
    ("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_written_once", "written_once is switched off"),
    ("ALTER TABLE audit_event ENABLE REPLICA TRIGGER audit_event_is_linked", "is_linked is switched off"),
    ("DROP TRIGGER audit_event_is_linked ON audit_event", "is_linked is missing"),
    (
        "CREATE OR REPLACE TRIGGER audit_stream_is_never_removed BEFORE TRUNCATE ON audit_stream"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()",
        "never_removed is not the one",
    ),
    (
        "CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "audit_refuse_change is not the one",
    ),
    ("ALTER FUNCTION audit_link_event() RESET search_path", "audit_link_event is not the one"),
    ("ALTER FUNCTION audit_link_event() SECURITY INVOKER", "audit_link_event is not the one"),
    (
        "CREATE TRIGGER aside BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()",
        "aside on audit_event is unknown",
    ),
    ("CREATE RULE nothing AS ON INSERT TO audit_event DO INSTEAD NOTHING", "nothing on audit_event is unknown"),
    ("DROP TRIGGER cases_submission_is_erased_with_event ON cases_submission", "cases_submission_is_erased"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("statement", "expected"), TAMPERED_GUARDS, ids=[row[1] for row in TAMPERED_GUARDS])
def test_a_guard_that_was_changed_is_reported(
    owner_connection: "psycopg.Connection[Any]", statement: Any, expected: str
) -> None:
    with owner_connection.cursor() as cursor:
        cursor.execute(statement)
        assert any(expected in problem for problem in guards_report(cursor))  # type: ignore[arg-type]


def test_definitions_are_read_from_sql_with_their_rights_and_settings() -> None:
    text = """
CREATE OR REPLACE FUNCTION f() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN  NULL;
END $$;
CREATE OR REPLACE TRIGGER t
BEFORE INSERT ON public.x FOR EACH ROW EXECUTE FUNCTION f();
CREATE OR REPLACE PROCEDURE p(a bigint, INOUT b text) LANGUAGE plpgsql AS $$
BEGIN COMMIT; END
$$;
"""
    function, procedure, trigger = definitions_in(text)
    assert (procedure.name, procedure.text) == ("p", "BEGIN COMMIT; END | invoker")
    assert (function.name, function.text) == (
        "f",
        "BEGIN RETURN NULL; END | definer | search_path=public, pg_temp",
    )
    assert trigger.text == "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION f()"
