"""The day in the house: one tap, undo, who is late, the table by person."""

from datetime import UTC, datetime, time, timedelta

import pytest

from audit.models import AuditEntry
from booking.domain.desk.walk_in import take_walk_in
from booking.domain.transitions import confirm_appointment
from booking.models import AgreedPolicy, Appointment
from cms.backoffice.desk.board import Stretch, board_of
from salons.models import BookingRules, StaffBreak, StaffShift, TimeOff
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.desk.conftest import details_of
from tests.clients import prove_again
from tests.cms_backoffice.conftest import DAY
from tests.salons.factories import open_every_day


def record(browser, appointment, verb):
    return browser.post(
        f"/manage/appointments/{appointment.pk}/record/{verb}/", {"day": "2030-01-06"}, follow=True
    )


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        *[("arrived", "arrived"), ("start", "in_progress")],
        *[("complete", "completed"), ("no-show", "no_show")],
    ],
)
def test_one_tap_records_and_undo_is_right_there(begun, reception, verb, status):
    response = record(reception, begun, verb)
    assert response.redirect_chain == [(f"{DAY}", 302)]
    undo = f"/manage/appointments/{begun.pk}/record/undo/"
    assert f'action="{undo}"' in response.content.decode()
    begun.refresh_from_db()
    assert begun.status == status
    record(reception, begun, "undo")
    begun.refresh_from_db()
    assert begun.status == "confirmed"
    verbs = AuditEntry.objects.filter(additional_data__verb__startswith="appointment_")
    assert [each.additional_data["verb"] for each in verbs.order_by("pk")] == [
        f"appointment_{verb.replace('-', '_')}",
        "appointment_undo",
    ]


@pytest.mark.parametrize("day", ["", "x", "//evil.example", "2030-13-01"])
def test_elsewhere_a_tap_comes_back_to_the_appointment(begun, reception, day):
    address = f"/manage/appointments/{begun.pk}/record/arrived/"
    assert reception.post(address, {"day": day}).url == f"/manage/appointments/{begun.pk}/"


@pytest.mark.parametrize(("minutes", "waited"), [(0, None), (10, True), (14, True), (15, False)])
def test_late_customers_are_marked(appointment, reception, time_machine, minutes, waited):
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=minutes), tick=False)
    prove_again(reception)
    [entry] = reception.get(DAY).context["entries"]
    assert (entry.late and (entry.late.minutes, entry.late.is_waited_for)) == (
        None if waited is None else (minutes, waited)
    )


def test_agreed_grace_counts_before_todays(begun, reception):
    agreed = AgreedPolicy.objects.get(appointment=begun)
    BookingRules.load()
    [(service, terms)] = agreed.terms.items()
    for minutes, waited in ((20, False), (21, True)):
        agreed.terms = {service: {**terms, "late_grace_minutes": minutes}}
        agreed.save()
        [entry] = reception.get(DAY).context["entries"]
        verbs = {action.verb for action in entry.actions}
        assert (entry.late.is_waited_for, "no-show" in verbs) == (waited, not waited)


def test_stylist_sees_her_own_column_without_buttons(browsers, catalogue, appointment):
    book(catalogue, staff=catalogue.stylists[1], start=TEN_O_CLOCK + timedelta(hours=1))
    response = browsers["stylist"].get(DAY)
    assert [column.staff for column in response.context["board"].columns] == [catalogue.stylists[0]]
    assert [entry.actions for entry in response.context["entries"]] == [[]]
    html = response.content.decode()
    assert ("/record/" in html, "/appointments/new/" in html) == (False, False)


def kinds(response, number=0):
    lanes = response.context["board"].columns[number].lanes
    return [[(cell.kind, cell.span) for _row, cell in sorted(lane.items())] for lane in lanes]


def test_board_shows_shift_break_absence_and_visit(owner, catalogue, appointment):
    stylist = catalogue.stylists[0]
    open_every_day(time(10), time(14))
    StaffShift.objects.create(staff=stylist, weekday=6, starts=time(10), ends=time(13))
    StaffBreak.objects.create(staff=stylist, weekday=6, starts=time(11), ends=time(11, 30))
    TimeOff.objects.create(
        staff=stylist,
        starts_at=TEN_O_CLOCK + timedelta(hours=2),
        ends_at=TEN_O_CLOCK + timedelta(hours=2, minutes=30),
    )
    assert kinds(owner.get(DAY)) == [
        [
            *[("visit", 12), ("break", 6), ("free", 6), ("away", 6), ("free", 6), ("off", 12)],
        ]
    ]


def test_board_reaches_past_midnight(owner, catalogue):
    open_every_day(time(21), time(3))
    confirm_appointment(book(catalogue, start=datetime(2030, 1, 6, 22, 0, tzinfo=UTC)).pk)
    board = owner.get(DAY).context["board"]
    assert len(board.rows) == 6 * 12
    assert board.rows[0].starts == datetime(2030, 1, 6, 18, 0, tzinfo=UTC)


def test_closed_day_without_visits_has_no_board(owner, catalogue):
    open_every_day()
    catalogue.service.resource_type = None
    from salons.models import OpeningHours

    OpeningHours.objects.all().delete()
    response = owner.get(DAY)
    assert (response.context["board"], response.context["entries"]) == (None, [])


def test_overlapping_visits_lie_beside_each_other():
    begin = TEN_O_CLOCK
    hour = timedelta(hours=1)
    found = [
        Stretch(starts=begin, ends=begin + hour, kind="visit"),
        Stretch(starts=begin + hour / 2, ends=begin + 1.5 * hour, kind="visit"),
        Stretch(starts=begin + hour, ends=begin + 2 * hour, kind="visit"),
    ]
    member = UserFactory.build(pk=1)
    [column] = board_of(begin, begin + 2 * hour, [(member, found)]).columns
    shapes = [[(row, cell.span) for row, cell in sorted(lane.items())] for lane in column.lanes]
    assert shapes == [[(0, 12), (12, 12)], [(0, 6), (6, 12), (18, 6)]]


@pytest.mark.parametrize(("people", "is_wide"), [(1, False), (6, False), (7, True)])
def test_large_team_has_a_wide_board(people, is_wide):
    team = [(UserFactory.build(pk=n), []) for n in range(people)]
    assert board_of(TEN_O_CLOCK, TEN_O_CLOCK + timedelta(hours=1), team).is_wide == is_wide


def test_every_lane_of_the_board_is_filled(owner, catalogue, appointment):
    board = owner.get(DAY).context["board"]
    for column in board.columns:
        for lane in column.lanes:
            assert sum(cell.span for cell in lane.values()) == len(board.rows)


def test_walk_in_without_a_number_is_in_the_list(owner, noor, catalogue, time_machine, people):
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    prove_again(owner)

    class desk:
        reception = people.reception

    desk.catalogue = catalogue
    take_walk_in(details_of(desk, phone="", name=""), begins_now=False)
    html = owner.get(DAY).content.decode()
    assert "Guest without a number" in html
    assert Appointment.objects.get().customer is None


def test_many_rows_take_the_queries_of_one(
    owner, catalogue, appointment, django_assert_num_queries, django_assert_max_num_queries
):
    owner.get(DAY)
    with django_assert_max_num_queries(28) as one:
        owner.get(DAY)
    for hours in range(1, 9):
        start = TEN_O_CLOCK + timedelta(hours=hours)
        confirm_appointment(book(catalogue, start=start, customer=UserFactory()).pk)
    with django_assert_num_queries(len(one)):
        assert len(owner.get(DAY).context["entries"]) == 9
