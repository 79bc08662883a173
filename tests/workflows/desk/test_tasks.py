"""Tasks: each has a form; taking, releasing and doing leave events; a refusal comes back as a sentence and stays in the trail."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.utils import timezone

from audit.models import Event, PersonalFact
from cases.authority.permissions import PERMISSIONS, Role
from cases.models import Case, Decision, Mandate, Payment, PaymentStatus, RegisterEntry, RoleHolding, User
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.desk.visiting import browser, do, take, task_of, text_of
from workflows.desk.acts import GROUPS, PAGES, label_of
from workflows.desk.tasks.table import FORMS, OWN_INITIATIVE, human_nodes
from workflows.desk.tasks.taking import event_of
from workflows.steps.assessment import take_up
from workflows.steps.debtors import is_blameless
from workflows.steps.settlement import receive_report

pytestmark = pytest.mark.django_db
APRIL = date(2020, 4, 15)


@pytest.fixture
def case(who: make.People) -> Case:
    """A case that is assessed and can be granted."""
    return make.assessed(make.submitted(make.sample("mkb-klein-2020")), who, on=APRIL)


def events(case: Case, action: str) -> list[Event]:
    """Give the events of a case of one kind."""
    return list(Event.objects.filter(stream=case.stream, action=action).order_by("number"))


def test_every_task_of_every_flow_has_exactly_one_form() -> None:
    assert set(FORMS) == set(human_nodes())


def test_every_form_names_acts_that_exist_and_an_event_for_their_refusal() -> None:
    for form in [*FORMS.values(), *OWN_INITIATIVE.values()]:
        for act in form.acts:
            assert act in PERMISSIONS
            assert event_of(act)
        assert form.legend
        assert form.button


def test_every_act_on_the_case_page_has_a_name_and_every_page_a_form() -> None:
    assert all(label_of(code) for _, codes in GROUPS for code in codes)
    assert set(PAGES.values()) == set(OWN_INITIATIVE)


def test_every_transition_of_the_scheme_stands_on_the_case_page() -> None:
    shown = {code for _, codes in GROUPS for code in codes}
    assert set(scheme("slim").transitions) <= shown


def test_taking_and_releasing_are_recorded_with_the_task(who: make.People, case: Case) -> None:
    client, task = browser(who, Role.DECIDER), task_of(case, "decide")
    assert take(client, task).status_code == 302
    task.refresh_from_db()
    assert task.owner_id == who[Role.DECIDER].user_id
    client.post(f"/taken/{task.pk}/teruggeven/")
    task.refresh_from_db()
    assert task.owner_id is None
    assert json.loads(events(case, "task.taken")[0].body)["facts"]["task"] == "GrantFlow.decide"
    assert len(events(case, "task.released")) == 1


def test_task_of_a_colleague_cannot_be_taken_and_says_whose_it_is(who: make.People, case: Case) -> None:
    other = make.person(Role.DECIDER, username="tweede")
    take(browser(who, Role.DECIDER), task_of(case, "decide"))
    response = take(browser({Role.DECIDER: other}, Role.DECIDER), task_of(case, "decide"))
    assert response.status_code == 409
    assert "al opgenomen door een collega" in text_of(response)


def test_absent_colleague_is_helped_by_one_with_the_same_role(who: make.People, case: Case) -> None:
    other = browser({Role.DECIDER: make.person(Role.DECIDER, username="tweede")}, Role.DECIDER)
    take(browser(who, Role.DECIDER), task_of(case, "decide"))
    assert other.post(f"/taken/{task_of(case, 'decide').pk}/teruggeven/").status_code == 302
    assert take(other, task_of(case, "decide")).status_code == 302


def test_wrong_role_gets_the_reason_on_the_page_and_the_attempt_is_kept(who: make.People, case: Case) -> None:
    response = take(browser(who, Role.HANDLER), task_of(case, "decide"))
    assert response.status_code == 409
    assert "Dit kan alleen een beslisser." in text_of(response)
    refused = events(case, "task.taken")[0]
    assert refused.result == "refused"
    assert "beslisser" in json.loads(refused.body)["facts"]["reason"]


def test_assessor_cannot_decide_and_reads_why(who: make.People) -> None:
    both = make.person(Role.DECIDER, username="allebei")
    RoleHolding.objects.create(
        user=User.objects.get(pk=both.key), role=Role.HANDLER, from_on=make.SINCE, given_by="test"
    )
    people = {**who, Role.HANDLER: both, Role.DECIDER: both}
    case = make.assessed(make.submitted(make.sample("mkb-klein-2020")), people, on=APRIL)
    response = take(browser(people, Role.DECIDER), task_of(case, "decide"))
    assert response.status_code == 409
    assert "Een andere gemandateerde neemt het besluit." in text_of(response)


def test_decider_grants_on_the_form(who: make.People, case: Case) -> None:
    task = task_of(case, "decide")
    response = do(browser(who, Role.DECIDER), task, decision="grant")
    assert response.status_code == 302
    assert make.fresh(case).status == "granted"
    task.refresh_from_db()
    assert task.status == "DONE"


def test_decision_against_the_assessment_is_refused_on_the_form_and_kept(who: make.People, case: Case) -> None:
    response = do(browser(who, Role.DECIDER), task_of(case, "decide"), decision="refuse", reasons="Nee.")
    assert response.status_code == 409
    assert "De beoordeling noemt geen afwijzingsgrond." in text_of(response)
    assert "Nee." in response.content.decode()
    assert [event.result for event in events(case, "case.refused")] == ["refused"]
    assert make.fresh(case).status == "assessment"


def test_amount_above_the_mandate_is_refused_with_its_reason(who: make.People, case: Case) -> None:
    Mandate.objects.filter(act="grant").update(up_to_cents=100_00)
    response = do(browser(who, Role.DECIDER), task_of(case, "decide"), decision="grant")
    assert response.status_code == 409
    assert "geen mandaat voor dit besluit" in text_of(response)
    assert events(case, "case.granted")[0].result == "refused"


def test_nobody_decides_on_another_assessment_than_was_read(who: make.People, case: Case) -> None:
    client, task = browser(who, Role.DECIDER), task_of(case, "decide")
    take(client, task)
    response = client.post(f"/taken/{task.pk}/", {"decision": "grant", "seen": "1"})
    assert response.status_code == 409
    assert "gewijzigd sinds u deze pagina opende" in text_of(response)


def test_form_without_a_choice_names_what_is_missing_and_changes_nothing(who: make.People, case: Case) -> None:
    response = do(browser(who, Role.DECIDER), task_of(case, "decide"))
    assert response.status_code == 400
    assert "Er is nog niets vastgelegd." in text_of(response)
    assert not Decision.objects.filter(case=case).exists()


def test_task_that_was_not_taken_is_not_done(who: make.People, case: Case) -> None:
    task = task_of(case, "decide")
    page = browser(who, Role.DECIDER).post(f"/taken/{task.pk}/", {"decision": "grant"})
    assert page.status_code == 409
    assert "Neem de taak eerst op" in text_of(page)


def test_finding_left_to_a_person_needs_an_answer_with_a_reason(who: make.People) -> None:
    envelope = make.sample("mkb-faillissement-2022")
    case = make.submitted(envelope)
    RegisterEntry.objects.filter(register="de_minimis").delete()
    make.with_place(case, on=date(2022, 4, 20))
    take_up(case.pk, by=who[Role.HANDLER], on=date(2022, 4, 20))
    client, task = browser(who, Role.HANDLER), task_of(case, "assess")
    take(client, task)
    page = client.get(f"/taken/{task.pk}/").content.decode()
    names = {part.split('"')[0] for part in page.split('name="answer-')[1:]}
    assert names
    assert client.post(f"/taken/{task.pk}/", {}).status_code == 400
    answers = {f"answer-{name}": "met" for name in names} | {
        f"reason-{name}": "Nagezien in het dossier." for name in names
    }
    assert client.post(f"/taken/{task.pk}/", answers).status_code == 302
    findings = case.assessments.get().findings
    judged = [finding for finding in findings if "judged_by_person" in finding["facts"]]
    assert {finding["code"] for finding in judged} == names


def test_refusal_goes_by_hearing_check_views_and_decision(who: make.People) -> None:
    case = make.assessed(make.submitted(make.sample("mkb-te-lage-kosten-2020")), who, on=APRIL)
    handler, decider = browser(who, Role.HANDLER), browser(who, Role.DECIDER)
    reason = {"is_required": "ja", "article": "Awb 4:7", "reason": "Het register zegt iets anders."}
    assert do(handler, task_of(case, "check_hearing"), **reason).status_code == 302
    assert do(handler, task_of(case, "request_views"), reasons="Wij willen afwijzen.").status_code == 302
    assert make.fresh(case).status == "refusal_views"
    today = timezone.localdate()
    make.letters_sent(today)
    views = {"received_on": f"{today}", "text": "Wij zijn het oneens."}
    page = handler.post(f"/zaken/{case.pk}/ontvangen/views/", views)
    assert page.status_code == 302
    assert do(handler, task_of(case, "assess")).status_code == 302
    silent = do(decider, task_of(case, "decide"), decision="refuse")
    assert silent.status_code == 409
    assert "Er is een zienswijze." in text_of(silent)
    assert "Wij zijn het oneens." in text_of(silent)
    answer = "De aanvrager is het oneens, maar noemt geen andere cijfers."
    decided = do(decider, task_of(case, "decide"), decision="refuse", answer_to_views=answer)
    assert decided.status_code == 302
    assert make.fresh(case).status == "refused"


def test_supplement_is_asked_and_the_page_says_what_is_missing(who: make.People) -> None:
    case = make.submitted(make.sample("mkb-onvolledig-2020"))
    client, task = browser(who, Role.HANDLER), task_of(case, "check_completeness")
    take(client, task)
    assert "Wat ontbreekt" in text_of(client.get(f"/taken/{task.pk}/"))
    assert do(client, task).status_code == 302
    assert make.fresh(case).status == "supplement_requested"


def test_payment_is_approved_and_booked_by_finance(who: make.People) -> None:
    case = make.announced(make.submitted(make.sample("mkb-voorschot-2023")), who, on=date(2023, 11, 20))
    client, payment = browser(who, Role.FINANCE), Payment.objects.get(case=case)
    assert do(client, task_of(case, "approve"), chosen=[str(payment.pk)]).status_code == 302
    early = {"chosen": str(payment.pk), "paid_on": "2023-01-01", "bank_reference": "NL-1"}
    assert do(client, task_of(case, "register"), **early).status_code == 400
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert do(client, task_of(case, "register"), **{**early, "paid_on": today}).status_code == 302
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.PAID


def test_withdrawal_is_prepared_without_a_task_and_refused_too_early(who: make.People) -> None:
    case = make.announced(make.submitted(make.sample("mkb-klein-2020")), who, on=APRIL)
    handler, decider = browser(who, Role.HANDLER), browser(who, Role.DECIDER)
    revoke = f"/zaken/{case.pk}/handeling/intrekken/"
    grounds = {
        "decision": "revoke",
        "reasons": "Niet uitgevoerd (Awb 4:48).",
        "weighing": "Het belang van juiste besteding weegt zwaarder.",
        "blame": "ja",
        "blame_reasons": "De ontvanger begon niet en meldde dat niet.",
    }
    early = decider.post(revoke, grounds)
    assert early.status_code == 409
    assert "Leg eerst vast of de betrokkene gehoord moet worden" in text_of(early)
    check = {"is_required": "nee", "article": "Awb 4:8", "reason": "De ontvanger gaf de gegevens zelf."}
    assert handler.post(f"/zaken/{case.pk}/handeling/hoorplicht-intrekking/", check).status_code == 302
    assert decider.post(revoke, grounds).status_code == 302
    assert make.fresh(case).status == "revoked"


@pytest.mark.parametrize(
    ("answer", "is_culpable"), [pytest.param("ja", True, id="to blame"), pytest.param("nee", False, id="not to blame")]
)
def test_who_withdraws_says_whether_the_recipient_is_to_blame_and_why(
    who: make.People, answer: str, is_culpable: bool
) -> None:
    case = make.announced(make.submitted(make.sample("mkb-klein-2020")), who, on=APRIL)
    make.unheard(case, "revocation", who, on=APRIL)
    decider, page = browser(who, Role.DECIDER), f"/zaken/{case.pk}/handeling/intrekken/"
    shown = decider.get(page).content.decode()
    assert re.findall(r'<input type="radio" name="blame" value="(\w*)"', shown) == ["ja", "nee"]
    assert not re.search(r'name="blame"[^>]*checked', shown), "who decides has to choose"
    why = "De ontvanger was ziek en meldde dat."
    grounds = {"decision": "revoke", "reasons": "Niet uitgevoerd (Awb 4:48).", "weighing": make.WEIGHING}
    unsaid = decider.post(page, {**grounds, "blame_reasons": why})
    assert (unsaid.status_code, make.fresh(case).status) == (400, "granted")
    assert decider.post(page, {**grounds, "blame": answer}).status_code == 400
    assert decider.post(page, {**grounds, "blame": answer, "blame_reasons": why}).status_code == 302
    assert Decision.objects.get(case=case, kind="revocation").facts["is_culpable"] is is_culpable
    [event] = events(case, "case.revoked")
    assert json.loads(event.body)["facts"]["is_culpable"] is is_culpable
    assert PersonalFact.objects.get(stream=case.stream, label="blame_reasons").value == why
    assert is_blameless(make.fresh(case)) is not is_culpable


def test_after_the_views_too_who_withdraws_says_whether_the_recipient_is_to_blame(who: make.People) -> None:
    case = make.announced(make.submitted(make.sample("mkb-klein-2020")), who, on=APRIL)
    make.to_be_heard(case, "revocation", who, on=APRIL)
    make.letters_sent(APRIL)
    make.day_passes(date(2020, 6, 1))
    grounds = {"decision": "revoke", "reasons": "Niet uitgevoerd (Awb 4:48).", "weighing": make.WEIGHING}
    response = do(browser(who, Role.DECIDER), task_of(case, "revoke"), **grounds)
    assert response.status_code == 400
    assert "Kies of het de ontvanger te verwijten is." in text_of(response)
    assert "Schrijf op waarom het de ontvanger wel of niet te verwijten is." in text_of(response)
    assert make.fresh(case).status == "revocation_views"


def test_after_the_views_the_office_can_drop_its_intention_to_withdraw(who: make.People) -> None:
    case = make.granted(make.submitted(make.sample("mkb-klein-2020")), who, on=APRIL)
    handler, decider = browser(who, Role.HANDLER), browser(who, Role.DECIDER)
    make.letters_sent(timezone.localdate())
    check = {"is_required": "ja", "article": "Awb 4:8", "reason": "De gegevens komen van een ander."}
    handler.post(f"/zaken/{case.pk}/handeling/hoorplicht-intrekking/", check)
    intention = {"reasons": "Wij denken dat er niets is gedaan."}
    assert handler.post(f"/zaken/{case.pk}/handeling/voornemen-intrekking/", intention).status_code == 302
    make.letters_sent(timezone.localdate())
    views = {"received_on": f"{timezone.localdate()}", "text": "Het is wel gedaan; zie de foto's."}
    assert handler.post(f"/zaken/{case.pk}/ontvangen/views/", views).status_code == 302
    dropped = do(decider, task_of(case, "revoke"), decision="drop_revocation", reasons="Het is gedaan.")
    assert dropped.status_code == 302
    assert make.fresh(case).status == "granted"


def test_settlement_choice_needs_amount_and_reason(who: make.People) -> None:
    case = make.granted(make.submitted(make.sample("mkb-voorschot-2023")), who, on=date(2023, 11, 20))
    make.letters_sent(date(2023, 11, 21))
    data = make.report_data(case, "0.30", ended_on=date(2024, 10, 1))
    receive_report(case.pk, data, by=who[Role.HANDLER], received_at=make.at(date(2024, 11, 1)))
    client, task = browser(who, Role.HANDLER), task_of(case, "assess")
    assert do(client, task, kind="nil").status_code == 400
    assert do(client, task, kind="lower", amount="999.999,00", reason="Te veel.").status_code == 409
    assert do(client, task, kind="nil", amount="0,00", reason="Minder dan 60 procent is gedaan.").status_code == 302
    assert case.assessments.get(stage="settlement").outcome == "nil"


def test_a_complete_application_offers_no_supplement_and_no_hearing_about_a_withdrawal(
    who: make.People, case: Case
) -> None:
    handler = browser(who, Role.HANDLER)
    page = handler.get(f"/zaken/{case.pk}/handeling/aanvulling-vragen/")
    assert page.status_code == 409
    assert "De aanvraag is volledig; er is niets om te vragen." in text_of(page)
    assert "hoorplicht-intrekking" not in handler.get(f"/zaken/{case.pk}/").content.decode()
