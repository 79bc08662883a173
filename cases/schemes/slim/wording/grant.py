"""The SLIM letter that grants the subsidy; a change of the project afterwards stands in `change`.
A grant names activities, amount, period, advance, duties, settlement, consequences and de-minimis aid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, is_positive, money, text, values_of
from cases.schemes.letter_parts import (
    calculation,
    cited,
    computed_articles,
    explained,
    legal_basis,
    opening,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph, percentage, table

GRANT_ARTICLES = (
    "Awb 4:29", "Awb 4:30", "Awb 4:31", "Awb 4:37", "Awb 4:46", "Awb 4:48", "Awb 4:49", "Awb 4:57", "Awb 4:87",
    "Awb 4:95",
)  # fmt: skip
INTERIM_MOMENTS: Mapping[str, str] = MappingProxyType(
    {
        "request": "U kunt ons daar tijdens het project om vragen.",
        "progress_report": "Stuur ons daarvoor eerst een voortgangsverslag.",
    }
)


def grant(facts: LetterFacts) -> Passages:
    """Grant the subsidy (Awb 4:29 to 4:31), with everything that the recipient has to know and do."""
    return (
        *opening(facts),
        *_decision(facts),
        *_activities(facts),
        *calculation(facts, "Zo hebben wij uw subsidie berekend"),
        *explained(facts),
        *_period(facts),
        *_payments(facts),
        *_duties(facts),
        *_settlement(facts),
        *_consequences(facts),
        *_de_minimis(facts),
        *legal_basis(facts, *computed_articles(facts), *GRANT_ARTICLES),
    )


def _decision(facts: LetterFacts) -> Passages:
    condition = (
        f"Dit besluit heeft een voorwaarde. De begroting voor {text(facts, 'budget_year')} is nog niet vastgesteld. "
        "Verderop leest u wat dat betekent (Awb 4:34)."
        if has(facts, "budget_year")
        else ""
    )
    return (
        heading("Ons besluit"),
        paragraph(
            f"U krijgt subsidie. U vroeg {money(facts, 'requested')}. Wij verlenen {money(facts, 'granted')}.",
            "Dit is het hoogste bedrag dat u kunt krijgen.",
            "Het precieze bedrag stellen wij vast als uw project klaar is.",
        ),
        *([paragraph(condition)] if condition else ()),
    )


def _activities(facts: LetterFacts) -> Passages:
    title = f"Uw project heet {text(facts, 'project_title')}." if has(facts, "project_title") else ""
    return (
        heading("Waarvoor is de subsidie?"),
        paragraph(title, "De subsidie is voor deze activiteiten:"),
        *enumeration(text(facts, "activities")),
    )


def _period(facts: LetterFacts) -> Passages:
    rows = (
        ("Begin van de initiatiefperiode", day(facts, "starts")),
        ("Uiterlijk beginnen met het project", day(facts, "start_before")),
        ("Einde van de initiatiefperiode", day(facts, "ends")),
        *_settlement_days(facts),
    )
    meaning = paragraph("De initiatiefperiode is de tijd waarin u uw project uitvoert.")
    return (heading("Wanneer?"), meaning, table("Belangrijke dagen voor uw project", ("Wat", "Wanneer"), rows))


def _settlement_days(facts: LetterFacts) -> Iterator[tuple[str, str]]:
    if has(facts, "settlement_request_due"):
        yield "Uiterlijk vaststelling vragen", day(facts, "settlement_request_due")
    if has(facts, "ex_officio_settlement_due"):
        yield "Uiterlijk stellen wij de subsidie vast", day(facts, "ex_officio_settlement_due")


def _payments(facts: LetterFacts) -> Passages:
    advance = _advance(facts) if is_positive(facts, "advance") else _no_advance()
    interim = [_interim(facts)] if is_positive(facts, "interim") else []
    return (heading("Wanneer krijgt u het geld?"), paragraph(*advance), *(paragraph(*part) for part in interim))


def _advance(facts: LetterFacts) -> tuple[str, ...]:
    return (
        f"U krijgt een voorschot van {money(facts, 'advance')} (Awb 4:95).",
        f"Wij betalen dit uiterlijk op {day(facts, 'payment_due')} (Awb 4:87).",
        "Het geld komt op de rekening die u heeft opgegeven.",
        "Bij de vaststelling trekken wij het voorschot af van uw subsidie.",
    )


def _no_advance() -> tuple[str, ...]:
    return (
        "U krijgt bij dit besluit geen voorschot. U betaalt de kosten eerst zelf.",
        "Na de vaststelling betalen wij uw subsidie.",
    )


def _interim(facts: LetterFacts) -> tuple[str, ...]:
    return (
        f"U kunt een tussentijdse betaling krijgen van hoogstens {money(facts, 'interim')}.",
        INTERIM_MOMENTS.get(facts.texts.get("interim_moment", ""), ""),
        "Wij betalen binnen zes weken na ons besluit daarover (Awb 4:87).",
    )


def _duties(facts: LetterFacts) -> Passages:
    return (
        heading("Wat moet u doen?"),
        *_leader(facts),
        paragraph("Aan de subsidie zijn verplichtingen verbonden (Awb 4:37):"),
        bullets(
            (
                f"Begin uiterlijk op {day(facts, 'start_before')} met uw project ({cited(facts, 'start_months')}).",
                f"Rond alle activiteiten uiterlijk op {day(facts, 'ends')} af.",
                "Voer de activiteiten uit zoals u ze in uw aanvraag heeft beschreven.",
                "Meld het direct als u een activiteit niet, later of maar voor een deel uitvoert.",
                "Meld het ook direct als u niet aan een verplichting kunt voldoen.",
                "Wilt u iets veranderen? Vraag dat eerst aan ons.",
                *_accounting(facts),
                "Werk mee aan controles en aan onderzoek naar de werking van de regeling.",
            )
        ),
    )


def _leader(facts: LetterFacts) -> Passages:
    if facts.applicant_kind != "SWV":
        return ()
    return (
        paragraph(
            "U bent de penvoerder van het samenwerkingsverband. U krijgt de subsidie voor alle deelnemers.",
            "Vertel de deelnemers wat in deze brief staat.",
        ),
    )


def _accounting(facts: LetterFacts) -> Iterator[str]:
    if has(facts, "settlement_request_due"):
        yield "Houd een administratie bij. Daaruit blijken uw uren, uw kosten en uw betalingen."
    yield (
        "Vragen wij erom? Laat dan zien dat u de activiteiten heeft uitgevoerd. "
        "Dat kan met het plan of de methode, facturen, betaalbewijzen en getekende prestatieverklaringen."
    )


def _settlement(facts: LetterFacts) -> Passages:
    how = _on_request(facts) if has(facts, "settlement_request_due") else _ex_officio(facts)
    return (
        heading("Hoe stellen wij de subsidie vast?"),
        *how,
        paragraph(_floor(facts), "U krijgt nooit meer dan het bedrag in deze brief."),
        paragraph("Wij kunnen de subsidie lager vaststellen (Awb 4:46 lid 2). Dat kan in deze gevallen:"),
        bullets(
            (
                "U heeft de activiteiten niet of niet helemaal uitgevoerd.",
                "U heeft niet aan een verplichting voldaan.",
                "U heeft gegevens gegeven die niet klopten of niet compleet waren.",
                "De subsidie klopte om een andere reden niet, en u wist dat of kon dat weten.",
            )
        ),
    )


def _floor(facts: LetterFacts) -> str:
    """Word the share of the budgeted cost that must be realised, with the article of its version."""
    share, article = percentage(values_of(facts).realisation_floor), cited(facts, "realisation_floor")
    return f"Maak ten minste {share} van de begrote kosten ({article}). Anders kunt u de hele subsidie verliezen."


def _on_request(facts: LetterFacts) -> Passages:
    due = day(facts, "settlement_request_due")
    asked = f"Vraag ons uiterlijk op {due} om de vaststelling. Gebruik het formulier van het subsidieportaal."
    if has(facts, "settlement_documents"):
        return paragraph(asked, "Stuur deze stukken mee:"), *enumeration(text(facts, "settlement_documents"))
    return (paragraph(asked, "Daarin staat welke stukken u moet meesturen."),)


def _ex_officio(facts: LetterFacts) -> Passages:
    return (
        paragraph(
            "U hoeft geen vaststelling te vragen.",
            f"Wij stellen de subsidie zelf vast, uiterlijk op {day(facts, 'ex_officio_settlement_due')} (Awb 4:47).",
            "Wij controleren een deel van de projecten met een steekproef. Dan vragen wij u om bewijs.",
        ),
    )


def _consequences(facts: LetterFacts) -> Passages:
    return (
        heading("Wat als u zich niet aan de regels houdt?"),
        bullets(
            (
                "Wij kunnen de subsidie intrekken of verlagen (Awb 4:48).",
                "Dat kan ook na de vaststelling, tot vijf jaar daarna (Awb 4:49).",
                "Geld dat u te veel kreeg, kunnen wij terugvragen (Awb 4:57 en Awb 4:95 lid 4).",
                "Betaalt u te laat terug? Dan betaalt u wettelijke rente (Awb 4:97 en Awb 4:98).",
                "Hebben wij een ernstig vermoeden? Dan kunnen wij betalingen stilzetten (Awb 4:56).",
            )
        ),
        paragraph(
            "Wij houden een registratie bij van ernstige onregelmatigheden.",
            "Denken wij dat er fraude is? Dan doen wij aangifte.",
        ),
    )


def _de_minimis(facts: LetterFacts) -> Passages:
    own = "de_minimis_regulation"
    regulation = text(facts, own) if has(facts, own) else values_of(facts).de_minimis_regulation
    return (
        heading("Staatssteun"),
        paragraph(
            f"Deze subsidie is de-minimissteun onder {regulation}.",
            f"Het gaat om {money(facts, 'granted')}.",
            "Vraagt u later andere steun aan? Tel dit bedrag dan mee in uw de-minimisverklaring.",
            "Elke deelnemer telt zijn eigen deel mee." if facts.applicant_kind == "SWV" else "",
        ),
    )
