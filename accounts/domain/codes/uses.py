"""What a code is good for, and nothing else."""

import hashlib
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True, kw_only=True)
class CodeUse:
    """The purpose, with the person who asked while signed in and what the code is bound to.

    ``person``: the code is hers, whatever number it goes to; None where the number says who it is.
    ``binding``: any text that asking and proving must share, such as ``google:<subject>``.
    """

    purpose: str
    binding: str = ""
    person: User | None = None

    @property
    def binding_hash(self) -> str:
        return hashlib.sha256(self.binding.encode()).hexdigest() if self.binding else ""
