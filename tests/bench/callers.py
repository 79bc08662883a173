"""Many callers at once, each sending the next prepared request as soon as it has its answer; for a program of its own, so that
what they cost is not counted to what they measure. Prints statuses, seconds and the times of answer as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path


async def call(port: int, request: bytes) -> bytes:
    """Send one request on a connection of its own, and give the first line of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        return (await reader.read()).partition(b"\r\n")[0]
    finally:
        writer.close()


async def caller(port: int, requests: Iterator[bytes], statuses: Counter[str], times: list[float]) -> None:
    """Send requests one after the other until there are none left."""
    for request in requests:
        started = time.perf_counter()
        line = await call(port, request)
        times.append(time.perf_counter() - started)
        statuses[line.decode().split(" ")[1] if line else "none"] += 1


async def main(port: int, callers: int, file: str) -> None:
    """Let so many callers send all requests of a file, one a line as hex."""
    requests = iter([bytes.fromhex(line) for line in Path(file).read_text(encoding="ascii").split()])
    statuses: Counter[str] = Counter()
    times: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(*(caller(port, requests, statuses, times) for _ in range(callers)))
    print(json.dumps({"seconds": time.perf_counter() - started, "statuses": statuses, "times": sorted(times)}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
