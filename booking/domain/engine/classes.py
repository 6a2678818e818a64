"""Places in classes that take place anyway."""

from booking.domain.engine.plan import Plan
from booking.domain.engine.timeline import Span
from booking.domain.engine.world import Part, World


def has_place(world: World, part: Part, staff_id: int, times: Span, done: Plan = ()) -> bool:
    """Return whether a class begins then anyway, by others or by this visit, with a place left."""
    key = (part.service_id, staff_id, times[0])
    beside = [p for p in done if (p.part.service_id, p.staff_id, p.start) == key]
    for session in world.sessions:
        if (session.service_id, session.staff_id, session.start) == key:
            return len(beside) < session.seats_left and times[1] <= session.end
    return 0 < len(beside) < part.capacity and times[1] <= beside[0].end
