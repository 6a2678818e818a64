"""Takes all second factors off a person who has lost her devices."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain.second_factor.reset import reset_second_factor
from accounts.models import User
from accounts.phone import InvalidPhone, normalize_phone


class Command(BaseCommand):
    """For the server's console: make sure first that it is the person who asks."""

    help = "Remove a person's passkeys, authenticator app and recovery codes; end her sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phone_number", help="The number, in any usual writing.")
        parser.add_argument("--reason", required=True, help="Kept in the audit log.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, audited and told to the phone. Raises CommandError for an unknown number."""
        try:
            phone_number = normalize_phone(options["phone_number"])
        except InvalidPhone as error:
            raise CommandError(str(error.detail)) from None
        user = User.objects.filter(phone_number=phone_number).first()
        if user is None:
            raise CommandError("Nobody has this phone number.")
        removed = reset_second_factor(user, actor=None, reason=options["reason"])
        self.stdout.write(f"Removed: {removed}. Sessions ended." if removed else "Nothing there.")
