"""What in STAP asks a reviewer to look: many applications at one trainer, prices that rise or crowd below the maximum, paid no-shows.
None of it says that something is wrong: a large trainer, or one with dearer lessons, gives the same picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from cases.amounts import ZERO, euro, plain
from cases.law import Article, Values
from cases.schemes.answers import answer_to, period_of
from cases.schemes.signals import Fingerprint, Severity, SignalCase, SignalFacts, SignalFound, SignalRule
from cases.schemes.stap.terms.signals import CHAMBER
from cases.schemes.stap.terms.sources import TEST_CHAMBER

POLICY = Article(CHAMBER, TEST_CHAMBER)
IN_WINDOW, TRAINER, NEAR_MAXIMUM, NO_SHOW = "trainer_in_window", "trainer", "near_maximum", "paid_no_show"


def signal_keys(case: SignalCase) -> tuple[Fingerprint, ...]:
    """Give what other applications may share with this one: its trainer, in a window, near the maximum, or without taking part."""
    return tuple(_fingerprints(case))


def _fingerprints(case: SignalCase) -> Iterator[Fingerprint]:
    registration = case.application.registration
    trainer = registration.trainer_id
    yield Fingerprint(TRAINER, trainer)
    if case.window:
        yield Fingerprint(IN_WINDOW, f"{case.window}:{trainer}")
    if case.values.signal_price_band_from <= registration.total_price <= case.values.maximum_amount:
        yield Fingerprint(NEAR_MAXIMUM, trainer)
    if is_paid_no_show(case):
        yield Fingerprint(NO_SHOW, trainer)


def is_paid_no_show(case: SignalCase) -> bool:
    """Say whether money was paid and stays paid for a training of which the proof shows no success."""
    proofs = case.acts_of("proof")
    return bool(proofs) and not proofs[-1].data["is_success"] and case.paid_amount > ZERO


def trainer_has_large_part(facts: SignalFacts, values: Values) -> SignalFound | None:
    """One trainer has a large part of all applications of a window."""
    found, limit = facts.widest(IN_WINDOW), values.signal_trainer_percent
    part = percent_of(found.cases, facts.window_cases)
    if found.cases < values.signal_trainer_least or part <= limit:
        return None
    seen = f"Van {facts.window_cases} aanvragen in dit tijdvak gaan er {found.cases} ({part} %) naar deze opleider; grens {limit} %."
    return SignalFound(seen, part, limit, {"applications": found.cases, "window": facts.window_cases})


def price_rose(facts: SignalFacts, values: Values) -> SignalFound | None:
    """The register shows that the price of this training rose in the year before the application."""
    before, now = price_history(facts.case, values)
    limit = values.signal_price_rise_percent
    rise = percent_of(now - before, before) if before else 0
    if rise <= limit:
        return None
    seen = f"De prijs van deze scholing steeg in een jaar met {rise} %; grens {limit} %."
    return SignalFound(seen, rise, limit, {"before": plain(before), "now": plain(now)})


def price_history(case: SignalCase, values: Values) -> tuple[Decimal, Decimal]:
    """Give the lowest price that the register held in the year before the application, and the one on that day, in euro."""
    entries = answer_to({"registers": case.registers}, "scholingsregister", "training").entries
    since = case.received_on - timedelta(days=values.signal_price_days)
    known = [
        (period_of(entry), euro(entry["catalogue_price"]))
        for entry in entries
        if period_of(entry).last >= since and period_of(entry).first <= case.received_on
    ]
    now = [price for period, price in sorted(known) if period.last >= case.received_on]
    return min((price for _, price in known), default=ZERO), now[-1] if now else ZERO


def prices_crowd_below_maximum(facts: SignalFacts, values: Values) -> SignalFound | None:
    """A large part of the applications at one trainer has a price just below the maximum."""
    near, every, limit = facts.widest(NEAR_MAXIMUM), facts.widest(TRAINER), values.signal_price_band_percent
    part = percent_of(near.cases, every.cases)
    if every.cases < values.signal_trainer_least or part <= limit:
        return None
    seen = (
        f"Van {every.cases} aanvragen bij deze opleider ligt bij {near.cases} ({part} %) de prijs vlak onder het maximum; "
        f"grens {limit} %."
    )
    return SignalFound(seen, part, limit, {"applications": every.cases, "near_maximum": near.cases})


def no_shows_are_paid(facts: SignalFacts, values: Values) -> SignalFound | None:
    """At one trainer several trainings were paid of which the proof shows no success, and nothing came back."""
    found, limit = facts.widest(NO_SHOW), values.signal_no_shows
    if found.cases <= limit:
        return None
    seen = f"Bij deze opleider zijn {found.cases} scholingen betaald waaraan niet is deelgenomen; grens {limit}."
    return SignalFound(seen, found.cases, limit, {"applications": found.cases})


def percent_of(part: Decimal | int, whole: Decimal | int) -> int:
    """Give a part as whole percents of a whole, rounded down; nothing of nothing."""
    return int(100 * part // whole) if whole else 0


SIGNALS = (
    SignalRule(
        code="large_trainer",
        label="Veel aanvragen bij één opleider",
        article=POLICY,
        limit="signal_trainer_percent",
        severity=Severity.LOW,
        why="Een opleider die in korte tijd heel veel deelnemers trekt, kan hen met cadeaus of kortingen werven.",
        look_at="Hoe werft de opleider? Is de scholing onbeperkt online te volgen? Zijn er klachten of signalen van anderen?",
        judge=trainer_has_large_part,
        uses=(IN_WINDOW,),
        needs_window=True,
    ),
    SignalRule(
        code="price_rise",
        label="Prijs gestegen",
        article=POLICY,
        limit="signal_price_rise_percent",
        severity=Severity.NORMAL,
        why="Een prijs die naar het maximum toe stijgt, kan betekenen dat de subsidie in de prijs is verwerkt.",
        look_at="Is de inhoud van de scholing veranderd? Betaalt wie zonder STAP komt, dezelfde prijs?",
        judge=price_rose,
    ),
    SignalRule(
        code="near_maximum",
        label="Prijzen vlak onder het maximum",
        article=POLICY,
        limit="signal_price_band_percent",
        severity=Severity.LOW,
        why="Als bijna alle prijzen van een opleider vlak onder het maximum liggen, past de prijs zich aan de subsidie aan.",
        look_at="Wat kosten vergelijkbare scholingen elders, en wat kostten deze vóór STAP?",
        judge=prices_crowd_below_maximum,
        uses=(NEAR_MAXIMUM, TRAINER),
        needs_window=True,
    ),
    SignalRule(
        code="paid_no_shows",
        label="Betaald zonder deelname",
        article=POLICY,
        limit="signal_no_shows",
        severity=Severity.HIGH,
        why="Betaalde scholingen waaraan niemand deelneemt, kunnen spookcursisten zijn.",
        look_at="Zijn de aanmeldingen echt? Heeft de opleider zelf aangevraagd voor deelnemers? Is er teruggevorderd?",
        judge=no_shows_are_paid,
        uses=(NO_SHOW,),
    ),
)
