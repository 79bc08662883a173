"""Pieces that stand in several Praktijkleren letters: subject, lines, rates, payment, duties, legal basis.
Pieces of every scheme stand in `cases.schemes.letter_parts`; nothing is judged or computed here."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from cases.amounts import written
from cases.schemes import letter_parts
from cases.schemes.base import DecidedLine, DecidedRate, Finding, LetterFacts, Outcome
from cases.schemes.letter_facts import day, is_positive, money
from cases.schemes.passages import Passages, bullets, heading, paragraph, table

TO_COME = "Wij kijken nog naar deze regel."
LINES = ("Regel", "Categorie", "Telt mee", "Deel van een plaats", "Bedrag", "Reden")
RATES = ("Onderdeel", "Beschikbaar", "Gevraagd", "Percentage", "Bedrag per plaats of week")


def subject(facts: LetterFacts) -> Passages:
    """Say which subsidy this is about, after it was settled."""
    return (
        paragraph(
            f"Deze brief gaat over de subsidie praktijkleren van {facts.applicant_name}.",
            f"Het tijdvak is {facts.window_label}. Het kenmerk is {facts.case_number}.",
        ),
    )


def line_table(facts: LetterFacts) -> Passages:
    """Give every line with what counts, its amount and, where it is refused, why. A student is known by the number of the line."""
    return (
        heading("Per regel"),
        paragraph(
            "Een regel is een leerling uit uw aanvraag. Wij noemen geen namen. U vindt het nummer in uw aanvraag."
        ),
        table("Uw regels", LINES, (_row(line) for line in facts.lines)),
    )


def _row(line: DecidedLine) -> tuple[str, ...]:
    counted = f"{line.facts.get('counted', 0)} van {line.facts.get('whole', 0)} {line.facts.get('unit', '')}".strip()
    share = line.claims[0].share if line.claims else Fraction(0)
    return (str(line.number), line.category, counted, str(share), written(line.amount), _reason(line))


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


def rate_table(facts: LetterFacts) -> Passages:
    """Say how the rate of each budget was found: what was there by what was asked (articles 14 and 15)."""
    rates = [_rate(rate) for rate in facts.rates]
    added = any(rate.added for rate in facts.rates)
    return (
        heading("Zo is het bedrag berekend"),
        paragraph(
            "Voor elk onderdeel is een vast bedrag beschikbaar (Praktijkleren 14).",
            "Dat bedrag delen wij door alle plaatsen die meetellen (Praktijkleren 15).",
            "Een volle plaats krijgt nooit meer dan het hoogste bedrag uit artikel 15.",
            "Is er te weinig geld? Dan krijgt iedereen hetzelfde percentage. Dat ronden wij naar beneden af.",
            "Wat in een ander onderdeel overbleef, is verdeeld (Praktijkleren 14 lid 2)." if added else "",
        ),
        table("Bedragen en percentages van dit jaar", RATES, rates),
        paragraph(
            "Uw bedrag is: deel van een plaats × bedrag per plaats. Een toeslag is: weken × bedrag per week.",
            "Wij ronden elke regel naar beneden af op een cent.",
        ),
    )


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


def still_to_come(facts: LetterFacts) -> Passages:
    """Say what was paid, what is set off, and what is still paid or asked back (Awb 4:87, 4:95 lid 4; OCW 11)."""
    set_off = (
        f"U kreeg in 2020 een voorschot van {money(facts, 'set_off')}. Dat trekken wij af (Awb 4:95 lid 4)."
        if is_positive(facts, "set_off")
        else ""
    )
    paid = f"Wij hebben al {money(facts, 'paid')} aan u betaald." if is_positive(facts, "paid") else ""
    return (heading("Wat krijgt u, of wat betaalt u terug?"), paragraph(set_off, paid, *_difference(facts)))


def _difference(facts: LetterFacts) -> Iterable[str]:
    if is_positive(facts, "to_recover"):
        yield f"U heeft {money(facts, 'to_recover')} te veel gekregen."
        yield "Dat bedrag vragen wij terug. U krijgt daarover een aparte brief."
    elif is_positive(facts, "to_pay"):
        yield f"U krijgt nog {money(facts, 'to_pay')}, in één keer."
        yield f"Wij betalen dit uiterlijk op {day(facts, 'payment_due')} (Awb 4:87)."
    else:
        yield "U krijgt geen geld meer. U hoeft ook niets terug te betalen."


def duties(facts: LetterFacts) -> Passages:
    """Say what the recipient must keep and report (articles 19 and 23; OCW 8 and 9)."""
    return (
        heading("Wat moet u doen?"),
        bullets(
            (
                "Bewaar de overeenkomsten, de aanwezigheid en de administratie van de begeleiding.",
                "Doe dat tot vijf jaar na het studiejaar (Praktijkleren 23).",
                "Wij kunnen die stukken bij u opvragen (Praktijkleren 19 lid 2).",
                "Klopt er iets niet aan uw aanvraag? Meld dat dan direct bij ons (OCW 9).",
                "Voor zeer hoge bedragen geldt zeven jaar. Vraag ons of dat voor u geldt (OCW 8).",
            )
        ),
        paragraph(
            "Blijkt later dat uw aanvraag niet klopte? Dan kunnen wij dit besluit wijzigen (Awb 4:49).",
            "Te veel betaald geld kunnen wij dan terugvragen (Awb 4:57).",
        ),
    )


def legal_basis(facts: LetterFacts, *also: str) -> Passages:
    """List every article that the letter rests on, with those of the lines that are refused, whole or in part."""
    refused = (each.article for line in facts.lines for each in line.findings if each.outcome is Outcome.NOT_MET)
    return letter_parts.legal_basis(facts, *also, *refused)
