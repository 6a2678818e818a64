"""Takes a salon out of this deployment into another one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from foundation.errors import DomainError
from tenants.moving.finish import finish_move
from tenants.moving.registration import find_salon
from tenants.moving.work import Moved, Order, abort_move, move_salon, rehearse_move


class Command(BaseCommand):
    help = (
        "Moves a salon to another deployment of the same code: rows, files, people by their"
        " number. Interrupted, run it again. Afterwards the salon is closed here until --finish."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("schema", help="the salon's schema, as in its registry row")
        parser.add_argument("--to", required=True, help="owner's address of the target database")
        parser.add_argument("--target-media", type=Path, help="MEDIA_ROOT of the target")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="copy, compare, undo; no window")
        what.add_argument(
            "--keep-source",
            action="store_true",
            help="leave schema and rows here, closed (default)",
        )
        what.add_argument(
            "--finish",
            action="store_true",
            help="drop what a move left here; moves first if needed",
        )
        what.add_argument("--abort", action="store_true", help="undo a move that was cut off")

    def handle(self, *args: Any, **options: Any) -> None:
        order = Order(
            schema=options["schema"],
            target=options["to"],
            target_media=options["target_media"],
            tell=lambda step: self.stdout.write(f"  {step}"),
        )
        try:
            self._carry_out(order, options)
        except DomainError as refusal:
            details = ", ".join(f"{key}={value}" for key, value in refusal.data.items())
            raise CommandError(f"{refusal.detail} [{refusal.code}] {details}".strip()) from refusal

    def _carry_out(self, order: Order, options: dict[str, Any]) -> None:
        if options["abort"]:
            abort_move(order)
            self.stdout.write(f"{order.schema} works here as before.")
        elif options["dry_run"]:
            self._report(order, rehearse_move(order), "would be moved; copying took")
        elif options["finish"]:
            self._finish(order)
        else:
            self._report(order, move_salon(order), "moved; it was read-only for")

    def _finish(self, order: Order) -> None:
        if find_salon(order.schema).moved_at is None:
            self._report(order, move_salon(order), "moved; it was read-only for")
        dropped = finish_move(order)
        self.stdout.write(f"{order.schema}: {dropped} rows dropped here.")

    def _report(self, order: Order, moved: Moved, words: str) -> None:
        if moved.had_arrived:
            self.stdout.write(f"{order.schema} had arrived already; it is closed here now.")
            return
        self.stdout.write(
            f"{order.schema}: {moved.rows} rows of {moved.tables} tables and {moved.files} files"
            f" {words} {moved.read_only_seconds:.2f} s."
        )
