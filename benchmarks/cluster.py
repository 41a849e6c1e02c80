"""What films cost that a Dask cluster draws: core-seconds here and there, bytes on the wire. Both are on this machine.

``python -m benchmarks.cluster lstm_sentence lstm_gates --quality 1080p60`` starts a scheduler and workers on loopback, puts a
counter of bytes between client and scheduler, and renders the films as one batch.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import psutil
from distributed import Client

from model.errors import UnrolledError
from scenes.stage.jobs import QUALITIES, RenderJob
from scenes.stage.many import cluster

PORT, COUNTED = 8795, 8796
SPENT = "sum(sum(r.getrusage(who)[:2]) for r in [__import__('resource')] for who in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN))"


def main() -> None:
    """Render a batch on a cluster of this machine, and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="+")
    parser.add_argument("--quality", default="1080p60", choices=list(QUALITIES))
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    dask = [sys.executable, "-m", "dask"]
    server = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard"]
    worker = [*dask, "worker", f"tcp://127.0.0.1:{PORT}", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(command, **quiet) for command in (server, *[worker] * given.workers)]
    try:
        _measure(given.films, given.quality, given.workers, processes[0].pid)
    finally:
        for process in processes:
            process.kill()


def _measure(films: list[str], quality: str, workers: int, scheduler: int) -> None:
    counted: Counter[str] = Counter()
    Thread(target=lambda: asyncio.run(_count(counted)), daemon=True).start()
    with Client(f"tcp://127.0.0.1:{PORT}", timeout=60) as client, TemporaryDirectory() as folder:
        client.wait_for_workers(workers, timeout=60)
        jobs = [
            RenderJob(scene=name, formats=("mp4",), folder=Path(folder, str(n)), quality=quality, cache=False)
            for n, name in enumerate(films)
        ]
        there, here, began = sum(client.run(eval, SPENT).values()), eval(SPENT), time.monotonic()
        length = size = 0.0
        for made in cluster.render(jobs, address=f"tcp://127.0.0.1:{COUNTED}", workers=1):
            if isinstance(made, UnrolledError):
                raise made
            length, size = length + made.duration, size + made.paths[0].stat().st_size
        wall = time.monotonic() - began
        print(
            f"{len(films)} films, {length:.0f} s at {quality}, {size / 1e6:.1f} MB, on {workers} hands, {wall:.0f} s on the clock"
        )
        print(
            f"workers {sum(client.run(eval, SPENT).values()) - there:.1f} core-seconds, client {eval(SPENT) - here:.1f}, ", end=""
        )
        print(f"scheduler {sum(psutil.Process(scheduler).cpu_times()[:2]):.1f} since it was started")
        print(f"to the scheduler {counted['sent'] / 1e3:.0f} kB, from it {counted['received'] / 1e6:.2f} MB")


async def _count(counted: "Counter[str]") -> None:
    """Pass bytes on between client and scheduler, and count them."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", PORT)
        await asyncio.gather(pump(reader, back, "sent"), pump(there, writer, "received"))

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter, way: str) -> None:
        while some := await source.read(1 << 16):
            counted[way] += len(some)
            target.write(some)
            await target.drain()
        target.close()

    await (await asyncio.start_server(serve, "127.0.0.1", COUNTED)).serve_forever()


if __name__ == "__main__":
    main()
