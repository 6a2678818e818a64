"""Slots of a day, days of a month, a large salon: each turn by turn with the floor."""

from datetime import date, timedelta
from statistics import median

from django_tenants.utils import schema_context

from benchmarks.availability.calendar import fill_calendar
from benchmarks.availability.servers import Server
from benchmarks.report import Row, milliseconds, ratio
from benchmarks.salons import add_salon, host_of
from benchmarks.world import World
from salons.models import Service, StaffMember

ROUNDS = 300
WARM_UP = 30
# Each kind of request in turns with the floor; the best half of the rounds, since whatever else
# the machine does only ever adds.
WEB_PORT, FLOOR_PORT = 8481, 8482
SMALL, LARGE = 5, 50


def availability(world: World, first_number: int) -> list[Row]:
    """Build a salon of 5 and one of 50 people, half booked for 60 days, and ask for free times."""
    small, large = first_number, first_number + 1
    for number, staff in ((small, SMALL), (large, LARGE)):
        fill_calendar(add_salon(number), staff=staff)
    service, person = _first_ids(small)
    day = date.today() + timedelta(days=3)
    month = (day.replace(day=1) + timedelta(days=32)).strftime("%Y-%m")
    floor = f"/day/?salon={_schema(small)}&staff={person}&date={day}"
    with (
        Server(world, "config.wsgi", WEB_PORT) as web,
        Server(
            world,
            "benchmarks.availability.floor",
            FLOOR_PORT,
            DJANGO_SETTINGS_MODULE="benchmarks.availability.floor_settings",
            FLOOR_SALON=_schema(small),
        ) as bare,
    ):
        web.wait("/healthz", host_of(small))
        bare.wait(floor, "floor")
        compare = _Comparison(web, bare, floor)
        large_services = "&".join(f"service={pk}" for pk in _service_ids(large, 3))
        return [
            compare.row(
                "slots, one of 5 people, one day",
                host_of(small),
                f"/api/availability/?service={service}&staff={person}&date={day}",
                goal="≤ 3 × floor",
            ),
            compare.row(
                "days of a month, any of 5 people",
                host_of(small),
                f"/api/availability/days/?service={service}&month={month}",
                goal="≤ 10 × floor",
            ),
            compare.row(
                "days of a month, any of 50 people, 3 services",
                host_of(large),
                f"/api/availability/days/?{large_services}&month={month}",
                goal="≤ 40 ms of CPU",
            ),
        ]


class _Comparison:
    """Asks two servers in turn."""

    def __init__(self, web: Server, bare: Server, floor: str) -> None:
        self.web, self.bare, self.floor = web, bare, floor

    def row(self, what: str, host: str, path: str, *, goal: str) -> Row:
        for _turn in range(WARM_UP):
            self.web.get(path, host)
            self.bare.get(self.floor, "floor")
        before = self.web.cpu_seconds()
        mine, floor = [], []
        for _turn in range(ROUNDS):
            mine.append(self.web.get(path, host))
            floor.append(self.bare.get(self.floor, "floor"))
        cpu = (self.web.cpu_seconds() - before) / ROUNDS
        quick, least = quiet_median(mine), quiet_median(floor)
        measured = f"{milliseconds(quick)} (floor {milliseconds(least)}), CPU {milliseconds(cpu)}"
        return Row(what, 1, measured, ratio(quick, least), goal)


def quiet_median(seconds: list[float]) -> float:
    """Return the median of the faster half: of the rounds that little else disturbed."""
    return median(sorted(seconds)[: len(seconds) // 2])


def _schema(number: int) -> str:
    return host_of(number).split(".")[0].replace("-", "_")


def _first_ids(number: int) -> tuple[int, int]:
    with schema_context(_schema(number)):
        return (
            Service.objects.order_by("pk").values_list("pk", flat=True)[0],
            StaffMember.objects.order_by("pk").values_list("pk", flat=True)[0],
        )


def _service_ids(number: int, count: int) -> list[int]:
    with schema_context(_schema(number)):
        return list(Service.objects.order_by("pk").values_list("pk", flat=True)[:count])
