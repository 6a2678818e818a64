"""One booking after the other, turn by turn with the floor; then eight customers at once."""

import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django_tenants.utils import schema_context

from benchmarks.availability.calendar import fill_calendar
from benchmarks.booking.floor import TABLES_SQL
from benchmarks.booking.visitors import app_token, free_starts
from benchmarks.report import Row, milliseconds, quiet, ratio
from benchmarks.salons import add_salon, host_of, schema_of
from benchmarks.servers import Server
from benchmarks.world import World
from foundation.tenancy.roles import owner_connection
from salons.models import BookingRules, DepositKind, Service, StaffMember

ROUNDS, WARM_UP = 200, 20
CLIENTS, EACH = 8, 40
WEB_PORT, FLOOR_PORT = 8483, 8484
WAITS_SQL = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
Book = Callable[[int], float]


def booking(
    world: World,
    first_number: int,
    *,
    rounds: int = ROUNDS,
    warm_up: int = WARM_UP,
    each: int = EACH,
) -> list[Row]:
    """Build a salon of eight people, half booked for 60 days, where nothing is paid in advance."""
    host, schema = host_of(first_number), schema_of(first_number)
    fill_calendar(add_salon(first_number), staff=CLIENTS)
    with schema_context(schema):
        BookingRules.objects.update(deposit_kind=DepositKind.NONE)
        Service.objects.update(price_minor=0)
        service = Service.objects.order_by("pk").values_list("pk", flat=True)[0]
        people = list(StaffMember.objects.order_by("sort_order").values_list("pk", flat=True))
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(TABLES_SQL)
    tokens = [app_token(first_number * 100 + number, host) for number in range(CLIENTS)]
    starts = [free_starts(number) for number in range(CLIENTS)]
    with (
        Server(world, "config.wsgi", WEB_PORT) as web,
        Server(
            world,
            "benchmarks.booking.floor",
            FLOOR_PORT,
            DJANGO_SETTINGS_MODULE="benchmarks.floor_settings",
            FLOOR_URLS="benchmarks.booking.floor",
            FLOOR_SALON=schema,
        ) as bare,
    ):

        def ours(client: int) -> float:
            item = {"service": service, "staff": people[client]}
            body = {"start": next(starts[client]).isoformat(), "items": [item]}
            return web.post("/api/appointments/", host, body, X_Session_Token=tokens[client])

        floor_starts = free_starts(0)

        def floor(_client: int) -> float:
            body = {"start": next(floor_starts).isoformat(), "staff": 1}
            return bare.post("/book/", "floor", body)

        web.wait("/healthz", host)
        bare.wait_for(lambda: floor(0))
        return [
            _one_by_one(web, ours, floor, rounds=rounds, warm_up=warm_up),
            _at_once(web, ours, each=each),
        ]


def _one_by_one(web: Server, ours: Book, floor: Book, *, rounds: int, warm_up: int) -> Row:
    clients = itertools.cycle(range(CLIENTS))
    for _turn in range(warm_up):
        ours(next(clients))
        floor(0)
    before = web.cpu_seconds()
    mine, bare = [], []
    for _turn in range(rounds):
        mine.append(ours(next(clients)))
        bare.append(floor(0))
    cpu = (web.cpu_seconds() - before) / rounds
    quick, least = quiet(mine), quiet(bare)
    measured = f"{milliseconds(quick)} (floor {milliseconds(least)}), CPU {milliseconds(cpu)}"
    return Row("book a time, nothing to pay", 1, measured, ratio(quick, least), "≤ 5 × floor")


def _at_once(web: Server, ours: Book, *, each: int) -> Row:
    """Let one client, then eight, book with different people; count who waits for a lock."""
    alone = _seconds(lambda: [ours(0) for _turn in range(each)])
    samples: list[int] = []
    is_done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(samples, is_done))
    watcher.start()
    before = web.cpu_seconds()

    def client(number: int) -> None:
        for _turn in range(each):
            ours(number)

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
