"""Making an appointment turn by turn with the floor, then in a crowd."""

from benchmarks.availability.measure import quiet_median
from benchmarks.availability.servers import Server
from benchmarks.booking.client import Poster
from benchmarks.booking.crowd import CLIENTS, crowd
from benchmarks.booking.salon import BookedSalon
from benchmarks.report import Row, milliseconds, ratio
from benchmarks.world import World

ROUNDS, WARM_UP = 200, 20
WEB_PORT, FLOOR_PORT = 8483, 8484


def booking(world: World, first_number: int, *, rounds: int = ROUNDS) -> list[Row]:
    """Book half hours by the API, in turns with a bare view that runs the same locking SQL."""
    salon = BookedSalon(first_number, staff=CLIENTS)
    other = BookedSalon(first_number + 1, staff=CLIENTS)
    cookies = salon.cookies()
    with (
        Server(world, "config.wsgi", WEB_PORT) as web,
        Server(
            world,
            "benchmarks.booking.floor",
            FLOOR_PORT,
            DJANGO_SETTINGS_MODULE="benchmarks.booking.floor_settings",
            FLOOR_SALON=other.schema,
        ) as bare,
    ):
        web.wait("/healthz", salon.host)
        bare.wait("/ready/", "floor")
        mine = Poster(WEB_PORT, salon.host, "/api/appointments/", cookies)
        floor = Poster(FLOOR_PORT, "floor", "/book/")
        return [
            _in_turns(mine, floor, salon, other, rounds=rounds),
            crowd(world, web, salon, cookies),
        ]


def _in_turns(
    mine: Poster, floor: Poster, salon: BookedSalon, other: BookedSalon, *, rounds: int
) -> Row:
    seconds: list[float] = []
    least: list[float] = []
    for _turn in range(WARM_UP + rounds):
        seconds.append(_ours(mine, salon))
        least.append(_bare(floor, other))
    quick, bare = quiet_median(seconds[WARM_UP:]), quiet_median(least[WARM_UP:])
    measured = f"{milliseconds(quick)} (floor {milliseconds(bare)})"
    return Row("an appointment, confirmed at once", 1, measured, ratio(quick, bare), "≤ 5 × floor")


def _ours(client: Poster, salon: BookedSalon) -> float:
    half = salon.next_half()
    items = [{"service": salon.service, "staff": half.staff}]
    return client.post({"items": items, "start": half.start.isoformat()})


def _bare(client: Poster, salon: BookedSalon) -> float:
    half = salon.next_half()
    return client.post(
        {
            "staff": half.staff,
            "start": half.start.isoformat(),
            "customer": str(salon.customer.pk),
        }
    )
