"""The lines of a Praktijkleren application: one student, pupil, doctoral candidate or designer in training each.
What the law asks of a line stands in the rules; who applies stands in `application`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.praktijkleren.weeks import Period
from cases.schemes.reading import STRICT, Amount, Bsn, Day, Text

Category = Literal["vmbo", "entree", "vso", "pro", "mbo-bbl", "hbo", "promovendus", "toio"]
Pathway = Literal["bbl", "bol", "derde leerweg", "evc", "duaal", "deeltijd", "voltijd"]
Institution = Literal["universiteit", "NWO", "KNAW", "anders"]
Term = Literal[
    "loonkosten", "aanstellingsperiode", "begeleidingsperiode", "ontwerpperiode", "arbeidsduur", "namen en adressen"
]
Supplement = Literal["lhr", "cyclisch", "hbo"]
Count = Annotated[int, Field(ge=0, le=10_000)]
ProgrammeCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{4,10}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]

CATEGORIES: tuple[str, ...] = get_args(Category)
RESEARCH = ("promovendus", "toio")
GROUPS = {"mbo-bbl": "mbo", "promovendus": "wo", "toio": "wo"}
BUCKETS = {"vmbo": "vo", "entree": "vo", "vso": "vo", "pro": "vo", "mbo-bbl": "mbo", "hbo": "hbo"}


@dataclass(config=STRICT)
class Agreement:
    """The agreement under which the guidance was given: first and last day, and whether it was carried out as agreed."""

    starts_on: Day
    ends_on: Day
    is_signed: bool = True
    was_followed: bool = True

    @model_validator(mode="after")
    def _ends_after_start(self) -> Agreement:
        if self.ends_on < self.starts_on:
            raise ValueError("De laatste dag van de overeenkomst (ends_on) ligt voor de eerste (starts_on).")
        return self

    @property
    def period(self) -> Period:
        """From the first up to and including the last day."""
        return Period(self.starts_on, self.ends_on)


@dataclass(config=STRICT)
class Programme:
    """The programme: code in Crebo or Croho, pathway, its length in study years, and the year the student is in.

    `is_basic_track`: basisberoepsgerichte leerweg as leer-werktraject (vmbo) or as entree in bbl; `aims_at_start`: aimed at a
    startkwalificatie. `country` and `declared_on` are for a programme abroad: when the minister declared it comparable.
    """

    code: ProgrammeCode | None = None
    pathway: Pathway | None = None
    years: Annotated[int, Field(ge=1, le=8)] | None = None
    year: Annotated[int, Field(ge=1, le=8)] | None = None
    is_last_year: bool = False
    is_basic_track: bool = False
    aims_at_start: bool = False
    has_compulsory_practice: bool = False
    country: Country = "NL"
    declared_on: Day | None = None


@dataclass(config=STRICT)
class Hours:
    """Clock hours of the study year at school and in practice, and days a week of each."""

    school: Count = 0
    practice: Count = 0
    practice_days: Annotated[int, Field(ge=0, le=7)] = 0
    school_days: Annotated[int, Field(ge=0, le=7)] = 0
    teaching: Count = 0


@dataclass(config=STRICT)
class Records:
    """What the employer declares to have: a record of presence, and one of guidance and of how the aims were reached."""

    attendance: bool
    guidance: bool


@dataclass(config=STRICT)
class Research:
    """A work place: months in the study year, hours a week, who employs, which institution, what the agreement holds."""

    months: Annotated[int, Field(ge=0, le=12)]
    weekly_hours: Amount
    variant: Literal["employed", "guided"]
    institution: Institution
    institution_name: Text
    terms: tuple[Term, ...] = ()


@dataclass(config=STRICT)
class Line:
    """One line: whose place, in which category, under which agreement, and how many weeks there was guidance.

    `corona_weeks` are weeks without guidance because of closure by order; they are among `weeks`. `reference` is a number of
    the employer for a researcher of whom no BSN is asked. `supplements` are those that were ticked.
    """

    category: Category
    name: Text
    agreement: Agreement
    records: Records
    bsn: Bsn | None = None
    reference: Text | None = None
    programme: Programme = Field(default_factory=Programme)
    weeks: Annotated[int, Field(ge=0, le=53)] = 0
    corona_weeks: Annotated[int, Field(ge=0, le=53)] = 0
    hours: Hours | None = None
    research: Research | None = None
    recognition_asked_on: Day | None = None
    supplements: tuple[Supplement, ...] = ()

    @model_validator(mode="after")
    def _fits_its_category(self) -> Line:
        is_research = self.category in RESEARCH
        if is_research != (self.research is not None):
            raise ValueError("Geef de werkleerplaats (research) bij een promovendus of toio, en alleen dan.")
        if self.bsn is None and not (is_research and self.reference):
            raise ValueError("Geef het burgerservicenummer (bsn); bij een promovendus of toio mag een reference.")
        if self.corona_weeks > self.weeks:
            raise ValueError("Er zijn niet meer weken van sluiting (corona_weeks) dan weken (weeks).")
        return self

    @property
    def holder(self) -> str:
        """The number of the person whose place it is; a researcher without BSN has the employer's reference."""
        return self.bsn or f"ref:{self.reference}"

    @property
    def group(self) -> str:
        """The article that it falls under: vmbo, entree, vso, pro, mbo, hbo or wo."""
        return GROUPS.get(self.category, self.category)

    @property
    def bucket(self) -> str:
        """The budget that it shares in: vo, mbo, hbo or wo (article 14)."""
        return BUCKETS.get(self.category, "wo")

    @property
    def programme_key(self) -> str:
        """What tells one programme of a person from another: the code, or without one the category."""
        return self.programme.code or self.category

    @property
    def is_foreign(self) -> bool:
        """Say whether the programme is followed abroad."""
        return self.programme.country != "NL"
