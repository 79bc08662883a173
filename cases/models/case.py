"""The case and its legal status. Which changes of status are lawful stands here; who may make them and what follows does not.
Transition methods are empty on purpose: only `cases.transitions.perform` calls them, and the step does the rest."""

from __future__ import annotations

from django.db import models
from django_fsm import GET_STATE, FSMField, FSMModelMixin, transition


class Status(models.TextChoices):
    """The legal status of a case."""

    SUBMITTED = "submitted", "Ingediend"
    SUPPLEMENT_REQUESTED = "supplement_requested", "Aanvulling gevraagd"
    ASSESSMENT = "assessment", "In beoordeling"
    REFUSAL_VIEWS = "refusal_views", "Zienswijze gevraagd (voornemen tot afwijzing)"
    REFUSED = "refused", "Afgewezen"
    LEFT_UNCONSIDERED = "left_unconsidered", "Buiten behandeling gelaten"
    GRANTED = "granted", "Verleend"
    REPORTED = "reported", "Vaststelling aangevraagd"
    SETTLEMENT_VIEWS = "settlement_views", "Zienswijze gevraagd (voornemen tot vaststelling)"
    SETTLED = "settled", "Vastgesteld"
    REVOCATION_VIEWS = "revocation_views", "Zienswijze gevraagd (voornemen tot intrekking)"
    REVOKED = "revoked", "Verlening ingetrokken"
    WAIVED = "waived", "Ontvanger ziet af"
    RECOVERY = "recovery", "Terugvordering"
    WITHDRAWN = "withdrawn", "Aanvraag ingetrokken"
    CLOSED = "closed", "Afgesloten"


S = Status
UNDECIDED = [S.SUBMITTED, S.SUPPLEMENT_REQUESTED, S.ASSESSMENT, S.REFUSAL_VIEWS]
CLAIMS = ("recovery", "trainer_recovery")
"""The decisions that claim money back (Awb 4:57)."""
SETTLING = models.Q(kind__startswith="settlement_") | models.Q(kind="direct_settlement")
"""The decisions that settle: after a grant (Awb 4:42), or without one (4:43)."""


class Case(FSMModelMixin, models.Model):
    """One application with all that follows from it. `last_event` is the number of the event behind the present status."""

    number = models.CharField("zaaknummer", max_length=40, unique=True)
    scheme = models.CharField("regeling", max_length=40)
    status = FSMField("status", max_length=40, default=S.SUBMITTED, protected=True)
    last_event = models.BigIntegerField("laatste gebeurtenis")
    version = models.CharField("regelversie", max_length=40)
    applicant_kind = models.CharField("soort aanvrager", max_length=20)
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="cases", verbose_name="aanvrager")
    application = models.OneToOneField("cases.Submission", models.PROTECT, related_name="+", verbose_name="aanvraag")
    window = models.ForeignKey(
        "cases.Window", models.PROTECT, null=True, related_name="cases", verbose_name="aanvraagtijdvak"
    )
    received_on = models.DateField("ontvangen op")
    complete_on = models.DateField("volledig op", null=True)
    requested_cents = models.BigIntegerField("gevraagd bedrag in centen")

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        indexes = [
            models.Index(fields=["scheme", "status", "id"]),
            models.Index(fields=["window", "status"]),
            models.Index(fields=["party"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The name of this case's stream in the audit trail."""
        return f"case:{self.pk}"

    @property
    def status_label(self) -> str:
        """The Dutch name of the present status."""
        return str(Status(self.status).label)

    @property
    def status_before_revocation(self) -> Status:
        """Where the case stood when its withdrawal was first considered: claimed back, settled, reported or granted."""
        latest = self.decisions.order_by("-id").values_list("kind", flat=True).first()
        if latest in CLAIMS:
            return S.RECOVERY
        if self.decisions.filter(SETTLING).exists():
            return S.SETTLED
        return S.REPORTED if self.submissions.filter(kind__in=("report", "proof")).exists() else S.GRANTED

    @transition(field=status, source=[S.SUBMITTED, S.ASSESSMENT], target=S.SUPPLEMENT_REQUESTED)
    def request_supplement(self) -> None:
        """Awb 4:5: ask to complete the application; the decision term is suspended (4:15)."""

    @transition(field=status, source=S.SUPPLEMENT_REQUESTED, target=S.SUBMITTED)
    def receive_supplement(self) -> None:
        """Awb 4:5: the supplement came."""

    @transition(field=status, source=S.SUPPLEMENT_REQUESTED, target=S.LEFT_UNCONSIDERED)
    def leave_unconsidered(self) -> None:
        """Awb 4:5 lid 1: the supplement did not come, or did not complete the application."""

    @transition(field=status, source=S.SUBMITTED, target=S.ASSESSMENT)
    def start_assessment(self) -> None:
        """The complete application is taken up on its substance."""

    @transition(field=status, source=S.ASSESSMENT, target=S.REFUSAL_VIEWS)
    def request_refusal_views(self) -> None:
        """Awb 4:7: hear the applicant before a refusal."""

    @transition(field=status, source=[S.GRANTED, S.REPORTED], target=S.SETTLEMENT_VIEWS)
    def request_settlement_views(self) -> None:
        """Awb 4:8 and 4:12: hear the recipient before a lower or nil settlement."""

    @transition(field=status, source=[S.GRANTED, S.REPORTED, S.SETTLED, S.RECOVERY], target=S.REVOCATION_VIEWS)
    def request_revocation_views(self) -> None:
        """Awb 4:8 and 4:12: hear the recipient before the grant is withdrawn."""

    @transition(field=status, source=[S.ASSESSMENT, S.REFUSAL_VIEWS], target=S.REFUSED)
    def refuse(self) -> None:
        """Refuse on the substance."""

    @transition(field=status, source=S.SUBMITTED, target=S.REFUSED)
    def refuse_for_ceiling(self) -> None:
        """Awb 4:25 lid 2: the ceiling is reached before this application."""

    @transition(field=status, source=[S.ASSESSMENT, S.REFUSAL_VIEWS], target=S.GRANTED)
    def grant(self) -> None:
        """Awb 4:29: grant the subsidy."""

    @transition(field=status, source=S.SUBMITTED, target=S.GRANTED)
    def grant_by_machine(self) -> None:
        """Awb 4:29: the rules leave nothing open, and a machine grants the subsidy."""

    @transition(field=status, source=S.SUBMITTED, target=S.REFUSED)
    def refuse_by_machine(self) -> None:
        """A machine refuses where the law binds and the applicant's own data are enough (Awb 4:7 lid 1)."""

    @transition(field=status, source=S.SUBMITTED, target=S.REFUSED)
    def refuse_for_ceiling_by_machine(self) -> None:
        """Awb 4:25 lid 2: the ceiling is reached before this application, and a machine says so."""

    @transition(field=status, source=S.SUBMITTED, target=S.ASSESSMENT)
    def hand_to_person(self) -> None:
        """A machine may not decide on this application: a person takes it up."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def grant_change(self) -> None:
        """Agree to a change of the project."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def refuse_change(self) -> None:
        """Do not agree to a change of the project."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def grant_advance(self) -> None:
        """Awb 4:95: give an advance after the grant."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def refuse_advance(self) -> None:
        """Awb 4:95: give no advance."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def grant_interim_payment(self) -> None:
        """SLIM 16: pay in the meantime, on request."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def refuse_interim_payment(self) -> None:
        """SLIM 16: do not pay in the meantime."""

    @transition(field=status, source=S.GRANTED, target=S.GRANTED)
    def remind_settlement(self) -> None:
        """Awb 4:44 lid 3: set a term for the request for settlement."""

    @transition(field=status, source=S.GRANTED, target=S.REPORTED)
    def receive_report(self) -> None:
        """Awb 4:44: the recipient asks for settlement."""

    @transition(field=status, source=[S.REPORTED, S.SETTLEMENT_VIEWS], target=S.SETTLED)
    def settle(self) -> None:
        """Awb 4:42 and 4:46: settle the subsidy on request."""

    @transition(field=status, source=[S.GRANTED, S.SETTLEMENT_VIEWS], target=S.SETTLED)
    def settle_ex_officio(self) -> None:
        """Awb 4:47: settle without a request."""

    @transition(field=status, source=[S.GRANTED, S.REPORTED, S.SETTLED, S.REVOCATION_VIEWS], target=S.REVOKED)
    def revoke(self) -> None:
        """Awb 4:48 before settlement, 4:49 after it: withdraw the grant."""

    @transition(
        field=status,
        source=S.REVOCATION_VIEWS,
        target=GET_STATE(
            lambda case: case.status_before_revocation, states=[S.GRANTED, S.REPORTED, S.SETTLED, S.RECOVERY]
        ),
    )
    def drop_revocation(self) -> None:
        """After the views the grant is not withdrawn; the case goes on where it was."""

    @transition(field=status, source=S.GRANTED, target=S.WAIVED)
    def waive(self) -> None:
        """The recipient gives the subsidy up."""

    @transition(field=status, source=UNDECIDED, target=S.WITHDRAWN)
    def withdraw(self) -> None:
        """The applicant takes the application back."""

    @transition(field=status, source=[S.SUBMITTED, S.SUPPLEMENT_REQUESTED], target=S.REFUSED)
    def refuse_late(self) -> None:
        """The application, or what completed it, was received after the closing of the window."""

    @transition(field=status, source=[S.ASSESSMENT, S.REFUSAL_VIEWS], target=S.SETTLED)
    def settle_directly(self) -> None:
        """Awb 4:43: settle the subsidy without a grant, line by line, at the rates of the window."""

    @transition(field=status, source=[S.ASSESSMENT, S.REFUSAL_VIEWS], target=S.REFUSED)
    def refuse_directly(self) -> None:
        """Refuse where no line of the application is met."""

    @transition(field=status, source=[S.SETTLED, S.REVOCATION_VIEWS, S.RECOVERY], target=S.SETTLED)
    def amend_settlement(self) -> None:
        """Awb 4:49 lid 1: change the settlement to the disadvantage of the recipient."""

    @transition(field=status, source=[S.SETTLED, S.REFUSED, S.RECOVERY], target=S.SETTLED)
    def award_line(self) -> None:
        """Settle one more line at the rate of its year: its outcome was still to come, or it was won in objection."""

    @transition(field=status, source=[S.SETTLED, S.REVOCATION_VIEWS, S.RECOVERY], target=S.SETTLED)
    def refuse_line(self) -> None:
        """Refuse a line of which the outcome was still to come."""

    @transition(
        field=status,
        source=[S.ASSESSMENT, S.SETTLED, S.RECOVERY],
        target=GET_STATE(lambda case: S(case.status), states=[S.ASSESSMENT, S.SETTLED, S.RECOVERY]),
    )
    def demand_documents(self) -> None:
        """Ask for the documents that must be kept; this moves no date of receipt."""

    @transition(field=status, source=S.ASSESSMENT, target=S.GRANTED)
    def grant_prior_advance(self) -> None:
        """Awb 4:95: give an advance before the application for settlement."""

    @transition(field=status, source=S.GRANTED, target=S.CLOSED)
    def set_off_advance(self) -> None:
        """Awb 4:95 lid 4: the advance was set off against the settlement in another case of the recipient."""

    @transition(field=status, source=[S.SETTLED, S.REVOKED, S.WAIVED], target=S.RECOVERY)
    def claim_back(self) -> None:
        """Awb 4:57 and 4:95 lid 4: claim back what was paid too much."""

    @transition(field=status, source=S.SETTLED, target=S.SETTLED)
    @transition(field=status, source=S.REVOKED, target=S.REVOKED)
    def forgo_recovery(self) -> None:
        """Awb 4:57: claim nothing back of what was paid too much."""

    @transition(
        field=status,
        source=[S.REFUSED, S.LEFT_UNCONSIDERED, S.WITHDRAWN, S.WAIVED, S.SETTLED, S.REVOKED, S.RECOVERY],
        target=S.CLOSED,
    )
    def close(self) -> None:
        """Nothing is left to do, to pay or to receive."""
