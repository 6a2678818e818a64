"""The move itself, step by step; each step can be the last before a power cut.

Where the salon is follows from the two databases alone: in the source until the target's commit,
in the target from then on. A second run goes on from there.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from tenants.domain.read_only import begin_read_only, end_read_only
from tenants.models import Tenant
from tenants.moving.checks import hosts_there, require_fit, require_free, require_movable
from tenants.moving.errors import AlreadyArrived, MoveRunning, OutcomeUnknown, TargetUnfit
from tenants.moving.media import MediaCopy
from tenants.moving.quiet import wait_until_quiet
from tenants.moving.registration import (
    begin_move,
    close_for_good,
    find_salon,
    forget_move,
    has_arrived,
)
from tenants.moving.sides import Sides, open_sides, open_target, target_name
from tenants.moving.transfer import Tell, Transfer


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be moved and where. ``target`` is the owner's address of the other database."""

    schema: str
    target: str
    target_media: Path | None = None
    # Gets the name of each step once it is done.
    tell: Tell = lambda step: None


@dataclass(frozen=True)
class Moved:
    """What was moved. ``read_only_seconds``: from the refusal of writes to the target's commit."""

    tables: int = 0
    rows: int = 0
    files: int = 0
    read_only_seconds: float = 0.0
    # An earlier run was cut off after the target's commit: only the closing was left to do.
    had_arrived: bool = False


def move_salon(order: Order) -> Moved:
    """Move the salon; afterwards it works in the target and is closed here.

    Run again after an interruption it goes on. After a refusal the salon works here as before and
    nothing is left in the target. Raises MoveRefused and its kinds, Busy, NotFound.
    """
    with open_sides(order.target, order.schema) as sides:
        tenant = find_salon(order.schema)
        if has_arrived(sides.target, tenant):
            close_for_good(tenant, target=target_name(order.target))
            return Moved(had_arrived=True)
        transfer = _prepare(sides, tenant, order)
        media = MediaCopy(tenant, order.target_media)
        media.require_target()
        try:
            media.synchronise()
            order.tell("media")
            return _through_the_window(transfer, media, order)
        except BaseException as failure:
            # Whatever the target still does for this session ends, one way or the other.
            sides.target.connection.close()
            _settle(tenant, media, order, failure)
            raise


def rehearse_move(order: Order) -> Moved:
    """Do everything but the window, the files and the commit; the salon works on meanwhile.

    Raises what :func:`move_salon` raises; a salon that is written to meanwhile is no difference.
    """
    with open_sides(order.target, order.schema) as sides:
        tenant = find_salon(order.schema)
        transfer = _prepare(sides, tenant, order)
        media = MediaCopy(tenant, order.target_media)
        media.require_target()
        begun = time.monotonic()
        with sides.target.connection.transaction(force_rollback=True):
            sums = transfer.fill(must_rest=False)
        spent = time.monotonic() - begun
    return Moved(len(sums), sum(one.rows for one in sums.values()), media.count(), spent)


def abort_move(order: Order) -> Tenant:
    """Open the salon here again after a move that was cut off, and take the copied files away.

    Raises AlreadyArrived where it works in the target already.
    """
    with open_sides(order.target, order.schema) as sides:
        tenant = find_salon(order.schema)
        if tenant.moved_at or has_arrived(sides.target, tenant):
            raise AlreadyArrived
        _reopen(tenant, MediaCopy(tenant, order.target_media))
    return tenant


def _prepare(sides: Sides, tenant: Tenant, order: Order) -> Transfer:
    require_movable(tenant)
    require_fit(sides)
    hosts = hosts_there(sides, tenant)
    require_free(sides.target, tenant, hosts)
    order.tell("checked")
    return Transfer(sides, tenant, hosts, order.tell)


def _through_the_window(transfer: Transfer, media: MediaCopy, order: Order) -> Moved:
    """Stop writing, copy, commit, close."""
    tenant, target = transfer.tenant, transfer.sides.target
    wait_until_quiet(tenant)
    begin_move(tenant)
    begun = time.monotonic()
    begin_read_only(tenant)
    order.tell("read_only")
    wait_until_quiet(tenant)
    with target.connection.transaction():
        files = media.synchronise()
        sums = transfer.fill()
        order.tell("filled")
    order.tell("committed")
    spent = time.monotonic() - begun
    close_for_good(tenant, target=target_name(order.target))
    order.tell("closed")
    return Moved(len(sums), sum(one.rows for one in sums.values()), files, spent)


def _settle(tenant: Tenant, media: MediaCopy, order: Order, failure: BaseException) -> None:
    """After a failure: open the salon here again unless the target has it.

    A commit whose answer was lost is asked for on a new connection, once the old one's work has
    ended; without an answer the salon stays closed to writing: two working ones would be worse.
    """
    tenant.refresh_from_db()
    try:
        with open_target(order.target, order.schema) as target:
            arrived = has_arrived(target, tenant)
    except (TargetUnfit, MoveRunning):
        if not tenant.is_read_only:
            return
        raise OutcomeUnknown from failure
    if not arrived:
        _reopen(tenant, media)


def _reopen(tenant: Tenant, media: MediaCopy) -> None:
    media.remove_target()
    if tenant.is_read_only:
        end_read_only(tenant)
    forget_move(tenant)
