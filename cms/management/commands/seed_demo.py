"""Two salons and the people to try them with."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.seeding.demo.loading import seed_demo


class Command(BaseCommand):
    help = "Creates the demo salons noor and reem and their people, if they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = seed_demo()
        self.stdout.write(f"made: {', '.join(made)}" if made else "the demo is there already")
