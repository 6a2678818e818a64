"""People for tests of every app."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User


class UserFactory(DjangoModelFactory):
    """A customer with a proved phone number."""

    class Meta:
        model = User

    phone_number = factory.Sequence(lambda n: f"+96655{n:07d}")
    is_phone_verified = True
    phone_verified_at = factory.LazyFunction(timezone.now)
    first_name = "Sara"
