"""Pieces that stand in letters of every scheme: grounds, weighing, calculation, the draw, what is paid, the legal basis.
Articles of the Awb stand here by number; those of a scheme come from the decision. How the scheme is called, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import cast

from cases.amounts import written
from cases.schemes.base import LetterFacts, Outcome
from cases.schemes.letter_facts import day, grounds_of, has, is_positive, money, text, values_of
from cases.schemes.passages import Passages, bullets, calculation_table, day_in_words, heading, paragraph, paragraphs

LOWER = "Awb 4:46 lid 2"
LAWS: Mapping[str, str] = MappingProxyType(
    {
        "Awb": "Awb is de Algemene wet bestuursrecht.",
        "Kaderwet SZW": "Kaderwet SZW is de Kaderwet SZW-subsidies.",
        "OCW": "OCW is de Regeling OCW-subsidies.",
        "Aanwijzing": "Aanwijzing is een regel uit de Aanwijzingen voor subsidieverstrekking.",
    }
)


def opening(facts: LetterFacts) -> Passages:
    """Say which application this is about."""
    return (
        paragraph(
            f"Op {day_in_words(facts.received_on)} kregen wij uw aanvraag voor {facts.scheme.called}.",
            f"De aanvraag staat op naam van {facts.applicant_name}. Het tijdvak is {facts.window_label}.",
            f"Het kenmerk van uw aanvraag is {facts.case_number}.",
        ),
    )


def subject(facts: LetterFacts) -> Passages:
    """Say which subsidy this is about, after it was granted."""
    return (
        paragraph(
            f"Deze brief gaat over de {facts.scheme.name}-subsidie van {facts.applicant_name}.",
            f"Het tijdvak is {facts.window_label}. Het kenmerk is {facts.case_number}.",
        ),
    )


def grounds(facts: LetterFacts) -> Passages:
    """Name what was not met, each with its article, and then what the case handler wrote."""
    not_met = grounds_of(facts)
    items = [f"{finding.label.strip().rstrip('.')} ({finding.article})." for finding in not_met]
    intro = "Aan deze voorwaarde is niet voldaan:" if len(items) == 1 else "Aan deze voorwaarden is niet voldaan:"
    listed = (paragraph(intro), bullets(items)) if items else ()
    return (heading("Waarom"), *listed, *reasons(facts))


def reasons(facts: LetterFacts) -> Passages:
    """Give what the case handler wrote, where it was written."""
    return paragraphs(facts.texts.get("reasons", ""))


def explained(facts: LetterFacts) -> Passages:
    """Give the reasons under their own heading, where there are any."""
    return (heading("Waarom"), *reasons(facts)) if has(facts, "reasons") else ()


def views(facts: LetterFacts) -> Passages:
    """Give the answer to the views of the applicant, where there were any."""
    return (heading("Uw reactie"), *paragraphs(text(facts, "views"))) if has(facts, "views") else ()


def weighing(facts: LetterFacts) -> Passages:
    """Give the weighing of interests (Awb 3:4), where the decision holds one or settles lower than granted."""
    if not has(facts, "weighing") and LOWER not in facts.articles:
        return ()
    intro = paragraph("Wij hebben uw belang afgewogen tegen het doel van de regeling (Awb 3:4).")
    return (heading("Onze afweging"), intro, *paragraphs(text(facts, "weighing")))


def calculation(facts: LetterFacts, caption: str) -> Passages:
    """Give the calculation as a table, where the decision rests on one."""
    if not facts.calculation.lines:
        return ()
    return (heading("Berekening"), calculation_table(caption, facts.calculation))


def settled_calculation(facts: LetterFacts, caption: str) -> Passages:
    """Give the calculation of a settlement, and say that a person chose a lower amount where that was so (Awb 4:46 lid 2)."""
    told = calculation(facts, caption)
    if not told or facts.calculation.amount == facts.amounts["settled"]:
        return told
    computed, settled = written(facts.calculation.amount), money(facts, "settled")
    why = f"De berekening komt uit op {computed}. Wij stellen uw subsidie lager vast, op {settled}."
    return (*told, paragraph(why, "Waarom wij dat doen, leest u hierboven."))


def refused_calculation(facts: LetterFacts, caption: str) -> Passages:
    """Give the calculation of an application that is refused, and say that its outcome is not paid."""
    told = calculation(facts, caption)
    if not told or not facts.calculation.amount:
        return told
    return (*told, paragraph("U krijgt dit bedrag niet, omdat niet aan alle voorwaarden is voldaan."))


def cited(facts: LetterFacts, name: str) -> str:
    """Cite the article of a value by the number that it had in this rule version."""
    values = values_of(facts)
    article: str = values.article(name)
    renumbered: Mapping[str, str] = cast(Mapping[str, str], dict(values).get("renumbered", {}))
    known = (old for old in renumbered if article == old or article.startswith(f"{old} "))
    old = max(known, key=len, default="")
    return renumbered[old] + article.removeprefix(old) if old else article


def computed_articles(facts: LetterFacts) -> tuple[str, ...]:
    """Give the articles of the calculation, for letters that print it."""
    return tuple(line.article for line in facts.calculation.lines)


def draw_account(facts: LetterFacts) -> Passages:
    """Say which number was drawn, and how anyone can check the draw."""
    result = paragraph(
        f"Op {day(facts, 'drawn')} is de volgorde bepaald door loting.",
        f"Er deden {text(facts, 'lot_count')} aanvragen mee.",
        f"Uw aanvraag kreeg nummer {text(facts, 'lot_number')}.",
    )
    place = f"U vindt de gegevens hier: {text(facts, 'draw_page')}." if has(facts, "draw_page") else ""
    check = _notary_draw(facts) if has(facts, "notary") else _computer_draw(facts)
    return (result, heading("Zo controleert u de loting"), *check, *([paragraph(place)] if place else []))


def _notary_draw(facts: LetterFacts) -> Passages:
    return (
        paragraph(
            f"De loting is gedaan door {text(facts, 'notary')}.",
            "De notaris heeft de volgorde vastgelegd. Wij hebben die lijst overgenomen.",
            "U mag de lijst bij ons opvragen. Zo kunt u uw nummer nakijken.",
        ),
    )


def _computer_draw(facts: LetterFacts) -> Passages:
    steps = (
        "Eerst kozen wij een geheim getal. Voor het tijdvak sloot, maakten wij de controlecode (SHA-256) bekend.",
        "Daarna legden wij de lijst met aanvragen vast. Ook van die lijst maakten wij de controlecode bekend.",
        f"Pas daarna kwam er een openbaar toevalsgetal. Bron: {text(facts, 'public_value_source')}.",
        "Het geheime getal en het openbare getal bepalen samen de volgorde. Beide zijn nu bekend.",
    )
    return (
        paragraph("Een computer heeft de volgorde bepaald. Niemand kon de uitslag sturen. Dit ging zo:"),
        bullets(steps),
        paragraph(
            "U kunt de volgorde zelf narekenen met een kort computerprogramma.",
            "De lijst, de getallen en het programma zijn openbaar. U mag ze ook bij ons opvragen.",
        ),
    )


def still_to_come(facts: LetterFacts) -> Passages:
    """Say what was paid, and what is still paid or asked back (Awb 4:42, 4:87, 4:95 lid 4)."""
    paid = f"Wij hebben al {money(facts, 'paid')} aan u betaald. Dat bedrag trekken wij af (Awb 4:95 lid 4)."
    before = paid if is_positive(facts, "paid") else "Wij hebben nog niets aan u betaald."
    return (heading("Wat krijgt u, of wat betaalt u terug?"), paragraph(before, *difference(facts)))


def difference(facts: LetterFacts) -> Iterable[str]:
    """Say what is still paid, or asked back, by the ledger."""
    if is_positive(facts, "to_recover"):
        yield f"U heeft {money(facts, 'to_recover')} te veel gekregen."
        yield "Dat bedrag vragen wij terug. U krijgt daarover een aparte brief."
    elif is_positive(facts, "to_pay"):
        yield f"U krijgt nog {money(facts, 'to_pay')}."
        yield f"Wij betalen dit uiterlijk op {day(facts, 'payment_due')} (Awb 4:87)."
    else:
        yield "U krijgt geen geld meer. U hoeft ook niets terug te betalen."


def paid_to_you(facts: LetterFacts) -> str:
    """Say what was paid to the recipient until now."""
    if not is_positive(facts, "paid"):
        return "Wij hebben nog niets aan u betaald."
    return f"Wij hebben {money(facts, 'paid')} aan u betaald."


def paid_may_be_asked_back(facts: LetterFacts) -> str:
    """Say, with an intention to withdraw, what was paid and that it can be claimed back."""
    return f"{paid_to_you(facts)} Dat geld kunnen wij dan terugvragen (Awb 4:57)." if is_positive(facts, "paid") else ""


def asked_back(facts: LetterFacts) -> str:
    """Say what has to come back after a withdrawal, before the letter that claims it."""
    if is_positive(facts, "to_recover"):
        return f"U moet {money(facts, 'to_recover')} terugbetalen. U krijgt daarover een aparte brief."
    return "U hoeft niets terug te betalen."


def your_views(facts: LetterFacts, plan: str) -> Passages:
    """Invite the applicant to react before the decision (Awb 4:9)."""
    return (
        heading("U kunt reageren"),
        paragraph(
            f"{plan} Bent u het niet eens met ons plan? Of kloppen onze gegevens niet?",
            f"Laat het ons uiterlijk op {day(facts, 'views_due')} weten.",
            "U mag schriftelijk of mondeling reageren (Awb 4:9).",
            "Horen wij niets? Dan beslissen wij met de gegevens die wij hebben.",
        ),
    )


def legal_basis(facts: LetterFacts, *awb: str) -> Passages:
    """List every article that the letter rests on: those of the decision, those of the grounds and the ones named.

    An article of which a part is listed is not listed by itself as well.
    """
    of_lines = (each for line in facts.lines for each in line.findings if each.outcome is Outcome.NOT_MET)
    found = (finding.article for finding in (*grounds_of(facts), *of_lines))
    weighed = ["Awb 3:4"] if has(facts, "weighing") else []
    articles = tuple(dict.fromkeys(cite for cite in (*facts.articles, *found, *awb, *weighed) if cite))
    own = {facts.scheme.prefix: f"{facts.scheme.prefix} is {facts.scheme.called}."}
    laws = (said for law, said in {**own, **LAWS}.items() if any(cite.startswith(law) for cite in articles))
    return (
        heading("Wet- en regelgeving"),
        paragraph(
            "Deze brief steunt op de artikelen hieronder.",
            *laws,
            "U kunt deze regels lezen op wetten.overheid.nl.",
        ),
        bullets(_by_law(articles)),
    )


def _by_law(articles: tuple[str, ...]) -> tuple[str, ...]:
    """Give one line for each law, its articles by number, so that the list stays short."""
    laws = dict.fromkeys(cite.split()[0] for cite in articles)
    listed = sorted((cite for cite in articles if not _is_listed_in_part(cite, articles)), key=_by_number)
    return tuple(", ".join(cite for cite in listed if cite.split()[0] == law) for law in laws)


def _is_listed_in_part(article: str, articles: tuple[str, ...]) -> bool:
    return any(cite.startswith(f"{article} ") for cite in articles)


def _by_number(article: str) -> tuple[list[int], str]:
    return [int(number) for number in re.findall(r"\d+", article)], article
