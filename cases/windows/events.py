"""The kinds of events that only windows write, declared beside the names by which the steps write them."""

from __future__ import annotations

from audit.catalogue import declare

VALUE_CONFIRMED = "window.value_confirmed"
NO_LOT_NEEDED = "window.no_lot_needed"
PLACES_ADDED = "window.places_added"
PLACES_RESERVED = "window.places_reserved"
REFUSALS_BEGUN = "window.ceiling_refusals_begun"
ARRIVALS_HANDLED = "window.arrivals_handled"
ARRIVAL_FAILED = "window.arrival_failed"
ARRIVALS_CLOSED = "window.arrivals_closed"
CARRIED_OVER = "window.carried_over"
PART_SET = "window.part_set"

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

SHARES_FROZEN = "window.shares_frozen"
REALLOCATION_PROPOSED = "window.reallocation_proposed"
REALLOCATION_CONFIRMED = "window.reallocation_confirmed"
RATES_PROPOSED = "window.rates_proposed"
RATES_ANSWERED = "window.rates_answered"
RATES_SIGNED = "window.rates_signed"
LINES_TAKEN_UP = "window.lines_taken_up"
LINES_DECIDED = "window.lines_decided"
LATE_REFUSED = "window.late_refused"
RUN_STARTED = "window.run_started"
PAYMENTS_APPROVED = "window.payments_approved"
OUTAGE_ENTERED = "window.outage_entered"
OUTAGE_APPROVED = "window.outage_approved"

declare(
    LINES_TAKEN_UP, "regels beoordelen", "{lines} regels van {cases} aanvragen zijn beoordeeld.", *("cases", "lines")
)
declare(
    SHARES_FROZEN,
    "verdeellijst bevriezen",
    "Verdeellijst {number} is bevroren: {digest}.",
    *("number", "digest", "shares"),
)
declare(REALLOCATION_PROPOSED, "keuze over de rest voorstellen", "Voorgesteld is wat met het resterende geld gebeurt.")
declare(REALLOCATION_CONFIRMED, "keuze over de rest bevestigen", "Een tweede persoon heeft die keuze bevestigd.")
declare(RATES_PROPOSED, "tarieven voorstellen", "De tarieven zijn berekend: {digest}.", *("digest", "rates"))
declare(RATES_ANSWERED, "tarieven goedkeuren", "Over de tarieven {digest}: {answer}.", *("digest", "answer"))
declare(
    RATES_SIGNED, "verdeling tekenen", "De verdeling is getekend: {amount:euro} is gereserveerd.", *("digest", "amount")
)
declare(
    LINES_DECIDED, "aanvragen vaststellen", "{count} aanvragen zijn vastgesteld: {amount:euro}.", *("count", "amount")
)
declare(LATE_REFUSED, "te late aanvragen afwijzen", "{count} te late aanvragen zijn afgewezen.", "count")
declare(
    RUN_STARTED,
    "verwerking op de achtergrond starten",
    "Op de achtergrond is gestart: {act}, over {total} aanvragen.",
    "act",
    "total",
)
declare(
    PAYMENTS_APPROVED,
    "betalingen goedkeuren",
    "{count} betalingen zijn samen goedgekeurd: {amount:euro}.",
    *("count", "amount"),
)
declare(OUTAGE_ENTERED, "storing vastleggen", "Een storing is vastgelegd, met een nieuw uiterste moment.")
declare(OUTAGE_APPROVED, "storing goedkeuren", "Het tijdvak sluit door een storing later: {closes_at}.", "closes_at")
declare(
    ARRIVALS_HANDLED,
    "binnengekomen aanvragen afhandelen",
    "{count} aanvragen zijn op volgorde van binnenkomst afgehandeld; verleend is {amount:euro}.",
    "count",
    "amount",
)
declare(
    ARRIVAL_FAILED,
    "binnengekomen aanvraag afhandelen",
    "Aanvraag {number} kon niet worden geopend; het bedrag blijft gereserveerd tot een mens dit heeft uitgezocht.",
    "number",
)
declare(ARRIVALS_CLOSED, "binnenkomst sluiten", "Er worden geen aanvragen meer aangenomen in dit tijdvak.")
declare(
    CARRIED_OVER,
    "geld overhevelen",
    "Naar {to} gaat wat over is ({left:euro}), min wat boven het plafond is verleend ({overrun:euro}).",
    "to",
    "left",
    "overrun",
)
declare(
    PART_SET,
    "deel van het plafond bekendmaken",
    "Het deel {part} van het tijdvak is {amount:euro}.",
    "part",
    "amount",
)
