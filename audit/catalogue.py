"""Every kind of event: what was done, as a Dutch sentence, and which facts it must hold.
A new kind is one `declare` line, here or where it is recorded. Writing is in audit.trail, wording in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class UnknownAction(LookupError):
    """The action is not in the catalogue."""


class MissingFact(ValueError):
    """An event lacks a fact that its kind requires."""


class PersonalInBody(ValueError):
    """A personal value was about to enter the hashed body, from which it could never be erased."""


@dataclass(frozen=True)
class EventKind:
    """What an event of this kind says.

    `deed` names it in the infinitive (a refused attempt prints "Geweigerd: <deed>"); `sentence` may use the `required`
    facts in braces, with `:euro` or `:day` for the Dutch form. `personal` may only be given as personal values.
    """

    deed: str
    sentence: str
    required: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()


EVENTS: dict[str, EventKind] = {}


def declare(action: str, deed: str, sentence: str, *required: str, personal: tuple[str, ...] = ()) -> None:
    """Add a kind of event. Raises ValueError when the action is known already."""
    if action in EVENTS:
        raise ValueError(f"The action {action} is declared twice.")
    EVENTS[action] = EventKind(deed, sentence, frozenset(required), frozenset(personal))


def check_facts(action: str, result: str, facts: Mapping[str, object], personal: Mapping[str, str]) -> None:
    """Check that an event holds what its kind requires; a refused attempt needs its `reason` only.

    Raises UnknownAction, MissingFact or PersonalInBody.
    """
    kind = EVENTS.get(action)
    if kind is None:
        raise UnknownAction(f"The action {action!r} is not in the catalogue (audit/catalogue.py).")
    required = {"reason"} if result == "refused" else kind.required
    if missing := required - facts.keys() - personal.keys():
        raise MissingFact(f"{action} lacks: {', '.join(sorted(missing))}.")
    if open_values := facts.keys() & (kind.personal | personal.keys()):
        raise PersonalInBody(f"{action}: give {', '.join(sorted(open_values))} as personal, not as fact.")


WHO = ("applicant", "submission_digest", "name", "email", "iban", "bsn")

# Application
declare("case.submitted", "aanvraag indienen", "De aanvraag is ingediend.", personal=WHO)
declare("case.supplement_requested", "aanvulling vragen", "De aanvrager is gevraagd de aanvraag aan te vullen.")
declare("case.supplement_received", "aanvulling ontvangen", "Een aanvulling is ontvangen.", personal=WHO)
declare("case.supplement_lapsed", "aanvultermijn beëindigen", "De termijn voor de aanvulling is verstreken.")
declare("case.left_unconsidered", "aanvraag buiten behandeling laten", "De aanvraag is buiten behandeling gelaten.")
declare("case.withdrawn", "aanvraag intrekken", "De aanvrager heeft de aanvraag ingetrokken.", personal=WHO)

# Assessment and hearing
declare("case.assessment_started", "beoordeling beginnen", "De beoordeling is begonnen.")
declare("case.assessed", "beoordelen", "De zaak is beoordeeld; uitkomst: {outcome}.", "outcome")
declare("case.hearing_checked", "hoorplicht nagaan", "Nagegaan is of de betrokkene gehoord moet worden.")
declare("case.views_requested", "zienswijze vragen", "De betrokkene is om een zienswijze gevraagd.")
declare("case.views_received", "zienswijze ontvangen", "Een zienswijze is ontvangen.", personal=WHO)
declare("case.views_lapsed", "zienswijzetermijn beëindigen", "De termijn voor de zienswijze is verstreken.")

# Decisions on the application
declare("case.refused", "aanvraag afwijzen", "De aanvraag is afgewezen.")
declare(
    "case.refused_for_ceiling", "aanvraag afwijzen wegens plafond", "De aanvraag is afgewezen: het plafond is bereikt."
)
declare("case.granted", "subsidie verlenen", "De subsidie is verleend: {amount:euro}.", "amount")
declare(
    "case.granted_by_machine",
    "subsidie geautomatiseerd verlenen",
    "De subsidie is geautomatiseerd verleend: {amount:euro}.",
    "amount",
)
declare("case.refused_by_machine", "aanvraag geautomatiseerd afwijzen", "De aanvraag is geautomatiseerd afgewezen.")
declare(
    "case.refused_for_ceiling_by_machine",
    "aanvraag geautomatiseerd afwijzen wegens plafond",
    "De aanvraag is geautomatiseerd afgewezen: het plafond is bereikt.",
)
declare("case.handed_to_person", "aan een mens overdragen", "Een mens beslist op deze aanvraag: {reason}.", "reason")

# During the project
declare("case.change_requested", "wijziging vragen", "De ontvanger heeft om een wijziging gevraagd.", personal=WHO)
declare("case.change_granted", "wijziging toestaan", "De wijziging is toegestaan.")
declare("case.change_refused", "wijziging afwijzen", "De wijziging is afgewezen.")
declare("case.waived", "van subsidie afzien", "De ontvanger ziet van de subsidie af.", personal=WHO)
declare("case.advance_granted", "voorschot verlenen", "Een voorschot is verleend: {amount:euro}.", "amount")
declare("case.advance_refused", "voorschot weigeren", "Er is geen voorschot verleend.")
declare(
    "case.interim_requested", "tussentijdse betaling vragen", "Om een tussentijdse betaling is gevraagd.", personal=WHO
)
declare(
    "case.interim_granted", "tussentijds betalen", "Een tussentijdse betaling is toegekend: {amount:euro}.", "amount"
)
declare("case.interim_refused", "tussentijdse betaling weigeren", "De tussentijdse betaling is geweigerd.")

# Who delivers: orders, invoices, proof, incidents, consent
declare("case.ordered", "order plaatsen", "Bij de opleider is besteld voor {amount:euro}.", "amount")
declare("invoice.received", "factuur ontvangen", "Een factuur van {amount:euro} is ontvangen.", "amount", personal=WHO)
declare("invoice.judged", "factuur beoordelen", "Een factuur van {amount:euro} is beoordeeld.", "amount")
declare("case.proof_received", "bewijs van deelname ontvangen", "Een bewijs van deelname is ontvangen.", personal=WHO)
declare("case.incident_received", "melding ontvangen", "Een melding van de ontvanger is ontvangen.", personal=WHO)
declare(
    "case.incident_handled",
    "melding afhandelen",
    "Een melding is afgehandeld: {outcome}.",
    "outcome",
    personal=("reasons",),
)
declare("case.consent_received", "instemming ontvangen", "Een instemming is ontvangen.", personal=WHO)
declare(
    "case.recovery_forgone", "van terugvordering afzien", "Van terugvordering is afgezien: {amount:euro}.", "amount"
)
declare(
    "case.affected_decided",
    "gevolg van verwijdering bepalen",
    "Het gevolg van een verwijdering is bepaald: {choice}.",
    "choice",
    personal=("reasons",),
)

# Measures on a party
declare("measure.proposed", "maatregel voorstellen", "Een maatregel is voorgenomen: {kind}.", "kind")
declare("measure.views_received", "zienswijze ontvangen", "Een zienswijze over een maatregel is ontvangen.")
declare("measure.imposed", "maatregel opleggen", "Een maatregel is opgelegd: {kind}.", "kind")
declare("measure.dropped", "van maatregel afzien", "Een maatregel is niet doorgezet: {kind}.", "kind")
declare("measure.lifted", "maatregel opheffen", "Een maatregel is opgeheven: {kind}.", "kind")
declare("notice.sent", "brief over maatregel verzenden", "De brief {kind} is verzonden.", "kind", personal=("digest",))

# Settlement and after
declare(
    "case.settlement_reminded",
    "aan vaststelling herinneren",
    "De ontvanger is herinnerd aan de aanvraag tot vaststelling.",
)
declare("case.reported", "vaststelling aanvragen", "De ontvanger heeft vaststelling aangevraagd.", personal=WHO)
declare("case.settled", "subsidie vaststellen", "De subsidie is vastgesteld: {amount:euro}.", "amount")
declare(
    "case.settled_ex_officio",
    "ambtshalve vaststellen",
    "De subsidie is ambtshalve vastgesteld: {amount:euro}.",
    "amount",
)
declare("case.refused_late", "te late aanvraag afwijzen", "De aanvraag is afgewezen: zij is na de sluiting ontvangen.")
declare(
    "case.settled_directly",
    "subsidie direct vaststellen",
    "De subsidie is zonder verlening vastgesteld: {amount:euro}, {met} van {lines} regels.",
    *("amount", "met", "lines"),
)
declare(
    "case.refused_directly",
    "aanvraag afwijzen",
    "De aanvraag is afgewezen: geen van de {lines} regels voldoet.",
    "lines",
)
declare(
    "case.settlement_amended",
    "vaststelling wijzigen",
    "De vaststelling is gewijzigd van {before:euro} in {amount:euro}.",
    *("before", "amount"),
)
declare("case.line_awarded", "regel toekennen", "Regel {line} is toegekend: {added:euro}.", "line", "added")
declare(
    "case.ceiling_passed",
    "boven plafond toekennen",
    "Regel {line} ligt {above:euro} boven het plafond.",
    *("line", "above"),
)
declare("case.line_refused", "regel afwijzen", "Regel {line} is afgewezen.", "line")
declare("case.documents_demanded", "documenten opvragen", "De aanvrager is gevraagd documenten te tonen.")
declare("case.documents_lapsed", "documententermijn beëindigen", "De termijn voor de documenten is verstreken.")
declare("case.lines_found", "bevinding per regel vastleggen", "Na controle zijn bevindingen per regel vastgelegd.")
declare(
    "case.line_counted",
    "regel voorlopig meetellen",
    "Over het voorlopig meetellen van regel {line}: {answer}.",
    *("line", "answer"),
)
declare(
    "case.prior_advance_granted",
    "voorschot vooraf verlenen",
    "Een voorschot is vooraf verleend: {amount:euro}.",
    "amount",
)
declare(
    "case.advance_set_off",
    "voorschot verrekenen",
    "Het voorschot is verrekend met de vaststelling: {amount:euro}.",
    "amount",
)
declare("case.revoked", "verlening intrekken", "De verlening is ingetrokken.", personal=("blame_reasons",))
declare("case.revocation_dropped", "van intrekking afzien", "De verlening wordt na de zienswijze niet ingetrokken.")
declare("case.claimed_back", "terugvorderen", "Teruggevorderd is {amount:euro}.", "amount")
declare("case.repaid", "terugbetaling ontvangen", "Terugbetaald is {amount:euro}.", "amount")
declare("case.objection_received", "bezwaar ontvangen", "Een bezwaarschrift is ontvangen.", personal=WHO)
declare("case.documents_received", "stukken ontvangen", "Stukken zijn ontvangen.", personal=WHO)
declare("case.sampled", "steekproef trekken", "De zaak is getrokken in een steekproef.")
declare("case.closed", "zaak afsluiten", "De zaak is afgesloten.")

# Signals of possible misuse: a person is asked to look; nothing is decided
declare(
    "signal.raised", "signaal geven", "Een controleur is gevraagd te kijken: {label}.", "label", personal=("remark",)
)
declare("signal.changed", "signaal bijwerken", "Een open signaal heeft andere cijfers: {label}.", "label")
declare(
    "signal.reviewed",
    "signaal bekijken",
    "Een signaal is bekeken: {label}; uitkomst: {outcome}.",
    "label",
    "outcome",
    personal=("reason",),
)

# Approvals, letters, payments
declare("letter.sent", "brief verzenden", "De brief {kind} is verzonden.", "kind", personal=("digest", "address"))
declare("letter.failed", "brief verzenden", "De brief {kind} kon niet worden verzonden.", "kind")
declare(
    "payment.approved",
    "betaling goedkeuren",
    "Een betaling is goedgekeurd: {amount:euro}.",
    "amount",
    personal=("iban",),
)
declare("payment.paid", "betaling boeken", "Een betaling is gedaan: {amount:euro}.", "amount")
declare("payment.withheld", "betaling aanhouden", "Een betaling is aangehouden.")

# Windows and the lot
declare("window.loaded", "tijdvak inlezen", "Het aanvraagtijdvak is ingelezen.")
declare(
    "window.seed_committed",
    "zaad vastleggen",
    "De vingerafdruk van het geheime zaad is vastgelegd: {digest}.",
    "digest",
)
declare("window.list_frozen", "lijst vaststellen", "De lijst voor de loting is vastgesteld: {digest}.", "digest")
declare("window.value_entered", "toevalswaarde invoeren", "De openbare toevalswaarde is ingevoerd.")
declare("window.drawn", "loten", "Er is geloot.")
declare("window.list_imported", "lijst van de notaris overnemen", "De lijst van de notaris is overgenomen.")
declare("window.ceiling_changed", "plafond wijzigen", "Het subsidieplafond is gewijzigd.")
declare(
    "window.budget_awaited", "begrotingsvoorbehoud maken", "De begroting achter het tijdvak is nog niet vastgesteld."
)
declare("window.budget_adopted", "begroting vaststellen", "De begroting achter het tijdvak is vastgesteld.")

# Work, settings, roles and people
declare(
    "register.loaded",
    "register inlezen",
    "Het register {register} is ingelezen; aantal regels: {rows}.",
    "register",
    "rows",
    personal=("file_digest",),
)
declare("task.taken", "taak opnemen", "Een taak is opgenomen.")
declare("task.released", "taak teruggeven", "Een taak is teruggegeven.")
declare("setting.proposed", "instelling voorstellen", "Een instelling is voorgesteld: {name}.", "name")
declare("setting.approved", "instelling goedkeuren", "Een instelling is goedgekeurd: {name}.", "name")
declare("role.given", "rol geven", "De rol {role} is gegeven.", "role")
declare("role.ended", "rol beëindigen", "De rol {role} is beëindigd.", "role")
declare("mandate.given", "mandaat geven", "Mandaat is gegeven voor {act}.", "act")
declare("api_client.added", "koppeling toelaten", "De koppeling {name} is toegelaten als {scope}.", "name", "scope")
declare("api_client.ended", "koppeling beëindigen", "De koppeling {name} is beëindigd.", "name")
declare(
    "api_client.mandated",
    "ketenmachtiging vastleggen",
    "De koppeling {name} mag aanvragen voor {employer}, vanaf {from_on:day}.",
    "name",
    "employer",
    "from_on",
)
declare("api_client.refused", "koppeling gebruiken", "Een verzoek is geweigerd.", personal=("address",))
declare("user.signed_in", "aanmelden", "De medewerker heeft zich aangemeld.")
declare("user.sign_in_failed", "aanmelden", "Een aanmelding is mislukt.", personal=("username",))
declare("user.signed_out", "afmelden", "De medewerker heeft zich afgemeld.")

# Documents, exports, upkeep
declare("export.made", "exporteren", "Een export is gemaakt ({format}).", "format")
declare("personal.erased", "persoonsgegevens wissen", "Persoonsgegevens zijn gewist: {ground}.", "ground")
declare("work.rebuilt", "taken opnieuw opbouwen", "De taken zijn opnieuw opgebouwd.")
declare("intake.rejected", "bericht aannemen", "Een bericht is niet aangenomen.", personal=("digest",))
declare("checkpoint.made", "ijkpunt maken", "Een ijkpunt is gemaakt: {root}.", "root")
