"""What customers will read of a policy that somebody is about to change."""

from django.utils import translation

from booking.domain.policy.reading import base_terms, override_of
from booking.domain.policy.wording import Covered, policy_paragraphs
from foundation.money import Money
from salons.backoffice.policy_preview import PolicyPreview, register_preview
from salons.models import BookingRules, PolicyOverride

EXAMPLE_MINOR = 20_000
LANGUAGES = ("ar", "en")


@register_preview
def policy_preview(rules: BookingRules, override: PolicyOverride | None) -> list[PolicyPreview]:
    """Return the words of the rules, with one exception to them, in both languages."""
    terms = base_terms(vars(rules))
    if override is not None:
        terms = override_of(vars(override), None).over(terms)
    price = str(Money(EXAMPLE_MINOR))
    previews = []
    for language in LANGUAGES:
        with translation.override(language):
            words = policy_paragraphs([Covered("", EXAMPLE_MINOR, terms)])
        previews.append(PolicyPreview(language, price, tuple(words)))
    return previews
