"""What in SLIM asks a reviewer to look: one account, one adviser or one text in the files of many applicants (Aanwijzing 20).
None of it says that something is wrong: a group, a trade association or a good adviser gives the same picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.law import Article, Values
from cases.schemes.signals import Fingerprint, Severity, SignalCase, SignalFacts, SignalFound, SignalRule
from cases.schemes.slim.terms.sources import INSTRUCTIONS

POLICY = Article("Aanwijzing 20", INSTRUCTIONS)
ACCOUNT, ADVISER, SUMMARY = "account", "adviser", "summary"


def signal_keys(case: SignalCase) -> tuple[Fingerprint, ...]:
    """Give what other applications may share with this one."""
    return tuple(_fingerprints(case))


def _fingerprints(case: SignalCase) -> Iterator[Fingerprint]:
    application = case.application
    if application.applicant.iban:
        yield Fingerprint(ACCOUNT, application.applicant.iban)
    if application.intermediary:
        yield Fingerprint(ADVISER, f"{case.window}:{folded(application.intermediary)}")
    yield Fingerprint(SUMMARY, folded(application.project.summary))


def folded(text: str) -> str:
    """Reduce a text to its words in small letters, so that spacing and punctuation make no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def shared_account(facts: SignalFacts, values: Values) -> SignalFound | None:
    """The same applicant in several windows is one applicant, so applicants are counted, not applications."""
    return _shared(facts, ACCOUNT, "Hetzelfde rekeningnummer staat", values.signal_account_limit)


def shared_summary(facts: SignalFacts, values: Values) -> SignalFound | None:
    """The same words about the project; who was not drawn and applies again with them is one applicant."""
    return _shared(facts, SUMMARY, "Dezelfde beschrijving van het project staat", values.signal_summary_limit)


def _shared(facts: SignalFacts, code: str, what: str, limit: int) -> SignalFound | None:
    found = facts.widest(code)
    if found.parties <= limit:
        return None
    seen = f"{what} in {found.cases} aanvragen van {found.parties} aanvragers; grens {limit}."
    return SignalFound(seen, found.parties, limit, {"applications": found.cases, "applicants": found.parties})


def busy_adviser(facts: SignalFacts, values: Values) -> SignalFound | None:
    """One adviser in very many applications of one window."""
    found, limit = facts.widest(ADVISER), values.signal_adviser_limit
    if found.cases <= limit:
        return None
    seen = f"Dezelfde adviseur staat in {found.cases} aanvragen van dit tijdvak; grens {limit}."
    return SignalFound(seen, found.cases, limit, {"applications": found.cases, "applicants": found.parties})


SIGNALS = (
    SignalRule(
        code="shared_account",
        label="Zelfde rekeningnummer",
        article=POLICY,
        limit="signal_account_limit",
        severity=Severity.HIGH,
        why="Subsidie van verschillende ondernemingen die op één rekening komt, kan bij een ander dan de aanvrager terechtkomen.",
        look_at="Op wiens naam staat de rekening? Zijn de aanvragers één groep, of is er een gemachtigde die voor hen int?",
        judge=shared_account,
        uses=(ACCOUNT,),
    ),
    SignalRule(
        code="busy_adviser",
        label="Zelfde adviseur",
        article=POLICY,
        limit="signal_adviser_limit",
        severity=Severity.LOW,
        why="Een adviseur die heel veel aanvragen indient, kan projecten aanbieden die de aanvragers zelf niet uitvoeren.",
        look_at="Verschillen projecten en begrotingen van elkaar? Weten de aanvragers van de aanvraag (machtiging)?",
        judge=busy_adviser,
        uses=(ADVISER,),
    ),
    SignalRule(
        code="shared_summary",
        label="Zelfde projectbeschrijving",
        article=POLICY,
        limit="signal_summary_limit",
        severity=Severity.NORMAL,
        why="Hetzelfde verhaal bij veel aanvragers kan betekenen dat er geen eigen project is.",
        look_at="Past de beschrijving bij deze onderneming? Zijn begroting en offertes wel eigen?",
        judge=shared_summary,
        uses=(SUMMARY,),
    ),
)
