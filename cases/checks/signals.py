"""Is every signal rule of a scheme explained, bounded by a value of its own, and made of nothing that selects people?
What rules find is tested with the scheme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.core.checks import Error

from cases.checks.problem import problem
from cases.schemes.base import Scheme
from cases.schemes.signals import FORBIDDEN, SignalRule


def signal_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every problem of the signal rules."""
    for code, count in Counter(rule.code for rule in scheme.signals).items():
        if count > 1:
            yield problem(scheme, "E071", f"the signal rule {code!r} is there twice.", "Give each rule its own code.")
    for rule in scheme.signals:
        yield from _unbounded(scheme, rule)
        yield from _unexplained(scheme, rule)
        yield from _selecting_people(scheme, rule)


def _unbounded(scheme: Scheme, rule: SignalRule) -> Iterator[Error]:
    if rule.limit not in scheme.values:
        hint = "Add the limit to the scheme's dated values, with its article or its question."
        yield problem(scheme, "E072", f"the signal rule {rule.code!r} has no limit {rule.limit!r}.", hint)


def _unexplained(scheme: Scheme, rule: SignalRule) -> Iterator[Error]:
    told = (rule.label, rule.why, rule.look_at)
    if not all(text.strip() for text in told) or not rule.article.source.startswith("https://"):
        hint = "Say what it is called, why it matters, what to look at, and on which article with a source it rests."
        yield problem(scheme, "E073", f"the signal rule {rule.code!r} is not explained.", hint)


def _selecting_people(scheme: Scheme, rule: SignalRule) -> Iterator[Error]:
    for code in rule.uses:
        if any(word in code for word in FORBIDDEN):
            hint = f"No fingerprint may be made of: {', '.join(FORBIDDEN)}."
            yield problem(scheme, "E074", f"the signal rule {rule.code!r} selects people by {code!r}.", hint)
