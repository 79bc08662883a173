"""A load client that costs little: prepared requests over raw sockets by asyncio, so many at a time, each answered before the next.
It keeps a connection as long as the server does; the servers here close it after each answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

ADDRESS = "127.0.0.1"


@dataclass(frozen=True)
class Answered:
    """What came back for a request, by its place: status, body, and seconds from the first byte out to the last byte in."""

    place: int
    status: int
    body: bytes
    seconds: float


@dataclass(frozen=True)
class Load:
    """All answers, and how long they took together."""

    answers: Sequence[Answered]
    seconds: float

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return len(self.answers) / self.seconds

    def percentile(self, share: float) -> float:
        """Give the seconds within which a share of the requests was answered."""
        ordered = sorted(one.seconds for one in self.answers)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def posted(path: str, body: bytes, **headers: str) -> bytes:
    """Give the bytes of a POST with JSON."""
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {ADDRESS}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def load(port: int, requests: Sequence[bytes], *, clients: int) -> Load:
    """Send all requests, in their order, by so many clients at once."""
    return asyncio.run(_load(port, requests, clients))


async def _load(port: int, requests: Sequence[bytes], clients: int) -> Load:
    places, answers = count(), list[Answered]()
    started = time.perf_counter()
    await asyncio.gather(*(_client(port, requests, places, answers) for _ in range(clients)))
    return Load(answers, time.perf_counter() - started)


async def _client(port: int, requests: Sequence[bytes], places: Iterator[int], answers: list[Answered]) -> None:
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None
    for place in places:
        if place >= len(requests):
            break
        started = time.perf_counter()
        if reader is None or writer is None:
            reader, writer = await asyncio.open_connection(ADDRESS, port)
        writer.write(requests[place])
        status, body, stays = await _answer(reader)
        answers.append(Answered(place, status, body, time.perf_counter() - started))
        if not stays:
            writer.close()
            reader = writer = None
    if writer is not None:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return int(head[0].split(" ")[1]), body, headers.get("connection", "").lower() != "close"
