"""The steps from a new salon to one that is ready for guests, and who may do them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.checklist.facts import Facts
from cms.checklist.models import WHOLE_LIST, DismissedStep
from cms.models import HomePage
from salons.models import SalonProfile, Service, StaffMember
from tenants.domain.people.rights import Right, may


@dataclass(frozen=True)
class Step:
    """Something to do: where it is done, who may do it and whether it is done."""

    key: str
    icon: str
    title: str | Promise
    text: str | Promise
    right: Right
    address: Callable[[SalonProfile], str]
    is_done: Callable[[Facts], bool]


@dataclass(frozen=True)
class ShownStep:
    """A step as one person sees it."""

    step: Step
    address: str
    is_done: bool


def _profile(tab: str) -> Callable[[SalonProfile], str]:
    """Return the way to the profile's form, opened at the tab that has the fields."""

    def address(profile: SalonProfile) -> str:
        form = reverse("wagtailsettings:edit", args=["salons", "salonprofile", profile.pk])
        return f"{form}#tab-{tab}"

    return address


def _listed(model: Any) -> Callable[[SalonProfile], str]:
    return lambda profile: reverse(model.snippet_viewset.get_url_name("list"))


def _home_page(profile: SalonProfile) -> str:
    # The Arabic one: the site's root, which the English one translates.
    home = HomePage.objects.filter(slug="home").values_list("pk", flat=True).first()
    if home is None:
        return reverse("wagtailadmin_explore_root")
    return reverse("wagtailadmin_pages:edit", args=[home])


STEPS = (
    Step(
        "services",
        "tag",
        _("Look through services and prices"),
        _("They begin with what is usual. Set your own prices, take out what you do not offer."),
        Right.EDIT_CATALOGUE,
        _listed(Service),
        lambda facts: facts.is_done("service"),
    ),
    Step(
        "hours",
        "time",
        _("Set your opening hours"),
        _("Customers can book whenever you are open."),
        Right.EDIT_CATALOGUE,
        lambda profile: reverse("backoffice_hours"),
        lambda facts: facts.is_done("hours"),
    ),
    Step(
        "staff",
        "group",
        _("Introduce your team"),
        _("Names, photos, who does what and when."),
        Right.EDIT_CATALOGUE,
        _listed(StaffMember),
        lambda facts: facts.is_done("staff"),
    ),
    Step(
        "people",
        "user",
        _("Invite your team"),
        _("Give reception and stylists a sign-in of their own. You decide what each may do."),
        Right.MANAGE_PEOPLE,
        lambda profile: reverse("backoffice_people"),
        lambda facts: facts.has_invited,
    ),
    Step(
        "contact",
        "home",
        _("Say where you are and how to reach you"),
        _("Phone and address stand on your site and in every confirmation."),
        Right.EDIT_SETTINGS,
        _profile("contact"),
        lambda facts: bool(facts.profile.phone and facts.profile.address),
    ),
    Step(
        "tax",
        "doc-full",
        _("Enter your registration and tax details"),
        _("Commercial registration, and the VAT number if you are registered."),
        Right.EDIT_SETTINGS,
        _profile("law"),
        lambda facts: bool(
            facts.profile.commercial_registration
            and (facts.profile.vat_number or not facts.profile.is_vat_registered)
        ),
    ),
    Step(
        "picture",
        "image",
        _("Show your salon in a picture"),
        _("One upright picture at the top of the home page says more than a paragraph."),
        Right.EDIT_STOREFRONT,
        _home_page,
        lambda facts: facts.catalogue["picture"],
    ),
    Step(
        "page",
        "edit",
        _("Write your home page in your own words"),
        _("It begins with a text that suits any salon. Make it yours."),
        Right.EDIT_STOREFRONT,
        _home_page,
        lambda facts: facts.catalogue["page"],
    ),
    Step(
        "booking",
        "calendar-check",
        _("Book a visit as a customer would"),
        _("See what your customers see. You can cancel it afterwards."),
        Right.RUN_APPOINTMENTS,
        lambda profile: "/book/",
        lambda facts: facts.is_booked,
    ),
    Step(
        "payment",
        "success",
        _("See a payment arrive"),
        _("Pay for a visit by card: it stands with the appointment and can be given back there."),
        Right.REFUND,
        lambda profile: "/book/",
        lambda facts: facts.is_paid,
    ),
    Step(
        "domain",
        "globe",
        _("Use your own domain"),
        _("Your site can answer at your own name as well."),
        Right.MANAGE_ADDRESSES,
        lambda profile: reverse("backoffice_addresses"),
        lambda facts: facts.has_own_domain,
    ),
)


def permitted_steps(user: Any) -> list[Step]:
    """Return the steps that the person's role can do."""
    return [step for step in STEPS if may(user, step.right)]


def shown_steps(user: Any, profile: SalonProfile) -> list[ShownStep]:
    """Return what the person sees: nothing once the list, or everything on it, is put aside."""
    steps = permitted_steps(user)
    if not steps:
        return []
    dismissed = set(DismissedStep.objects.values_list("step", flat=True))
    if WHOLE_LIST in dismissed:
        return []
    facts = Facts(profile)
    return [
        ShownStep(step, address, step.is_done(facts))
        for step in steps
        if step.key not in dismissed and (address := _address(step, profile))
    ]


def dismiss(key: str, *, user: Any) -> None:
    """Put a step, or the whole list, aside for everybody in the salon. Twice is once."""
    DismissedStep.objects.get_or_create(step=key, defaults={"user": user})


def _address(step: Step, profile: SalonProfile) -> str:
    try:
        return step.address(profile)
    except NoReverseMatch:
        return ""
