"""How many requests a client makes in a minute. The first few are counted by the web process itself: most clients make no more, and
in the rush of an opening window each write counts. From there on the count is kept in a table, for all processes together."""

from __future__ import annotations

from collections import Counter

from django.db import connection

CALM = 10
"""Up to one in so many of what a client may do in a minute is counted by the process alone; so little can each let through beside
the table's count."""

COUNT = """INSERT INTO api_requestcount AS r (client_id, minute, count) VALUES (%(client)s, %(minute)s, 1)
ON CONFLICT (client_id) DO UPDATE SET minute = excluded.minute,
    count = CASE WHEN r.minute = excluded.minute THEN r.count + 1 ELSE 1 END
RETURNING count"""


class _Minute:
    """What this process counted in the running minute."""

    def __init__(self) -> None:
        self.number = 0
        self.seen = Counter[int]()

    def count(self, client: int, minute: int) -> int:
        """Count a request, and give how many of this client this process saw in the minute."""
        if minute != self.number:
            self.number, self.seen = minute, Counter()
        self.seen[client] += 1
        return self.seen[client]


_minute = _Minute()


def is_too_many(client: int, per_minute: int, minute: int) -> bool:
    """Count a request of a client, and say whether it is more than it may make in a minute (since 1970)."""
    if _minute.count(client, minute) <= per_minute // CALM:
        return False
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"client": client, "minute": minute})
        count: int = cursor.fetchone()[0]
    return count > per_minute
