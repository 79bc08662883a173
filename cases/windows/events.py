"""The kinds of events that only windows write, declared beside the names by which the steps write them."""

from __future__ import annotations

from audit.catalogue import declare

VALUE_CONFIRMED = "window.value_confirmed"
NO_LOT_NEEDED = "window.no_lot_needed"
PLACES_ADDED = "window.places_added"
PLACES_RESERVED = "window.places_reserved"
REFUSALS_BEGUN = "window.ceiling_refusals_begun"

declare(VALUE_CONFIRMED, "toevalswaarde bevestigen", "Een tweede persoon heeft de toevalswaarde bevestigd.")
declare(NO_LOT_NEEDED, "volgorde bepalen", "Er hoefde niet te worden geloot: alle volledige aanvragen passen.")
declare(
    PLACES_ADDED,
    "volgnummers geven",
    "Volgnummers {first} tot en met {last} zijn gegeven op dag van volledigheid.",
    "first",
    "last",
)
declare(
    PLACES_RESERVED,
    "geld verdelen",
    "Voor {count} aanvragen is een plaats onder het plafond gereserveerd: {amount:euro}.",
    "count",
    "amount",
)
declare(
    REFUSALS_BEGUN,
    "afwijzen wegens plafond",
    "Wie niet aan de beurt kwam, wordt afgewezen wegens het plafond; vrijvallend geld wordt niet meer verdeeld.",
)
