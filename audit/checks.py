"""Django's own check, for `manage.py check --database default`: the app may not step over the rights of the policy.
The policy is in audit.grants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from audit.grants import power_report, role_of


@register(Tags.database)
def app_cannot_rewrite_the_trail(*, databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Fail where the app role is superuser, owner or maker of tables."""
    if "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        found = list(power_report(cursor, role_of("default")))
    hint = "Give the app a role without these rights; see README, running in production."
    return [
        Error(f"{deviation}, so it could rewrite the audit trail.", hint=hint, id="audit.E001") for deviation in found
    ]
