"""One booking after the other, turn by turn with the floor; then eight customers at once."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from benchmarks.booking.visitors import Floor, Ours, build
from benchmarks.report import Row, milliseconds, quiet, ratio
from benchmarks.servers import Server
from benchmarks.world import World

ROUNDS, WARM_UP = 200, 20
CLIENTS, EACH = 8, 40
WEB_PORT, FLOOR_PORT = 8483, 8484
WAITS_SQL = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
GOAL = "≤ 5 × floor"
# Books once and returns the seconds that it took.
Book = Callable[[], float]


def booking(
    world: World,
    first_number: int,
    *,
    rounds: int = ROUNDS,
    warm_up: int = WARM_UP,
    each: int = EACH,
) -> list[Row]:
    """Build a salon of nine people, half booked for 60 days, where nothing is paid in advance."""
    salon = build(first_number, clients=CLIENTS)
    with (
        Server(world, "config.wsgi", WEB_PORT) as web,
        Server(
            world,
            "benchmarks.booking.floor",
            FLOOR_PORT,
            DJANGO_SETTINGS_MODULE="benchmarks.floor_settings",
            FLOOR_URLS="benchmarks.booking.floor",
            FLOOR_SALON=salon.schema,
        ) as bare,
    ):
        ours, floor = Ours(web, salon), Floor(bare, salon)
        web.wait("/healthz", salon.host)
        bare.wait_for(floor.book)
        # The first message makes the queue that the floor writes to as well.
        ours.book()
        turns = _Turns(web, rounds=rounds, warm_up=warm_up)
        return [
            *turns.rows("book a time, nothing to pay", ours.book, floor.book, floor.write),
            *turns.rows("hold a time, then confirm it", ours.hold_and_confirm, floor.book_twice),
            _at_once(web, ours, each=each),
        ]


class _Turns:
    """Asks one after the other, again and again."""

    def __init__(self, web: Server, *, rounds: int, warm_up: int) -> None:
        self.web, self.rounds, self.warm_up = web, rounds, warm_up

    def rows(self, what: str, ours: Book, floor: Book, same_rows: Book | None = None) -> list[Row]:
        """Compare with the floor, and with plain SQL that writes the same rows."""
        kinds = [ours, floor, *([same_rows] if same_rows else [])]
        for _turn in range(self.warm_up):
            for book in kinds:
                book()
        before = self.web.cpu_seconds()
        turns = [[book() for book in kinds] for _turn in range(self.rounds)]
        cpu = (self.web.cpu_seconds() - before) / self.rounds
        mine, *floors = (quiet(list(seconds)) for seconds in zip(*turns, strict=True))
        names = [(what, GOAL), (f"{what}, beside plain SQL for the same rows", "")]
        return [
            Row(
                name,
                1,
                f"{milliseconds(mine)} (floor {milliseconds(least)}), CPU {milliseconds(cpu)}",
                ratio(mine, least),
                goal,
            )
            for (name, goal), least in zip(names, floors, strict=False)
        ]


def _at_once(web: Server, ours: Ours, *, each: int) -> Row:
    """Let one client, then eight, book with different people; count who waits for a lock."""
    alone = _seconds(lambda: [ours.book(0) for _turn in range(each)])
    samples: list[int] = []
    is_done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(samples, is_done))
    watcher.start()
    before = web.cpu_seconds()

    def client(number: int) -> None:
        for _turn in range(each):
            ours.book(number)

    with ThreadPoolExecutor(CLIENTS) as pool:
        together = _seconds(lambda: list(pool.map(client, range(CLIENTS))))
    cpu = (web.cpu_seconds() - before) / together
    is_done.set()
    watcher.join()
    single, many = each / alone, CLIENTS * each / together
    measured = (
        f"{many:.0f} a second (one client {single:.0f}), web on {cpu:.1f} processors,"
        f" {sum(1 for waiting in samples if waiting)} of {len(samples)} looks saw a lock wait"
    )
    return Row(
        "book with 8 people, 8 clients at once", 1, measured, ratio(many, single), "no lock waits"
    )


def _watch(samples: list[int], is_done: threading.Event) -> None:
    """Look every 5 ms whether any backend waits for a lock of another."""
    with connection.cursor() as cursor:
        while not is_done.wait(0.005):
            cursor.execute(WAITS_SQL)
            samples.append(cursor.fetchone()[0])
    connection.close()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
