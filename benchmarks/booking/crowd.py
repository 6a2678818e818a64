"""Eight clients at one salon, each with a person of her own: both processors, and who waits."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.availability.servers import Server
from benchmarks.booking.client import Poster
from benchmarks.booking.salon import BookedSalon
from benchmarks.report import Row, ratio
from benchmarks.world import World

CLIENTS = 8
EACH = 40
WAITING_SQL = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


class Watch(threading.Thread):
    """Counts, many times a second, how many wait for a lock."""

    def __init__(self, world: World) -> None:
        super().__init__(daemon=True)
        self.world, self.over, self.looks, self.waiting = world, threading.Event(), 0, 0

    def run(self) -> None:
        while not self.over.wait(0.02):
            self.waiting += self.world.ask(WAITING_SQL)[0][0]
            self.looks += 1

    def end(self) -> None:
        self.over.set()
        self.join()


def crowd(world: World, web: Server, salon: BookedSalon, cookies: str) -> Row:
    """Book with eight clients at once on different people; beside it one client alone."""
    alone = _rate(web, salon, cookies, clients=1)
    watch, before = Watch(world), web.cpu_seconds()
    watch.start()
    started = time.perf_counter()
    together = _rate(web, salon, cookies, clients=CLIENTS)
    seconds = time.perf_counter() - started
    watch.end()
    cores = (web.cpu_seconds() - before) / seconds
    measured = (
        f"{together:.0f} bookings/s (one client {alone:.0f}), {cores:.2f} processors of the web's,"
        f" {watch.waiting} waits for locks in {watch.looks} looks"
    )
    return Row(
        "8 clients at one salon, a person each", 1, measured, ratio(together, alone), "no waits"
    )


def _rate(web: Server, salon: BookedSalon, cookies: str, *, clients: int) -> float:
    """Return bookings in a second."""
    people = sorted(salon.people)[:clients]
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda person: _book_with(web, salon, cookies, person), people))
    return clients * EACH / (time.perf_counter() - started)


def _book_with(web: Server, salon: BookedSalon, cookies: str, person: int) -> None:
    client = Poster(web.port, salon.host, "/api/appointments/", cookies)
    for _turn in range(EACH):
        half = salon.next_half(person)
        client.post(
            {
                "items": [{"service": salon.service, "staff": half.staff}],
                "start": half.start.isoformat(),
            }
        )
