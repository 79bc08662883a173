"""Each page for each role: the right status, a bounded number of queries, nothing unescaped, nothing inline."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import Access
from cases.authority.permissions import Role
from cases.models import Case, RoleHolding, User
from letters.models import Letter
from tests import make
from tests.workflows.desk.visiting import browser, task_of, text_of

pytestmark = pytest.mark.django_db

EMPLOYEES = (Role.HANDLER, Role.DECIDER, Role.FINANCE, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR)
TRAIL_READERS = (Role.REVIEWER, Role.AUDITOR)
MOST_QUERIES = {
    "/": 8,
    "/?lijst=alle": 8,
    "/zoeken/": 5,
    "/tijdvakken/": 8,
    "/opleiders/": 5,
    "/tijdvakken/slim-2020-1/": 14,
    "/auditspoor/": 7,
    "/auditspoor/inzagen/": 7,
}
CASE_PAGE, TASK_PAGE = 45, 25


@pytest.fixture
def case(who: make.People) -> Case:
    """A granted case, with a waiting payment and letters."""
    return make.granted(make.submitted(make.sample("mkb-voorschot-2023")), who, on=date(2023, 11, 20))


@pytest.mark.parametrize("role", EMPLOYEES)
@pytest.mark.parametrize("address", MOST_QUERIES)
def test_page_opens_for_role_within_its_queries(who: make.People, role: Role, address: str) -> None:
    make.window("slim-2020-1")
    make.submitted(make.sample("mkb-klein-2020"))
    client = browser(who, role)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    is_closed = address.startswith("/auditspoor/") and role not in TRAIL_READERS
    assert response.status_code == (403 if is_closed else 200)
    assert len(queries) <= MOST_QUERIES[address]


@pytest.mark.parametrize("role", EMPLOYEES)
def test_case_and_its_tasks_open_for_every_employee(who: make.People, case: Case, role: Role) -> None:
    client = browser(who, role)
    letter = Letter.objects.filter(case=case).latest("id")
    task = task_of(case, "approve")
    limits = {
        f"/zaken/{case.pk}/": CASE_PAGE,
        f"/taken/{task.pk}/": TASK_PAGE,
        f"/brieven/{letter.pk}/voorbeeld/": 30,
        f"/documenten/{case.documents.earliest('id').pk}/": 9,
    }
    for address, most in limits.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        assert len(queries) <= most, address


def test_worklist_needs_no_more_queries_for_more_tasks(who: make.People) -> None:
    client, counts = browser(who, Role.HANDLER), []
    for number in range(3):
        envelope = make.sample("mkb-onvolledig-2020")
        envelope["application"]["applicant"]["kvk_number"] = f"9000010{number}"
        make.submitted(envelope)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("address", [*MOST_QUERIES, "/zaken/1/", "/taken/1/", "/documenten/1/", "/brieven/1/"])
def test_without_sign_in_every_page_sends_to_the_sign_in_page(db: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/aanmelden/?next=")


def test_employee_without_a_role_sees_nothing(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create(username="zonder"))
    response = client.get("/")
    assert response.status_code == 403
    assert "behandelaar" in text_of(response)


def test_role_for_another_scheme_opens_no_case_of_this_one(who: make.People, case: Case) -> None:
    RoleHolding.objects.filter(role=Role.HANDLER).update(scheme="another")
    client = browser(who, Role.HANDLER)
    assert client.get(f"/zaken/{case.pk}/").status_code == 403
    assert case.number not in text_of(client.get("/?lijst=alle"))
    assert case.number not in text_of(client.post("/zoeken/", {"text": case.number}))


def test_name_of_a_firm_is_escaped_everywhere(who: make.People) -> None:
    envelope = make.sample("mkb-onvolledig-2020")
    envelope["application"]["applicant"]["name"] = "Firma <A & B>"
    case = make.submitted(envelope)
    client = browser(who, Role.HANDLER)
    task = task_of(case, "check_completeness")
    pages = [client.get(address) for address in ("/", f"/zaken/{case.pk}/", f"/taken/{task.pk}/")]
    pages.append(client.post("/zoeken/", {"text": "firma <a"}))
    for page in pages:
        assert "Firma &lt;A &amp; B&gt;" in page.content.decode()
        assert "<A & B>" not in page.content.decode()


def test_reading_a_case_and_its_files_is_noted(who: make.People, case: Case) -> None:
    client = browser(who, Role.AUDITOR)
    client.get(f"/zaken/{case.pk}/")
    client.get(f"/documenten/{case.documents.earliest('id').pk}/")
    noted = Access.objects.filter(object=case.stream, actor=str(who[Role.AUDITOR])).order_by("id")
    assert [row.purpose.split()[0] for row in noted] == ["zaakpagina", "document"]


def test_case_page_tells_grant_money_terms_and_timeline(who: make.People, case: Case) -> None:
    words = text_of(browser(who, Role.HANDLER).get(f"/zaken/{case.pk}/"))
    for expected in (
        "€\xa024.999,00",
        "Verlening",
        "SLIM 18 lid 1",
        "De subsidie is verleend",
        "Beslistermijn",
        "Voorschot",
    ):
        assert expected.replace("\xa0", " ") in words.replace("\xa0", " "), expected


def test_case_page_lists_every_act_with_the_reason_why_not(who: make.People, case: Case) -> None:
    words = text_of(browser(who, Role.HANDLER).get(f"/zaken/{case.pk}/"))
    assert "Dit kan alleen een beslisser. Vraag een collega met die rol." in words
    assert "Past niet bij de status &#x27;Verleend&#x27;." in words
    assert "Wijziging vragen ja" in words


@pytest.mark.parametrize("address", ["/nergens/", "/zaken/999999999/", "/taken/999999999999999999/", "/zaken/9/x/"])
def test_unknown_address_gives_a_dutch_page(who: make.People, address: str) -> None:
    response = browser(who, Role.HANDLER).get(address)
    assert response.status_code == 404
    assert "Niet gevonden" in text_of(response)


def test_own_fault_gives_a_dutch_page_without_details(who: make.People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.desk.search.matching", lambda *_: 1 / 0)
    client = browser(who, Role.HANDLER)
    client.raise_request_exception = False
    response = client.post("/zoeken/", {"text": "x"})
    assert response.status_code == 500
    assert "Er ging iets mis" in text_of(response)
    assert "ZeroDivisionError" not in text_of(response)


def test_pages_forbid_inline_code_and_storing(who: make.People) -> None:
    response = browser(who, Role.HANDLER).get("/")
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("SLIM-2023", True),
        ("slim-2023", True),
        ("installatie", True),
        ("Niemand", False),
        ("90000008", True),
        ("%", False),
    ],
)
def test_search_by_number_kvk_number_or_beginning_of_name(
    who: make.People, case: Case, text: str, is_found: bool
) -> None:
    words = text_of(browser(who, Role.HANDLER).post("/zoeken/", {"text": text}))
    assert (case.number in words) is is_found


def test_source_page_is_open_to_everyone(db: None) -> None:
    words = text_of(Client().get("/broncode/"))
    assert "EUPL-1.2" in words
