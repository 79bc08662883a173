"""Which facts a letter needs, and how they are read: a fact that is missing stops the letter with a sentence.
No wording and no judging here; the table of names belongs to the scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.amounts import written
from cases.law import Values
from cases.schemes.base import Finding, LetterFacts, Outcome, Passage, Wording
from cases.schemes.passages import day_in_words


class MissingFacts(ValueError):
    """A letter cannot be composed; `names` holds every fact that is missing."""

    def __init__(self, letter: str, names: Sequence[str]) -> None:
        super().__init__(
            f"De brief {letter!r} kan niet worden gemaakt. Dit ontbreekt: {'; '.join(names)}. "
            "Vul het aan in het besluit en maak de brief opnieuw."
        )
        self.names = tuple(names)


@dataclass(frozen=True)
class RequiredFacts:
    """What a kind of letter needs. Amounts are in euro and may be zero; a required text may not be blank.

    `optional` are names that are printed where they are given, `one_of` groups of which at least one must be given,
    `values` names of the rule version. With `grounds` there must be a finding that was not met or a text `reasons`.
    """

    amounts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    values: tuple[str, ...] = ()
    grounds: bool = False
    calculation: bool = False
    articles: bool = True

    @property
    def names(self) -> frozenset[str]:
        """Every name that the letter may read from amounts, dates and texts."""
        choices = {name for group in self.one_of for name in group}
        reasons = {"reasons"} if self.grounds else set()
        return frozenset({*self.amounts, *self.dates, *self.texts, *self.optional, *choices, *reasons})

    def missing(self, facts: LetterFacts) -> tuple[str, ...]:
        """Name everything that the letter needs and that the facts do not hold, in Dutch."""
        return (*self._missing_names(facts), *self._missing_parts(facts))

    def _missing_names(self, facts: LetterFacts) -> Iterator[str]:
        yield from (f"bedrag {name}" for name in self.amounts if name not in facts.amounts)
        yield from (f"datum {name}" for name in self.dates if name not in facts.dates)
        yield from (f"tekst {name}" for name in self.texts if not has(facts, name))
        yield from (f"{' of '.join(group)}" for group in self.one_of if not any(has(facts, name) for name in group))

    def _missing_parts(self, facts: LetterFacts) -> Iterator[str]:
        in_force = set(dict(facts.values)) if facts.values is not None else set()
        yield from (f"waarde {name}" for name in self.values if name not in in_force)
        if self.grounds and not has(facts, "reasons") and not grounds_of(facts):
            yield "een bevinding waaraan niet is voldaan, of tekst reasons"
        if self.calculation and not facts.calculation.lines:
            yield "de berekening"
        if self.articles and not facts.articles:
            yield "de artikelen van het besluit"
        yield from (f"de zin bij {finding.code}" for finding in grounds_of(facts) if not finding.label.strip())


def checked(letter: str, required: RequiredFacts, write: Wording) -> Wording:
    """Give a wording that checks its facts first. It raises MissingFacts with the name of the letter."""

    def write_checked(facts: LetterFacts) -> Sequence[Passage]:
        missing = required.missing(facts)
        if missing:
            raise MissingFacts(letter, missing)
        try:
            return write(facts)
        except MissingFacts as error:  # a fact that is needed only because another one is given
            raise MissingFacts(letter, error.names) from error

    return write_checked


def checked_wording(
    required: Mapping[str, RequiredFacts], writers: Mapping[str, Callable[[LetterFacts], Sequence[Passage]]]
) -> Mapping[str, Wording]:
    """Give every wording of a scheme with its check. Raises KeyError for a letter without a row in `required`."""
    return {letter: checked(letter, required[letter], write) for letter, write in writers.items()}


def grounds_of(facts: LetterFacts) -> tuple[Finding, ...]:
    """Give the findings that were not met, in the order of the rules."""
    return tuple(finding for finding in facts.findings if finding.outcome is Outcome.NOT_MET)


def has(facts: LetterFacts, name: str) -> bool:
    """Say whether a fact is given; a blank text is not."""
    return name in facts.amounts or name in facts.dates or bool(facts.texts.get(name, "").strip())


def money(facts: LetterFacts, name: str) -> str:
    """Give an amount as printed. Raises MissingFacts where it is not given."""
    if name not in facts.amounts:
        raise MissingFacts(facts.case_number, [f"bedrag {name}"])
    return written(facts.amounts[name])


def day(facts: LetterFacts, name: str) -> str:
    """Give a day as printed. Raises MissingFacts where it is not given."""
    if name not in facts.dates:
        raise MissingFacts(facts.case_number, [f"datum {name}"])
    return day_in_words(facts.dates[name])


def text(facts: LetterFacts, name: str) -> str:
    """Give a text. Raises MissingFacts where it is not given or blank."""
    if not facts.texts.get(name, "").strip():
        raise MissingFacts(facts.case_number, [f"tekst {name}"])
    return facts.texts[name].strip()


def values_of(facts: LetterFacts) -> Values:
    """Give the values of the rule version. Raises MissingFacts where the facts hold none."""
    if facts.values is None:
        raise MissingFacts(facts.case_number, ["de waarden van de regeling"])
    return facts.values


def is_positive(facts: LetterFacts, name: str) -> bool:
    """Say whether there is an amount above zero under this name."""
    return name in facts.amounts and facts.amounts[name] > 0
