"""What comes from outside: forms made from the scheme's own classes, errors at their fields, files kept, times in the past."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Document, Submission
from cases.schemes.reading import InputError
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.desk.visiting import browser, text_of
from workflows.desk.acts import OUTSIDE
from workflows.desk.outside.form import ActForm
from workflows.desk.outside.shape import fields_of
from workflows.desk.tasks.form import plain_amount
from workflows.steps.receiving import RECEIVERS
from workflows.steps.supplement import request_supplement

TODAY = f"{timezone.localdate():%Y-%m-%d}"
SLIM = scheme("slim")


def form(kind: str, **given: str) -> ActForm:
    """Give the form of an act with posted values."""
    return ActForm(SLIM.acts[kind].shape, SLIM.labels, given)


@pytest.mark.parametrize("kind", SLIM.acts)
def test_every_act_of_the_scheme_has_a_step_and_labelled_fields(kind: str) -> None:
    assert kind in RECEIVERS
    assert kind in OUTSIDE.values()
    names = [field.name for field in _all(fields_of(SLIM.acts[kind].shape))]
    assert [name for name in names if name not in SLIM.labels] == []


def _all(fields: Any) -> Any:
    for field in fields:
        yield field
        yield from _all(field.below)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.250,50", "1250.50"),
        ("€ 1.250,50", "1250.50"),
        ("1250", "1250"),
        ("1.250", "1250"),
        ("1250.50", "1250.50"),
        ("12.345.678", "12345678"),
        ("abc", "abc"),
    ],
)
def test_amounts_are_read_as_dutch_people_write_them(text: str, expected: str) -> None:
    assert plain_amount(text) == expected


def test_report_becomes_the_json_that_the_scheme_reads() -> None:
    given = {
        "ended_on": "2021-01-31",
        "description": "Alles is gedaan.",
        "realised.external[0].activity": "a",
        "realised.external[0].description": "Adviseur",
        "realised.external[0].amount": "8.000,00",
        "realised.external[0].nature": "dienst",
        "realised.external[1].activity": "",
        "realised.external[1].nature": "dienst",
        "realised.internal[0].full_time_percent": "100.00",
        "realised.paths": "0",
        "realised.has_audit_statement": "ja",
    }
    data = form("report", **given).data()
    assert data["realised"]["external"] == [
        {
            "activity": "a",
            "description": "Adviseur",
            "amount": "8000.00",
            "has_tender": False,
            "nature": "dienst",
        }
    ]
    assert data["realised"]["internal"] == []
    report = SLIM.acts["report"].read(data, date(2021, 2, 1))
    assert report.realised.has_audit_statement
    assert report.realised.paths == 0


def test_error_comes_back_to_the_field_it_is_about() -> None:
    given = {"realised.external[0].amount": "abc"}
    errors = (InputError("realised.external[0].amount", "Geen bedrag."), InputError("(geheel)", "Iets anders."))
    found = ActForm(SLIM.acts["report"].shape, SLIM.labels, given, errors)
    realised = next(field for field in found.fields if field.path == "realised")
    external = next(field for field in realised.below if field.path == "realised.external")
    amount = next(field for field in external.rows[0] if field.path.endswith(".amount"))
    assert amount.errors == ("Geen bedrag.",)
    assert [error.message for error in found.other_errors] == ["Iets anders."]


@pytest.fixture
def incomplete(who: make.People) -> Case:
    """A case in which a supplement was asked."""
    case = make.submitted(make.sample("mkb-onvolledig-2020"))
    request_supplement(case.pk, by=who[Role.HANDLER], on=date(2020, 4, 15))
    return make.fresh(case)


def test_supplement_with_its_documents_completes_the_application(who: make.People, incomplete: Case) -> None:
    missing = ["begroting", "machtiging"]
    files: dict[str, Any] = {"received_on": "2020-04-20", "received_time": "09:30", "note": "Hierbij."}
    for place, kind in enumerate(missing):
        files[f"document-{place}"] = SimpleUploadedFile(f"{kind}.pdf", b"%PDF-1.7 " + kind.encode(), "application/pdf")
        files[f"document-kind-{place}"] = kind
    response = browser(who, Role.HANDLER).post(f"/zaken/{incomplete.pk}/ontvangen/supplement/", files)
    assert response.status_code == 302
    case = make.fresh(incomplete)
    assert (case.status, case.complete_on) == ("submitted", date(2020, 4, 20))
    assert Document.objects.filter(case=case, submission__kind="supplement").count() == 2
    stored = Submission.objects.get(case=case, kind="supplement")
    assert stored.channel == "page"
    assert timezone.localtime(stored.received_at).hour == 9


def test_supplement_that_is_not_enough_says_so_and_the_form_names_what_is_missing(
    who: make.People, incomplete: Case
) -> None:
    client, address = browser(who, Role.HANDLER), f"/zaken/{incomplete.pk}/ontvangen/supplement/"
    assert "Nog nodig: begroting, machtiging." in text_of(client.get(address))
    response = client.post(address, {"received_on": "2020-04-20", "note": "Volgt."}, follow=True)
    assert "De aanvraag is nog niet volledig" in text_of(response)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"received_on": "2999-01-01"}, "ligt in de toekomst"),
        ({"received_on": ""}, "Kies de dag"),
        ({"received_on": "31-12-2020"}, "Kies de dag"),
    ],
)
def test_day_of_receipt_must_be_a_day_in_the_past(
    who: make.People, incomplete: Case, given: dict[str, str], expected: str
) -> None:
    response = browser(who, Role.HANDLER).post(f"/zaken/{incomplete.pk}/ontvangen/supplement/", given)
    assert response.status_code == 400
    assert expected in text_of(response)
    assert not Submission.objects.filter(case=incomplete, kind="supplement").exists()


def test_file_without_its_kind_or_of_a_wrong_type_is_refused_and_nothing_stored(
    who: make.People, incomplete: Case
) -> None:
    data = {"received_on": "2020-04-20", "document-0": SimpleUploadedFile("a.exe", b"MZ", "application/x-msdownload")}
    response = browser(who, Role.HANDLER).post(f"/zaken/{incomplete.pk}/ontvangen/supplement/", data)
    assert response.status_code == 400
    assert "Dit soort bestand bewaren wij niet" in text_of(response)
    assert "Noem wat voor document dit is" in text_of(response)


def test_act_at_the_wrong_time_is_a_refusal_with_a_reason_that_is_kept(who: make.People, incomplete: Case) -> None:
    data = {"received_on": TODAY, "text": "Wij zijn het oneens."}
    response = browser(who, Role.HANDLER).post(f"/zaken/{incomplete.pk}/ontvangen/views/", data)
    assert response.status_code == 409
    assert "past niet bij de status" in text_of(response)
    event = Event.objects.get(stream=incomplete.stream, action="case.views_received")
    assert event.result == "refused"


def test_more_rows_without_a_script_keep_what_was_filled_in(who: make.People) -> None:
    case = make.granted(make.submitted(make.sample("mkb-klein-2020")), who, on=date(2020, 4, 20))
    client = browser(who, Role.HANDLER)
    page = client.get(f"/zaken/{case.pk}/ontvangen/report/").content.decode()
    assert page.count(".hourly_rate&quot;") + page.count('.hourly_rate"') == 2
    data = {
        "received_on": TODAY,
        "realised.external[0].description": "Adviseur <1>",
        "realised.external[1].description": "",
        "more": "realised.external",
    }
    page = client.post(f"/zaken/{case.pk}/ontvangen/report/", data).content.decode()
    assert page.count('.hourly_rate"') == 4
    assert "Adviseur &lt;1&gt;" in page
    assert not Submission.objects.filter(case=case).exists()


def test_report_with_errors_shows_each_at_its_field(who: make.People) -> None:
    case = make.granted(make.submitted(make.sample("mkb-klein-2020")), who, on=date(2020, 4, 20))
    data = {"received_on": TODAY, "description": "x", "realised.external[0].description": "y"}
    response = browser(who, Role.HANDLER).post(f"/zaken/{case.pk}/ontvangen/report/", data)
    assert response.status_code == 400
    assert response.content.decode().count("Dit gegeven ontbreekt.") == 2
    assert make.fresh(case).status == "granted"


@pytest.mark.parametrize("role", [Role.DECIDER, Role.FINANCE, Role.AUDITOR])
def test_only_a_handler_enters_what_comes_from_outside(who: make.People, incomplete: Case, role: Role) -> None:
    response = browser(who, role).get(f"/zaken/{incomplete.pk}/ontvangen/supplement/")
    assert response.status_code == 403
