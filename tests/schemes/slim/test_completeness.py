"""Which documents each kind of applicant needs in each version, and what follows when one is missing."""

from __future__ import annotations

import pytest

from tests.schemes.slim.builders import SLIM, application, application_data, findings, values

BASE = ("de-minimisverklaring", "activiteitenplan", "begroting")
TOGETHER = ("samenwerkingsovereenkomst", "machtiging")


@pytest.mark.parametrize(
    ("kind", "day", "documents"),
    [
        pytest.param("MKB", "2020-03-10", BASE, id="mkb-2020"),
        pytest.param("MKB", "2021-03-10", ("mkb-verklaring", *BASE), id="S11-mkb-2021"),
        pytest.param("MKB", "2023-09-04", ("mkb-verklaring", *BASE), id="P10-mkb-2023"),
        pytest.param("SWV", "2020-04-10", (*BASE, *TOGETHER), id="swv-2020"),
        pytest.param("SWV", "2022-06-10", ("mkb-verklaring", *BASE, *TOGETHER), id="swv-2022"),
        pytest.param("GRB", "2022-06-10", BASE, id="grb-2022"),
    ],
)
def test_each_kind_of_applicant_has_its_documents(kind: str, day: str, documents: tuple[str, ...]) -> None:
    found = findings(SLIM.completeness(application(kind), values(day), {}))
    assert [code for code, outcome in found.items() if outcome == "not met"] == [
        f"document_{kind}" for kind in documents
    ]
    complete = findings(SLIM.completeness(application(kind), values(day), {"documents": list(documents)}))
    assert set(complete.values()) == {"met"}


@pytest.mark.parametrize(
    ("day", "is_needed"),
    [pytest.param("2023-02-28", False, id="geen-voorschot"), pytest.param("2023-03-01", True, id="P10-voorschot")],
)
def test_proof_of_account_is_needed_only_for_an_advance(day: str, is_needed: bool) -> None:
    of = application(asks_advance=True)
    found = findings(SLIM.completeness(of, values(day), {"documents": ["mkb-verklaring", *BASE]}))
    assert [code for code, outcome in found.items() if outcome == "not met"] == (
        ["document_rekeningbewijs", "account"] if is_needed else []
    )


def test_account_number_completes_a_request_for_an_advance() -> None:
    applicant = {**application_data()["applicant"], "iban": "NL91ABNA0417164300"}
    of = application(asks_advance=True, applicant=applicant)
    found = findings(
        SLIM.completeness(of, values("2023-09-04"), {"documents": ["mkb-verklaring", *BASE, "rekeningbewijs"]})
    )
    assert set(found.values()) == {"met"}


def test_intermediary_needs_a_written_authorisation() -> None:
    of = application(intermediary="Subsidiebureau Wegwijs")
    found = findings(SLIM.completeness(of, values(), {"documents": list(BASE)}))
    assert found["document_machtiging"] == "not met"


def test_label_names_the_missing_document() -> None:
    found = SLIM.completeness(application(), values(), {"documents": ["activiteitenplan", "begroting"]})
    assert found[0].label == "De-minimisverklaring is meegestuurd."
    assert found[0].article == "SLIM 2"
