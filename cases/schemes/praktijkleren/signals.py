"""What in Praktijkleren asks a reviewer to look: a student at two employers, too many weeks together, two categories, all full,
many students, or more applications of one employer.
None of it says that something is wrong: part-time places and a change of employer give the same picture."""

from __future__ import annotations

from collections.abc import Iterator

from cases.law import Article, Values
from cases.schemes.praktijkleren.rules.place import Place, places
from cases.schemes.praktijkleren.students import CATEGORIES
from cases.schemes.praktijkleren.terms import sources as s
from cases.schemes.signals import Fingerprint, Severity, SignalCase, SignalFacts, SignalFound, SignalRule

STUDENT, SECTOR = "student", "student_sector"
PLACE, LIMIT = Article(s.cite("1 onder c"), s.LAW), Article(s.cite("13"), s.LAW)
GUIDANCE = Article(s.cite("5 onder e"), s.LAW)


def signal_keys(case: SignalCase) -> tuple[Fingerprint, ...]:
    """Give each student of the study year: the weeks that are claimed, from when until when, and the category."""
    return tuple(_fingerprints(case))


def _fingerprints(case: SignalCase) -> Iterator[Fingerprint]:
    for place in places(case.application):
        key, period = f"{case.application.study_year}:{place.line.holder}", place.period(case.values)
        if period.is_empty:
            continue
        yield Fingerprint(STUDENT, key, place.line.weeks, period.first_on, period.last_on)
        yield Fingerprint(SECTOR, key, CATEGORIES.index(place.line.category))


def two_employers(facts: SignalFacts, values: Values) -> SignalFound | None:
    """M1: one student has a place with two employers in the same weeks."""
    most = max((each.overlapping for each in facts.of(STUDENT)), default=0)
    limit = values.signal_overlapping_employers
    students = sum(each.overlapping > limit for each in facts.of(STUDENT))
    if most <= limit:
        return None
    seen = f"{students} leerlingen hebben in dezelfde weken ook een plaats bij een andere werkgever; grens {limit}."
    return SignalFound(seen, most, limit, {"students": students})


def too_many_weeks(facts: SignalFacts, values: Values) -> SignalFound | None:
    """M2: the weeks of one student over all employers are more than a full place."""
    most = max((each.total for each in facts.of(STUDENT) if each.parties > 1), default=0)
    limit = values.signal_weeks_over_employers
    if most <= limit:
        return None
    return SignalFound(f"Voor één leerling vragen werkgevers samen {most} weken; grens {limit}.", most, limit)


def two_categories(facts: SignalFacts, values: Values) -> SignalFound | None:
    """M3: one student stands in two categories in one study year."""
    limit = values.signal_categories_of_student
    students = sum(each.lowest != each.highest for each in facts.of(SECTOR))
    if not students:
        return None
    seen = f"{students} leerlingen staan in dit studiejaar in meer dan {limit} categorie."
    return SignalFound(seen, limit + 1, limit, {"students": students})


def all_places_full(facts: SignalFacts, values: Values) -> SignalFound | None:
    """M4: every student has exactly the highest number of weeks, though holiday and illness never count."""
    found = [place for place in places(facts.case.application) if not place.is_research]
    limit, full = values.signal_full_places, sum(_is_full(place, facts.case.values) for place in found)
    if full <= limit or full < len(found):
        return None
    return SignalFound(f"Alle {full} leerlingen hebben precies het hoogste aantal weken; grens {limit}.", full, limit)


def _is_full(place: Place, values: Values) -> bool:
    return place.line.weeks == place.norm(values)


def many_students(facts: SignalFacts, values: Values) -> SignalFound | None:
    """M7: very many students in one application, as in the cases that came before the court."""
    limit, count = values.signal_students_of_employer, len(facts.case.application.lines)
    if count <= limit:
        return None
    return SignalFound(f"In deze aanvraag staan {count} leerlingen; grens {limit}.", count, limit)


def more_applications(facts: SignalFacts, values: Values) -> SignalFound | None:
    """One employer has more applications in the window that were not withdrawn: allowed, and a change is often asked for so."""
    limit = values.signal_applications_in_window
    if facts.own_cases <= limit:
        return None
    return SignalFound(
        f"Deze werkgever heeft {facts.own_cases} aanvragen in dit tijdvak; grens {limit}.", facts.own_cases, limit
    )


SIGNALS = (
    SignalRule(
        code="two_employers",
        label="Zelfde weken bij twee werkgevers",
        article=PLACE,
        limit="signal_overlapping_employers",
        severity=Severity.NORMAL,
        why="Twee volle plaatsen in dezelfde weken kunnen niet allebei waar zijn; twee kleine plaatsen wel.",
        look_at="Vraag beide overeenkomsten en de aanwezigheidsregistratie van die weken op.",
        judge=two_employers,
        uses=(STUDENT,),
    ),
    SignalRule(
        code="too_many_weeks",
        label="Meer weken dan een volle plaats",
        article=PLACE,
        limit="signal_weeks_over_employers",
        severity=Severity.NORMAL,
        why="Een studiejaar heeft 40 of 42 weken die meetellen; meer kan een dubbele opgave zijn.",
        look_at="Wisselde de leerling van werkgever? Leg de begin- en einddagen naast elkaar.",
        judge=too_many_weeks,
        uses=(STUDENT,),
    ),
    SignalRule(
        code="two_categories",
        label="Leerling in twee categorieën",
        article=LIMIT,
        limit="signal_categories_of_student",
        severity=Severity.NORMAL,
        why="Wie in één jaar als mbo- en als hbo-student staat, kan dubbel zijn opgegeven.",
        look_at="Vergelijk de opleidingen en de dagen; een overstap in het jaar is gewoon mogelijk.",
        judge=two_categories,
        uses=(SECTOR,),
    ),
    SignalRule(
        code="all_places_full",
        label="Alle leerlingen het hoogste aantal weken",
        article=PLACE,
        limit="signal_full_places",
        severity=Severity.LOW,
        why="Weken met ziekte of vakantie tellen niet mee; toch kan een volle plaats, want een jaar heeft 52 weken.",
        look_at="Vraag van enkele leerlingen de aanwezigheidsregistratie op.",
        judge=all_places_full,
    ),
    SignalRule(
        code="many_students",
        label="Zeer veel leerlingen",
        article=GUIDANCE,
        limit="signal_students_of_employer",
        severity=Severity.LOW,
        why="Bij zeer veel leerlingen is de vraag of er genoeg begeleiders waren.",
        look_at="Hoeveel begeleiders waren er, en hoe blijkt de begeleiding uit de administratie?",
        judge=many_students,
    ),
    SignalRule(
        code="more_applications",
        label="Meer aanvragen van één werkgever",
        article=LIMIT,
        limit="signal_applications_in_window",
        severity=Severity.LOW,
        why="Wie een aanvraag wijzigt, dient een nieuwe in en trekt de oude in; blijft die staan, dan kan iets dubbel staan.",
        look_at="Leg de leerlingen en weken van de aanvragen naast elkaar. Was de tweede een wijziging van de eerste?",
        judge=more_applications,
        needs_window=True,
    ),
)
