"""Creates a platform admin: asks for the phone number and nothing else."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.phone import InvalidPhone, normalize_phone

VARIABLE = "DJANGO_SUPERUSER_PHONE_NUMBER"


class Command(BaseCommand):
    """Takes the place of Django's command of this name, which asks for a password."""

    help = "Create a platform admin, who signs in by a code sent to the phone."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--phone_number", help="The number, in any usual writing.")
        parser.add_argument(
            "--noinput", "--no-input", action="store_false", dest="interactive", help="Never ask."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the person. Raises CommandError for a wrong or a taken number."""
        typed = options["phone_number"] or os.environ.get(VARIABLE, "")
        if not typed and options["interactive"]:
            typed = input("Phone number: ")
        if not typed:
            raise CommandError(f"Give --phone_number or set {VARIABLE}.")
        try:
            phone_number = normalize_phone(typed)
        except InvalidPhone as error:
            raise CommandError(str(error.detail)) from None
        if User.objects.filter(phone_number=phone_number).exists():
            raise CommandError("A person with this phone number exists already.")
        User.objects.create_superuser(phone_number)
        self.stdout.write(self.style.SUCCESS("Platform admin created."))
