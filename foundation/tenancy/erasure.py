"""What becomes of a salon's shared rows when the salon is erased: every model says it itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Delete:
    """The rows go."""


@dataclass(frozen=True)
class Keep:
    """The rows stay as they are: ``reason`` names the law or the need."""

    reason: str


@dataclass(frozen=True)
class Scrub:
    """The rows that ``kept_if`` (lookups) finds stay, with ``blank`` values; the others go."""

    reason: str
    blank: Mapping[str, Any]
    kept_if: Mapping[str, Any] = field(default_factory=dict)


Rule = Delete | Keep | Scrub

# Invoices and what they rest on: six years from the end of the tax period (KSA VAT regulation).
TAX_RECORDS = "records of sales, six years (KSA VAT)"
# Who did what to personal data: five years after the processing ends (PDPL, article 31).
PROCESSING_RECORDS = "records of processing, five years (PDPL)"
