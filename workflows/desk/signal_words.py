"""A signal as its reviewer reads it: what was seen beside its limit, why that matters and what to look at, with its picture.
The words of a rule come from its scheme; a rule that is gone leaves what was stored with the signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.models import Signal
from cases.schemes.registry import schemes
from cases.schemes.signals import SignalRule
from workflows.desk.bars import Bar, beside
from workflows.desk.outside.shown import fields_of

SEVERITIES: Mapping[str, str] = MappingProxyType({"low": "laag", "normal": "gewoon", "high": "hoog"})


@dataclass(frozen=True)
class Explained:
    """A signal with the words of its rule; `bars` are what was measured and the limit, on one scale."""

    signal: Signal
    severity: str
    article: str
    why: str
    look_at: str
    facts: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]


def explained(signal: Signal) -> Explained:
    """Put a signal in the words of its rule."""
    found, rule = schemes().get(signal.scheme), rule_of(signal.scheme, signal.rule)
    labels = found.labels if found else {}
    return Explained(
        signal=signal,
        severity=SEVERITIES.get(signal.severity, signal.severity),
        article=str(rule.article) if rule else "",
        why=rule.why if rule else "",
        look_at=rule.look_at if rule else "",
        facts=tuple((shown.label, shown.value) for shown in fields_of(signal.facts, labels)),
        bars=_bars(signal),
    )


def rule_of(scheme: str, code: str) -> SignalRule | None:
    """Give the rule of a scheme by its code; nothing where it is gone, or where a person gave the signal."""
    found = schemes().get(scheme)
    return next((rule for rule in found.signals if rule.code == code), None) if found else None


def _bars(signal: Signal) -> tuple[Bar, ...]:
    if not signal.rule:
        return ()
    return beside([("gemeten", signal.measured, "bad"), ("grens", signal.limit, "plain")])
