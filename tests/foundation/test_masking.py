"""Phone numbers in the log: none, wherever they stand."""

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest

from foundation.masking import MaskPhonesFilter, mask_phones

pytestmark = pytest.mark.unit

PHONE = "+966500000777"
MASKED = "+966••••••777"


@pytest.fixture
def logged() -> Any:
    """Return a maker of what a handler with our filter writes, and the record it leaves."""

    def write(act: Callable[[logging.Logger], None]) -> tuple[str, logging.LogRecord]:
        stream, records = io.StringIO(), []
        handler = logging.StreamHandler(stream)
        handler.addFilter(MaskPhonesFilter())
        handler.addFilter(lambda record: records.append(record) or True)
        logger = logging.Logger("masking")
        logger.addHandler(handler)
        act(logger)
        return stream.getvalue(), records[0]

    return write


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"to {PHONE}: sent", f"to {MASKED}: sent"),
        ("to 966500000777", "to 9665•••••777"),
        ("to 00966500000777", "to 0096•••••••777"),
        ("to 0500000777", "to 0500•••777"),
        ("order 1234567890123", "order 1234567890123"),
        (f"{PHONE}, {PHONE}", f"{MASKED}, {MASKED}"),
    ],
)
def test_mask_phones(text: str, masked: str) -> None:
    assert mask_phones(text) == masked


@pytest.mark.parametrize(
    "arguments",
    [("to %s", PHONE), ("to %(n)s", {"n": PHONE}), ("to %r", [PHONE]), (f"to {PHONE}",)],
)
def test_message_and_arguments_are_masked(logged: Any, arguments: Any) -> None:
    text, record = logged(lambda logger: logger.warning(*arguments))
    assert MASKED in text
    assert PHONE not in f"{text} {record.msg} {record.args}"


def test_argument_that_is_not_shown_is_masked(logged: Any) -> None:
    text, record = logged(lambda logger: logger.warning("%(a)s", {"a": "x", "phone": PHONE}))
    assert (text, record.args) == ("x\n", {"a": "x", "phone": MASKED})


def test_traceback_is_masked(logged: Any) -> None:
    def fail(logger: logging.Logger) -> None:
        try:
            try:
                raise ValueError(f"Key (phone_number)=({PHONE}) already exists.")
            except ValueError as error:
                raise RuntimeError(f"no person with {PHONE}") from error
        except RuntimeError:
            logger.exception("failed")

    text, _record = logged(fail)
    assert (text.count(MASKED), PHONE in text) == (2, False)
    assert "RuntimeError" in text


def test_stack_is_masked(logged: Any) -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "x", None, None, sinfo=f"in {PHONE}")
    MaskPhonesFilter().filter(record)
    assert record.stack_info == f"in {MASKED}"


def test_line_without_a_number_is_left_alone(logged: Any) -> None:
    text, record = logged(lambda logger: logger.info("%d of %s", 3, "seven"))
    assert (text, record.args) == ("3 of seven\n", (3, "seven"))
