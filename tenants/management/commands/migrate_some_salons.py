"""One worker of ``migrate_schemas``: takes salons until its limit or until none is left."""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management import BaseCommand

from foundation.tenancy.roles import owner_connection
from tenants.domain.schemas.upgrading import Outcome
from tenants.domain.schemas.workers import migrate_in_turn


class Command(BaseCommand):
    help = "Used by migrate_schemas. Prints one line of JSON for each salon."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--since", type=datetime.fromisoformat, required=True)
        parser.add_argument("--limit", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        with owner_connection():
            migrate_in_turn(since=options["since"], limit=options["limit"], report=self._print)

    def _print(self, outcome: Outcome) -> None:
        try:
            self.stdout.write(json.dumps(asdict(outcome)))
            self.stdout.flush()
        except BrokenPipeError:
            # The run was killed: leave the rest to the next one.
            sys.exit(1)
