"""One appointment in the back office: what it shows and what its buttons do."""

import pytest

from audit.models import AuditEntry
from billing.models import Payment, Refund
from booking.models import Appointment, AppointmentEvent
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book
from tests.cms_backoffice.conftest import texts


def page_of(appointment, end=""):
    return f"/manage/appointments/{appointment.pk}/{end}"


def press(browser, appointment, verb):
    return browser.post(page_of(appointment, f"record/{verb}/"), follow=True)


def entries(verb):
    """Return what the audit log says of an action: actor, change, reason."""
    found = AuditEntry.objects.filter(additional_data__verb=verb)
    return [
        (entry.actor_id, entry.changes, (entry.additional_data or {}).get("reason"))
        for entry in found
    ]


def test_page_tells_the_whole_story(owner, catalogue, paid):
    Refund.objects.create(payment=paid, amount_minor=1000, reason="cancelled_by_salon")
    html = owner.get(page_of(paid.appointment)).content.decode()
    for text in (
        paid.appointment.reference,
        *(catalogue.service.name_en, catalogue.stylists[0].name_en, "Window seat"),
        *("Booked", "Confirmed", "automatically", "mada •••• 4242", "SAR 115", "−SAR 10"),
        "cancelled by the salon",
    ):
        assert text in html, text


def test_attempts_without_a_card_are_left_out(owner, appointment):
    Payment.objects.create(appointment=appointment, amount_minor=11500)
    html = owner.get(page_of(appointment)).content.decode()
    assert "Nothing has been paid online." in html


@pytest.mark.parametrize(
    ("verbs", "moves"),
    [
        (["arrived"], ["arrived"]),
        (["arrived", "start", "complete"], ["arrived", "in_progress", "completed"]),
        (["no-show"], ["no_show"]),
        (["no-show", "undo"], ["no_show", "confirmed"]),
        (["arrived", "undo"], ["arrived", "confirmed"]),
    ],
)
def test_buttons_move_the_appointment(reception, people, begun, verbs, moves):
    for verb in verbs:
        assert f"/record/{verb}/" in reception.get(page_of(begun)).content.decode()
        press(reception, begun, verb)
    begun.refresh_from_db()
    assert begun.status == moves[-1]
    written = AppointmentEvent.objects.filter(actor=people.reception)
    assert {event.to_status for event in written} == set(moves)


def test_button_leaves_an_audit_entry(reception, people, begun):
    [text] = texts(press(reception, begun, "arrived"))
    assert f"{begun.reference}</bdi>: arrived." in text
    assert entries("appointment_arrived") == [
        (people.reception.pk, {"status": ["confirmed", "arrived"]}, None)
    ]


def test_button_of_another_state_is_refused_and_leaves_no_trace(reception, appointment):
    response = press(reception, appointment, "no-show")
    until = "10:15\N{NO-BREAK SPACE}AM"
    assert texts(response) == [f"The salon still waits for this visit: until {until}."]
    appointment.refresh_from_db()
    assert (appointment.status, entries("appointment_no_show")) == ("confirmed", [])


def test_unknown_button_does_not_exist(reception, appointment):
    assert press(reception, appointment, "explode").status_code == 404
    assert reception.get(page_of(appointment, "record/arrived/")).status_code == 405


def test_cancel_asks_for_a_reason(reception, appointment):
    response = reception.post(page_of(appointment, "cancel/"), {"reason": " "})
    assert response.context["form"].errors.keys() == {"reason"}
    appointment.refresh_from_db()
    assert appointment.status == "confirmed"


def test_cancel_says_what_goes_back(owner, paid):
    html = owner.get(page_of(paid.appointment, "cancel/")).content.decode()
    assert "All that is left of her payment, SAR 115, goes back" in html


def test_cancel_is_told_audited_and_frees_the_time(reception, people, catalogue, appointment):
    response = reception.post(
        page_of(appointment, "cancel/"), {"reason": "Lama is ill"}, follow=True
    )
    assert texts(response) == ["The appointment is cancelled."]
    appointment.refresh_from_db()
    assert appointment.status == "cancelled_by_salon"
    assert entries("appointment_cancel") == [
        (
            people.reception.pk,
            {"status": ["confirmed", "cancelled_by_salon"]},
            "Lama is ill",
        )
    ]
    assert book(catalogue, staff=catalogue.stylists[0]).status == "pending_payment"


def test_cancel_of_a_finished_visit_is_refused(reception, begun):
    for verb in ("arrived", "start", "complete"):
        press(reception, begun, verb)
    response = reception.get(page_of(begun, "cancel/"), follow=True)
    assert texts(response) == ["This appointment can no longer be cancelled."]
    refused = reception.post(page_of(begun, "cancel/"), {"reason": "Late"}, follow=True)
    assert texts(refused) == ["This cannot be done with the appointment any more."]
    assert Appointment.objects.get().status == "completed"


def test_one_service_and_three_take_the_same_queries(
    owner, paid, django_assert_num_queries, django_assert_max_num_queries
):
    address = page_of(paid.appointment)
    owner.get(address)
    with django_assert_max_num_queries(26) as one:
        owner.get(address)
    for number in range(2):
        Refund.objects.create(
            payment=paid,
            amount_minor=100,
            status="done",
            reason=f"No. {number}",
            requested_by=UserFactory(),
        )
    # People who asked for refunds are read at once, however many there are.
    with django_assert_num_queries(len(one) + 1):
        owner.get(address)
