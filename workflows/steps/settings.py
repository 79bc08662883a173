"""Settings of a scheme that need two people: one proposes a value with its source, another approves it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.authority.values import read_value, values_for
from cases.models import DatedSetting
from cases.schemes.registry import scheme
from workflows.steps.deciding import NotReady


def propose_setting(
    scheme_code: str, name: str, value: Any, *, from_on: date, source: str, by: Actor, on: date
) -> DatedSetting:
    """Propose a value for a named setting of a scheme from a day on; it counts only once another person approved it.

    Raises NotReady for an unknown name, a value of another kind, or a missing source.
    """
    with transaction.atomic():
        permit(by, "propose_setting", on=on, scheme=scheme_code)
        known = dict(values_for(scheme_code, from_on))
        if name not in known:
            raise NotReady(
                f"De waarde {name!r} bestaat op {from_on:%d-%m-%Y} niet. Kijk met show_scheme welke er zijn."
            )
        try:
            read_value(value, like=known[name], kind=scheme(scheme_code).values[name].kind)
        except (ValueError, TypeError) as error:
            raise NotReady(f"Deze inhoud past niet bij {name!r}: {error}") from error
        if not source.strip():
            raise NotReady("Noem de bron van de waarde: een vindplaats die een ander kan nalezen.")
        setting = DatedSetting.objects.create(
            scheme=scheme_code, name=name, value=value, from_on=from_on, source=source, proposed_by_id=by.employee_id
        )
        _record(setting, "setting.proposed", by=by, on=on)
        return setting


def approve_setting(setting_pk: int, *, by: Actor, on: date) -> DatedSetting:
    """Approve a proposed setting; never by the one who proposed it. Raises NotReady or SecondPersonNeeded."""
    with transaction.atomic():
        setting = DatedSetting.objects.select_for_update().get(pk=setting_pk)
        permit(by, "approve_setting", on=on, scheme=setting.scheme)
        if setting.approved_by_id is not None:
            raise NotReady("Deze instelling is al goedgekeurd.")
        if setting.proposed_by_id == by.user_id:
            raise SecondPersonNeeded("U stelde deze waarde zelf voor. Een andere beheerder keurt haar goed.")
        setting.approved_by_id = by.employee_id
        setting.save(update_fields=["approved_by"])
        _record(setting, "setting.approved", by=by, on=on)
        return setting


def _record(setting: DatedSetting, action: str, *, by: Actor, on: date) -> None:
    record(
        f"setting:{setting.pk}",
        action,
        actor=str(by),
        origin=by.origin,
        on=on,
        facts={
            "scheme": setting.scheme,
            "name": setting.name,
            "value": str(setting.value),
            "from_on": setting.from_on.isoformat(),
            "source": setting.source,
        },
    )
