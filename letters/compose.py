"""From facts to the frozen text of a letter: the scheme's passages with the standard texts of the office around them.
Nothing is judged, counted or computed here; whether the letter may go out is asked in `may_go`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings

from cases.models import Party, User
from cases.schemes.base import Applicant, LetterFacts, Passage, Scheme
from cases.schemes.passages import day_in_words
from letters import blocks
from letters.blocks.office import Office
from letters.checks import Required, problems
from letters.facts.agreement import disagreements, known_amounts, quoted
from letters.facts.deadlines import deadlines
from letters.facts.file import LetterFile
from letters.facts.texts import scheme_texts
from letters.kinds import subject_of
from letters.office import office, sender
from letters.text import Block, Heading, ItemList, LetterText, Paragraph, Signature, Table

AMOUNT_COLUMN = "Bedrag"


def compose(file: LetterFile, facts: LetterFacts) -> LetterText:
    """Compose the letter for the printed date of the facts.

    Raises MissingFacts with every fact that is missing, KeyError for a kind that the scheme has no wording for, and
    NoVersion for a day without standard texts.
    """
    house, subject = office(), subject_of(file.kind, file.scheme.transitions)
    return LetterText(
        title=f"{subject} ({file.reference})",
        date=facts.on,
        reference=file.reference,
        sender=sender(getattr(file.values, file.scheme.unit)),
        addressee=addressee(file.addressee),
        subject=subject,
        blocks=tuple(as_blocks(_body(file, facts, house))),
        signature=signature(file, facts.on),
        after_signature=tuple(as_blocks(_after_signature(file, facts, house))),
    )


def _body(file: LetterFile, facts: LetterFacts, house: Office) -> Iterator[Passage]:
    yield blocks.in_force(blocks.SALUTATION, facts.on)(file.addressee.contact_name)
    yield from file.scheme.wording[file.kind](facts)
    if "budget_year" in facts.texts:
        law = scheme_texts(file).get("budget_law", file.scheme.legal_basis)
        yield from blocks.in_force(blocks.BUDGET_CONDITION, facts.on)(facts.texts["budget_year"], law)
    if "views_due" in facts.dates:
        yield from blocks.in_force(blocks.HEARING, facts.on)(facts.dates["views_due"], house, file.reference)
    if file.is_made_by_machine:
        yield from blocks.in_force(blocks.MACHINE, facts.on)(house, file.reference)
    if file.is_made_in_sharing:
        judged = [line.number for line in facts.lines if line.is_by_person]
        yield from blocks.in_force(blocks.SHARING, facts.on)(house, file.reference, judged)
    yield from blocks.in_force(blocks.CONTACT, facts.on)(house, file.reference)


def _after_signature(file: LetterFile, facts: LetterFacts, house: Office) -> Iterator[Passage]:
    mandate = file.decision.mandate if file.decision else None
    if mandate is not None:
        text = f"Dit besluit is genomen onder mandaat, geldig vanaf {day_in_words(mandate.from_on)} (Awb 10:3)."
        yield Passage("paragraph", text)
    if file.is_decision:
        until = objection_until(file, facts.on)
        yield from blocks.in_force(blocks.OBJECTION, facts.on)(until, house, file.reference)


def objection_until(file: LetterFile, on: date) -> date:
    """Give the last day to object to a decision that is announced on a day (Awb 6:7 and 6:8)."""
    return deadlines(file, on)["objection"].end_on


def addressee(to: Applicant | Party) -> tuple[str, ...]:
    """Give the lines of the address; empty where the party was erased. A person is not named twice."""
    is_another = to.contact_name.strip() not in ("", to.name.strip())
    contact = f"t.a.v. {to.contact_name}" if is_another else ""
    lines = (to.name, contact, to.street, f"{to.postcode} {to.town}".strip())
    return tuple(line for line in lines if line.strip()) if to.name.strip() else ()


def signature(file: LetterFile, on: date) -> Signature:
    """Let the one who decided sign in the name of the minister (Awb 10:10); what is no decision, the head of the office."""
    return signature_of(file.scheme, file.decision.decided_by if file.decision else None, on)


def signature_of(scheme: Scheme, decider: User | None, on: date) -> Signature:
    """Let somebody sign for the minister of a scheme; nobody named: the head of the office."""
    told = settings.OFFICE
    name = str(decider) if decider else told["signatory_name"]
    function = (decider.function if decider else "") or told["signatory_function"]
    return blocks.in_force(blocks.SIGNATURE, on)(scheme.on_behalf_of, name, function)


def as_blocks(passages: Iterable[Passage]) -> Iterator[Block]:
    """Turn passages of wording into blocks of a letter. Raises ValueError for an unknown kind of passage."""
    return (_as_block(passage) for passage in passages)


def _as_block(passage: Passage) -> Block:
    match passage.kind:
        case "heading":
            return Heading(passage.text)
        case "paragraph":
            return Paragraph(passage.text)
        case "list":
            return ItemList(passage.items)
        case "table":
            header, *rows = passage.rows
            align = tuple("right" if name == AMOUNT_COLUMN else "left" for name in header)
            return Table(passage.text, header, tuple(rows), align)  # type: ignore[arg-type]  # literals from a generator
    raise ValueError(f"Een brief kent geen tekst van de soort {passage.kind!r}.")


def may_go(file: LetterFile, facts: LetterFacts, text: LetterText) -> list[str]:
    """Give in Dutch all that stands in the way of sending: books that disagree, unknown amounts, what the law requires."""
    required = Required(
        reference=file.reference,
        on=facts.on,
        articles=facts.articles if file.is_decision else (),
        objection=file.is_decision,
        texts=[f"tot en met {day_in_words(objection_until(file, facts.on))}"] if file.is_decision else [],
    )
    return [*disagreements(file, facts), *problems(text, known_amounts(file), required, quoted(file, facts))]
