"""Which windows a code takes its places in, and gets back once somebody has proved it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from accounts.domain.limits.windows import UNLIMITED, Counter, address_block, change, clear
from accounts.models import OTPChallenge
from accounts.thresholds import Window, thresholds
from accounts.visitors import Visitor

DAY = 86400


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks for a code, as far as windows are concerned."""

    phone_number: str
    address: str
    device_id: UUID | None
    # Was not here before this request.
    is_newcomer: bool
    salon: str

    @property
    def prefix(self) -> str:
        return self.phone_number[:-4]


def asker_of(visitor: Visitor, phone_number: str) -> Asker:
    """Describe a visitor who asks for a code to a number."""
    new = visitor.new_device
    return Asker(
        phone_number=phone_number,
        address=address_block(visitor.address),
        device_id=visitor.device_id or (new.id if new else None),
        is_newcomer=visitor.device_id is None,
        salon=visitor.salon,
    )


def known_device_places(phone_number: str) -> list[Counter]:
    """Return the number's own budget on devices that have proved it: nobody else can use it up."""
    return [
        Counter("known_device", phone_number, "send", thresholds().known_device_sends),
        _total(phone_number),
    ]


def ordinary_places(asker: Asker, *, factor: int, counted: Collection[Counter]) -> list[Counter]:
    """Return the windows of everybody else. ``counted``: those of ``marks`` that are set.

    ``factor`` raises the limits of a busy network's addresses.
    """
    fresh = [pair for pair in _numbers(asker, factor=factor) if pair[0] not in counted]
    return [
        *_sends(asker, factor=factor),
        *(counter for pair in fresh for counter in pair),
        prefix_tally(asker, "sent"),
        _total(asker.phone_number),
    ]


def marks(asker: Asker) -> list[Counter]:
    """Return what remembers that the number is counted among those of its address and device."""
    return [mark for mark, _place in _numbers(asker, factor=1)]


def guess_places(visitor: Visitor, *, factor: int) -> list[Counter]:
    """Return the windows that a typed code counts in."""
    limits, address = thresholds(), address_block(visitor.address)
    counters = [Counter("address", address, "guess", _raised(limits.address_guesses, factor))]
    if visitor.device_id:
        counters.append(Counter("device", str(visitor.device_id), "guess", limits.device_guesses))
    return counters


def prefix_tally(asker: Asker, action: str) -> Counter:
    """Return the count of today's codes to the prefix: ``sent`` or ``proved``."""
    return Counter("prefix", asker.prefix, action, ((UNLIMITED, DAY),))


def give_back(proved: OTPChallenge) -> None:
    """Free the places of a proved code and count the proof for its prefix.

    Call after the commit: who asks for a code locks windows first and the phone second.
    """
    at = proved.created_at
    if proved.from_known_device:
        change({known_device_places(proved.phone_number)[0]: -1}, at=at)
        return
    asker = _asker_of(proved)
    freed = set(clear(marks(asker), at=at))
    numbers = [place for mark, place in _numbers(asker, factor=1) if mark in freed]
    steps = dict.fromkeys([*_sends(asker, factor=1), *numbers], -1)
    change(steps | {prefix_tally(asker, "proved"): 1}, at=at)


def _asker_of(challenge: OTPChallenge) -> Asker:
    device = challenge.device
    return Asker(
        phone_number=challenge.phone_number,
        address=address_block(challenge.address or "unknown"),
        device_id=challenge.device_id,
        # Its row was made with its first code.
        is_newcomer=device is None or device.first_seen_at == challenge.created_at,
        salon=challenge.salon,
    )


def _sends(asker: Asker, *, factor: int) -> list[Counter]:
    """Return the windows of codes that nobody has proved yet."""
    limits, address = thresholds(), asker.address
    counters = [
        Counter("address", address, "send", _raised(limits.address_sends, factor)),
        Counter("phone", asker.phone_number, "send", limits.phone_sends),
        Counter("prefix", asker.prefix, "send", limits.prefix_sends),
    ]
    if asker.device_id:
        counters.append(Counter("device", str(asker.device_id), "send", limits.device_sends))
    if asker.is_newcomer:
        newcomers = _raised(limits.address_newcomers, factor)
        counters.append(Counter("address", address, "newcomer", newcomers))
    if asker.salon:
        counters.append(Counter("salon", asker.salon, "send", limits.salon_sends))
    return counters


def _numbers(asker: Asker, *, factor: int) -> list[tuple[Counter, Counter]]:
    """Return mark and place of the windows that count different numbers.

    Each number counts once, whether it is known to us or not: a limit on unknown numbers alone
    would tell the two apart.
    """
    limits = thresholds()
    phones = _raised(limits.address_phones, factor)
    pairs = _marked("address", asker.address, phones, asker.phone_number)
    if asker.device_id:
        device = str(asker.device_id)
        pairs += _marked("device", device, limits.device_phones, asker.phone_number)
    return pairs


def _marked(
    scope: str, value: str, windows: tuple[Window, ...], phone_number: str
) -> list[tuple[Counter, Counter]]:
    return [
        (
            Counter(f"{scope}_phone", f"{value}|{phone_number}", "mark", ((UNLIMITED, seconds),)),
            Counter(scope, value, "phones", ((limit, seconds),)),
        )
        for limit, seconds in windows
    ]


def _total(phone_number: str) -> Counter:
    return Counter("phone", phone_number, "send_total", thresholds().phone_sends_total)


def _raised(windows: tuple[Window, ...], factor: int) -> tuple[Window, ...]:
    return tuple((limit * factor, seconds) for limit, seconds in windows)
