"""Lists: pages and filters."""

from __future__ import annotations

from typing import Any

from sandbox.callers import MoyasarCaller
from sandbox.testing import RunningSandbox


def ids(moyasar: MoyasarCaller, **query: Any) -> list[str]:
    reply = moyasar.get("/payments", params=query)
    return [item["id"] for item in reply.json()["payments"]]


def test_list_without_payments_is_one_empty_page(moyasar: MoyasarCaller) -> None:
    assert moyasar.get("/payments").json() == {
        "payments": [],
        "meta": {
            "current_page": 1,
            "next_page": None,
            "prev_page": None,
            "total_pages": 1,
            "total_count": 0,
        },
    }


def test_list_has_pages_of_forty_newest_first(moyasar: MoyasarCaller) -> None:
    made = [moyasar.pay()["id"] for _ in range(41)]
    first, second = (moyasar.get("/payments", params={"page": page}).json() for page in (1, 2))
    assert [item["id"] for item in first["payments"]] == made[:0:-1]
    assert [item["id"] for item in second["payments"]] == made[:1]
    counts = {"total_pages": 2, "total_count": 41}
    assert first["meta"] == {"current_page": 1, "next_page": 2, "prev_page": None, **counts}
    assert second["meta"] == {"current_page": 2, "next_page": None, "prev_page": 1, **counts}


def test_filters_by_id_status_and_metadata(moyasar: MoyasarCaller) -> None:
    paid = moyasar.paid(metadata={"booking_id": "BK-1", "seats": 2})["id"]
    opened = moyasar.pay(metadata={"booking_id": "BK-2"})["id"]
    assert ids(moyasar, id=opened) == [opened]
    assert ids(moyasar, status="paid") == [paid]
    assert ids(moyasar, **{"metadata[booking_id]": "BK-1"}) == [paid]
    assert ids(moyasar, **{"metadata[seats]": "2"}) == [paid]
    assert ids(moyasar, **{"metadata[booking_id]": "BK-3"}) == []
    assert ids(moyasar, **{"metadata[booking_id]": "BK-1", "status": "initiated"}) == []


def test_filters_by_card_and_receipt(moyasar: MoyasarCaller) -> None:
    visa = moyasar.paid()
    mada = moyasar.paid("4201320111111010")
    assert ids(moyasar, card_last_digits="1010") == [mada["id"]]
    assert ids(moyasar, receipt_no=visa["source"]["reference_number"]) == [visa["id"]]


def test_filters_by_time(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    first = moyasar.pay()
    sandbox.advance_clock(60)
    second = moyasar.pay()
    sandbox.advance_clock(60)
    moyasar.put(f"/payments/{first['id']}", {"description": "Touched"})
    middle = second["created_at"]
    assert ids(moyasar, **{"created[gt]": first["created_at"]}) == [second["id"]]
    assert ids(moyasar, **{"created[lt]": middle}) == [first["id"]]
    assert ids(moyasar, **{"updated[gt]": middle}) == [first["id"]]
    assert ids(moyasar, **{"updated[lt]": middle}) == []
    assert ids(moyasar, **{"created[gt]": "2020-01-01"}) == [second["id"], first["id"]]


def test_filter_takes_a_zone_whose_plus_was_not_escaped(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay()
    path = "/payments?created[gt]=2020-01-01T00:00:00+03:00"
    assert [item["id"] for item in moyasar.get(path).json()["payments"]] == [payment["id"]]


def test_fetch_of_unknown_payment_is_404(moyasar: MoyasarCaller) -> None:
    reply = moyasar.get("/payments/unknown")
    assert (reply.status_code, reply.json()["type"]) == (404, "record_not_found")
