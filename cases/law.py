"""What the law says, as data: an article with its source, and values that hold from a date.
No scheme, no arithmetic and no database here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar

T = TypeVar("T")

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "Awb": "https://wetten.overheid.nl/BWBR0005537",
        "Atw": "https://wetten.overheid.nl/BWBR0002448",
        "SLIM": "https://wetten.overheid.nl/BWBR0043015",
        "Aanwijzing": "https://wetten.overheid.nl/BWBR0027023",
        "Kaderwet SZW": "https://wetten.overheid.nl/BWBR0008754",
        "OCW": "https://wetten.overheid.nl/BWBR0028820",
    }
)


class NotInForce(LookupError):
    """No value holds on this date."""


class NotSet(LookupError):
    """The law gives no such value, and nobody set one yet; the message is a Dutch sentence that says what to do."""


@dataclass(frozen=True)
class Article:
    """A provision of law: how it is cited (`SLIM 18 lid 1`) and where the text can be read."""

    cite: str
    source: str = ""

    def __post_init__(self) -> None:
        if not self.source:
            law = next((law for law in SOURCES if self.cite.startswith(law)), None)
            if law is None:
                raise ValueError(f"Article {self.cite!r} needs a source.")
            object.__setattr__(self, "source", SOURCES[law])

    def __str__(self) -> str:
        return self.cite


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A value of law that changes over time; `from_on` maps the first day of each value to the value.

    `confirmed=False` says that the source is not the law itself; `question` is then what a lawyer has to answer. One that is
    not confirmed and None on every day waits for a setting; `kind` is the type that the setting must have.
    """

    from_on: Mapping[date, T]
    article: Article
    confirmed: bool = True
    question: str = ""
    label: str = field(default="", compare=False)
    kind: type[Any] | None = field(default=None, compare=False)

    @property
    def waits(self) -> bool:
        """Say whether no source gives a value on any day: an administrator sets one before the scheme goes live."""
        return not self.confirmed and all(value is None for value in self.from_on.values())

    def __post_init__(self) -> None:
        if not self.confirmed and not self.question:
            raise ValueError(f"An unconfirmed value of {self.article} needs its question.")

    def on(self, day: date) -> T:
        """Give the value in force on a day. Raises NotInForce before the first one."""
        starts = [start for start in self.from_on if start <= day]
        if not starts:
            raise NotInForce(f"{self.article}: geen waarde op {day:%d-%m-%Y}.")
        return self.from_on[max(starts)]


class Values:
    """The values of one scheme on one day, read as attributes; the only place where a rule finds a number.

    Stored whole with each assessment, so that an old case computes to the same cent years later.
    """

    def __init__(
        self,
        version: str,
        on: date,
        entries: Mapping[str, object],
        articles: Mapping[str, str],
        unset: Mapping[str, str] | None = None,
    ) -> None:
        self.version, self.on = version, on
        self._entries, self._articles, self._unset = dict(entries), dict(articles), dict(unset or {})

    @property
    def unset(self) -> Mapping[str, str]:
        """The values that nobody set yet, each with its question; a rule that reads one meets NotSet."""
        return MappingProxyType(self._unset)

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("_unset", ()):
            raise NotSet(
                f"De waarde {name!r} is nog niet ingesteld: {self._unset[name]} Laat een beheerder haar voorstellen en een "
                "ander haar goedkeuren (opdracht: setting)."
            )
        try:
            return self.__dict__["_entries"][name]
        except KeyError as error:
            raise AttributeError(f"De waarde {name!r} geldt niet in {self.__dict__.get('version')}.") from error

    def article(self, name: str) -> str:
        """Give the citation of the article that a value comes from."""
        return self._articles[name]

    def replaced(self, overrides: Mapping[str, object]) -> Values:
        """Give the same values with some replaced, for approved settings and simulations. Raises KeyError for an unknown name."""
        unknown = sorted(set(overrides) - set(self._entries))
        if unknown:
            raise KeyError(f"Onbekende waarden: {', '.join(unknown)}.")
        unset = {name: question for name, question in self._unset.items() if overrides.get(name) is None}
        return Values(self.version, self.on, {**self._entries, **overrides}, self._articles, unset)

    def read_on(self, day: date) -> Values:
        """Give the same values for what is read of registers on another day than that of the application."""
        return Values(self.version, day, self._entries, self._articles, self._unset)

    def __iter__(self) -> Iterator[tuple[str, object]]:
        return iter(self._entries.items())
