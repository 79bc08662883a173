"""What asks a reviewer to look: one participant whose weeks are claimed by two firms, and places that are all full.
None of it says that something is wrong: a change of firm gives the same picture."""

from __future__ import annotations

from cases.law import Article, Values
from cases.schemes.derde_leerweg import sources as s
from cases.schemes.signals import Fingerprint, Severity, SignalCase, SignalFacts, SignalFound, SignalRule

PARTICIPANT = "participant"


def signal_keys(case: SignalCase) -> tuple[Fingerprint, ...]:
    """Give each participant: the weeks that are claimed, from when until when."""
    return tuple(
        Fingerprint(PARTICIPANT, place.bsn, place.weeks, place.starts_on, place.ends_on)
        for place in case.application.places
    )


def two_firms(facts: SignalFacts, values: Values) -> SignalFound | None:
    """One participant has a place with two firms in the same weeks."""
    limit = values.signal_overlapping_firms
    most = max((each.overlapping for each in facts.of(PARTICIPANT)), default=0)
    if most <= limit:
        return None
    people = sum(each.overlapping > limit for each in facts.of(PARTICIPANT))
    seen = f"{people} deelnemers hebben in dezelfde weken ook een plaats bij een ander bedrijf; grens {limit}."
    return SignalFound(seen, most, limit, {"participants": people})


def all_places_full(facts: SignalFacts, values: Values) -> SignalFound | None:
    """Every place has the weeks of a full place, though holiday and illness never count."""
    places, limit = facts.case.application.places, values.signal_full_places
    full = sum(place.weeks >= facts.case.values.place_weeks for place in places)
    if full <= limit or full < len(places):
        return None
    return SignalFound(f"Alle {full} plaatsen hebben precies het hoogste aantal weken; grens {limit}.", full, limit)


SIGNALS = (
    SignalRule(
        code="two_firms",
        label="Zelfde weken bij twee bedrijven",
        article=Article(s.cite("1"), s.STCRT_2021),
        limit="signal_overlapping_firms",
        severity=Severity.NORMAL,
        why="Twee volle plaatsen in dezelfde weken kunnen niet allebei waar zijn; twee kleine plaatsen wel.",
        look_at="Vraag beide overeenkomsten en de urenverantwoording van die weken op.",
        judge=two_firms,
        uses=(PARTICIPANT,),
    ),
    SignalRule(
        code="all_places_full",
        label="Alle plaatsen het hoogste aantal weken",
        article=Article(s.cite("4 lid 1"), s.TEXT_2021),
        limit="signal_full_places",
        severity=Severity.LOW,
        why="Weken met ziekte of verlof tellen niet mee; overal precies 40 weken komt weinig voor.",
        look_at="Leg de urenverantwoording van enkele plaatsen naast de opgegeven weken.",
        judge=all_places_full,
    ),
)
