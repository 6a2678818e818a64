"""Demo people: their numbers are fixed, so that anybody can sign in as them."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User

OWNER_NOOR, OWNER_REEM = "+966500000001", "+966500000002"
RECEPTION_NOOR, STYLIST_NOOR = "+966500000003", "+966500000004"
PLATFORM_ADMIN = "+966500000009"


@dataclass(frozen=True)
class Person:
    phone: str
    first_name: str
    last_name: str
    is_platform_admin: bool = False


PEOPLE = (
    Person(OWNER_NOOR, "نورة", "العتيبي"),
    Person(OWNER_REEM, "ريم", "الغامدي"),
    Person(RECEPTION_NOOR, "شهد", "الشمري"),
    Person(STYLIST_NOOR, "سارة", "الحربي"),
    Person(PLATFORM_ADMIN, "فيصل", "الراشد", is_platform_admin=True),
    Person("+966500000101", "لمى", "السبيعي"),
    Person("+966500000102", "دانة", "المطيري"),
    Person("+966500000103", "هيفاء", "الزهراني"),
    Person("+966500000104", "Layla", "Hassan"),
    Person("+966500000105", "Sofia", "Martin"),
)


def seed_people() -> dict[str, User]:
    """Make the demo people who are missing; return all of them by phone number."""
    known = {
        user.phone_number: user
        for user in User.objects.filter(phone_number__in=[person.phone for person in PEOPLE])
    }
    return {person.phone: known.get(person.phone) or _make(person) for person in PEOPLE}


def _make(person: Person) -> User:
    names = {"first_name": person.first_name, "last_name": person.last_name}
    if person.is_platform_admin:
        return User.objects.create_superuser(person.phone, **names)
    return User.objects.create_user(
        person.phone, is_phone_verified=True, phone_verified_at=timezone.now(), **names
    )
