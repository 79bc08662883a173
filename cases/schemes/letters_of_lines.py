"""Letters about applications of many lines that share a window: the lines, the rates, and what is decided on a line later.
What is decided comes from the facts; nothing is judged or computed here. A scheme takes up those that fit it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from cases.amounts import written
from cases.schemes.base import DecidedLine, DecidedRate, Finding, LetterFacts, Outcome, Wording
from cases.schemes.letter_facts import RequiredFacts, is_positive, money, text
from cases.schemes.letter_parts import difference, explained, legal_basis, opening, reasons, subject, views, weighing
from cases.schemes.passages import Passages, enumeration, heading, paragraph, table

TO_COME, STILL_OPEN = "Wij kijken nog naar deze regel.", "nog open"
LINES = ("Regel", "Categorie", "Telt mee", "Deel van een plaats", "Bedrag", "Reden")
RATES = ("Onderdeel", "Beschikbaar", "Gevraagd", "Percentage", "Bedrag per plaats of week")


def line_table(facts: LetterFacts) -> Passages:
    """Give every line with what counts, its amount and, where it is refused, why. A person is known by the number of the line."""
    return (
        heading("Per regel"),
        paragraph("Een regel is één plaats uit uw aanvraag. Wij noemen geen namen. U vindt het nummer in uw aanvraag."),
        table("Uw regels", LINES, (_row(line) for line in facts.lines)),
    )


def _row(line: DecidedLine) -> tuple[str, ...]:
    return (str(line.number), line.category, *_counted(line), written(line.amount), _reason(line))


def _counted(line: DecidedLine) -> tuple[str, str]:
    """Say how many weeks or months count, and which part of a place that is; nothing is known of a line that is still open."""
    if line.outcome == "person":
        return STILL_OPEN, STILL_OPEN
    share = line.claims[0].share if line.claims else Fraction(0)
    count = line.facts.get("counted", 0) if line.outcome == "met" else 0
    return f"{count} van {line.facts.get('whole', 0)} {line.facts.get('unit', '')}".strip(), str(share)


def _reason(line: DecidedLine) -> str:
    if line.outcome == "person":
        return TO_COME
    told = [reason(finding) for finding in line.findings if finding.outcome is Outcome.NOT_MET]
    return " ".join(dict.fromkeys(told)) or "Toegekend."


def reason(finding: Finding) -> str:
    """Say which condition was not met, with its article; for a part of a line that it concerns the part."""
    part = "Voor een deel niet voldaan" if "concerns" in finding.facts else "Niet voldaan"
    return f"{part}: {finding.label.strip().rstrip('.')} ({finding.article})."


def supplements(facts: LetterFacts) -> Passages:
    """Give what supplements brought, line by line, where there are any. The amounts are part of those of the lines."""
    names = {rate.bucket: rate.label for rate in facts.rates}
    rows = [
        (str(line.number), names.get(claim.bucket, claim.bucket), weeks(claim.share), written(claim.amount))
        for line in facts.lines
        for claim in line.claims[1:]
        if claim.amount
    ]
    if not rows:
        return ()
    caption = "Toeslagen, al meegeteld in het bedrag van de regel"
    return (table(caption, ("Regel", "Toeslag", "Weken", "Bedrag"), rows),)


def rate_table(facts: LetterFacts, budget: str = "", share: str = "", left_over: str = "") -> Passages:
    """Say how the rate of each part was found: what was there by what was asked; each rule may be cited by its article."""
    added = any(rate.added for rate in facts.rates)
    return (
        heading("Zo is het bedrag berekend"),
        paragraph(
            f"Voor elk onderdeel is een vast bedrag beschikbaar{cited(budget)}.",
            f"Dat bedrag delen wij door alle plaatsen die meetellen{cited(share)}.",
            "Een volle plaats krijgt nooit meer dan het hoogste bedrag uit de regeling.",
            "Is er te weinig geld? Dan krijgt iedereen hetzelfde percentage. Dat ronden wij naar beneden af.",
            f"Wat in een ander onderdeel overbleef, is verdeeld{cited(left_over)}." if added else "",
        ),
        table("Bedragen en percentages van dit tijdvak", RATES, [_rate(rate) for rate in facts.rates]),
        paragraph(
            "Uw bedrag is: deel van een plaats × bedrag per plaats.",
            "Een toeslag is: weken × bedrag per week." if any(rate.percent is None for rate in facts.rates) else "",
            "Wij ronden elke regel naar beneden af op een cent.",
        ),
    )


def cited(article: str) -> str:
    """Give an article as it stands behind a sentence; nothing where none is named."""
    return f" ({article})" if article else ""


def _rate(rate: DecidedRate) -> tuple[str, ...]:
    percent = "per week" if rate.percent is None else f"{rate.percent.normalize():f} %".replace(".", ",")
    available = written(rate.ceiling + rate.added)
    return (rate.label, available, quantity(rate.demand), percent, written(rate.unit_amount))


def quantity(amount: Fraction) -> str:
    """Write a number of places or weeks for Dutch readers, with two decimals: `88.801,25`."""
    hundredths = Decimal(round(amount * 100)).scaleb(-2)
    return written(hundredths).removeprefix("€ ")


def weeks(share: Fraction) -> str:
    """Write a number of weeks: whole, or with two decimals where a limit cut within a week."""
    return str(share.numerator) if share.denominator == 1 else quantity(share)


def refused_lines(facts: LetterFacts) -> str:
    """Say how many lines are refused; nothing where none is."""
    count = sum(line.outcome == "refused" for line in facts.lines)
    if not count:
        return ""
    return "Eén regel wijzen wij af." if count == 1 else f"{count} regels wijzen wij af."


def lines_to_come(facts: LetterFacts) -> str:
    """Say that something is decided later, where it is."""
    is_open = any(line.outcome == "person" for line in facts.lines)
    return "Over één of meer regels beslissen wij later. U krijgt daarover een aparte brief." if is_open else ""


def still_to_come(facts: LetterFacts, how: str = "") -> Passages:
    """Say what was paid, what is set off of which advance, and what is still paid (`how`) or asked back (Awb 4:87, 4:95 lid 4)."""
    set_off = (
        f"Van wat u eerder als voorschot kreeg, trekken wij {money(facts, 'set_off')} af (Awb 4:95 lid 4)."
        if is_positive(facts, "set_off")
        else ""
    )
    is_more = is_positive(facts, "paid") and facts.amounts["paid"] != facts.amounts.get("set_off")
    paid = f"Wij hebben al {money(facts, 'paid')} aan u betaald." if is_more else ""
    told = how if is_positive(facts, "to_pay") else ""
    return (
        heading("Wat krijgt u, of wat betaalt u terug?"),
        *((paragraph(set_off), *enumeration(facts.texts.get("advances", ""))) if set_off else ()),
        paragraph(paid, *difference(facts), told),
    )


def direct_refusal(facts: LetterFacts) -> Passages:
    """Refuse the application: no line of it is met, each with its ground and article."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph("Wij wijzen uw aanvraag af. Geen van uw regels voldoet. U krijgt geen subsidie."),
        *explained(facts),
        *line_table(facts),
        *views(facts),
        *legal_basis(facts),
    )


def line_awarded(facts: LetterFacts) -> Passages:
    """Settle one more line at the rate of its year: after an objection, or after a question was answered."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"U krijgt alsnog subsidie voor regel {text(facts, 'line')}.",
            f"Uw subsidie is nu {money(facts, 'settled')}.",
            "Voor deze regel geldt het percentage van dat tijdvak. Dat rekenen wij niet opnieuw uit.",
        ),
        *explained(facts),
        *line_table(facts),
        *rate_table(facts),
        *still_to_come(facts),
        *legal_basis(facts, "Awb 4:87"),
    )


def line_refused(facts: LetterFacts) -> Passages:
    """Refuse a line of which the outcome was still to come; the rest of the settlement stays."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij wijzen regel {text(facts, 'line')} van uw aanvraag af.",
            f"Uw subsidie blijft {money(facts, 'settled')}.",
        ),
        heading("Waarom"),
        *reasons(facts),
        *legal_basis(facts),
    )


def settlement_amended(facts: LetterFacts) -> Passages:
    """Lower the settlement after a check (Awb 4:49 lid 1), at the rate of that year, with the weighing of interests."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij verlagen uw subsidie. Die was {money(facts, 'before')}. De subsidie is nu {money(facts, 'settled')}.",
            "Dat mag op grond van Awb 4:49 lid 1.",
            "Het percentage van dat tijdvak verandert niet. Wij rekenen alleen met andere weken of regels.",
        ),
        heading("Waarom"),
        *reasons(facts),
        *line_table(facts),
        *rate_table(facts),
        *views(facts),
        *weighing(facts),
        *still_to_come(facts),
        *legal_basis(facts, "Awb 4:49 lid 1", "Awb 4:57"),
    )


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        "direct_refusal": direct_refusal,
        "line_awarded": line_awarded,
        "line_refused": line_refused,
        "settlement_amended": settlement_amended,
    }
)
"""The letters by kind, for the `wording` of a scheme."""

MONEY = ("set_off", "advances", "paid", "to_pay", "to_recover", "payment_due")
REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "direct_refusal": RequiredFacts(optional=("reasons", "views")),
        "line_awarded": RequiredFacts(amounts=("settled",), texts=("line",), optional=(*MONEY, "reasons")),
        "line_refused": RequiredFacts(amounts=("settled",), texts=("line", "reasons")),
        "settlement_amended": RequiredFacts(
            amounts=("settled", "before"), texts=("reasons", "weighing"), optional=(*MONEY, "views")
        ),
    }
)
"""Which facts each of them needs."""
