"""From where on a STAP file asks for a second look: limits of our own, none of them law, each with the pattern that it follows.
What is counted stands in `stap.signals`; a signal decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.stap.terms import sources as s

CHAMBER = "Toetsingskamer STAP"

VALUES: Mapping[str, Dated[Any]] = {
    "signal_trainer_percent": s.open_question(
        {s.START: 10},
        CHAMBER,
        "Boven welk percentage van de aanvragen in een tijdvak bij één opleider kijkt een medewerker?",
        s.CONCENTRATION,
    ),
    "signal_trainer_least": s.open_question(
        {s.START: 50}, CHAMBER, "Vanaf hoeveel aanvragen zegt het aandeel van een opleider iets?", s.CONCENTRATION
    ),
    "signal_price_rise_percent": s.open_question(
        {s.START: 4}, CHAMBER, "Boven welk percentage stijging van de prijs kijkt een medewerker?", s.PRICES
    ),
    "signal_price_days": s.open_question(
        {s.START: 365}, CHAMBER, "Over hoeveel dagen terug wordt de prijs van een scholing vergeleken?", s.PRICES
    ),
    "signal_price_band_from": s.open_question(
        {s.START: euro("950")}, CHAMBER, "Vanaf welk bedrag ligt een prijs opvallend dicht bij het maximum?", s.PRICES
    ),
    "signal_price_band_percent": s.open_question(
        {s.START: 50},
        CHAMBER,
        "Boven welk percentage aanvragen met een prijs vlak onder het maximum bij één opleider kijkt een medewerker?",
        s.PRICES,
    ),
    "signal_no_shows": s.open_question(
        {s.START: 3},
        CHAMBER,
        "Boven hoeveel betaalde scholingen zonder deelname bij één opleider kijkt een medewerker?",
        s.GHOSTS,
    ),
}
