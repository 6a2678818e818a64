"""The policy on the page of the booking rules, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from salons.backoffice.policy_preview import PolicyPreviewPanel


def _rule(name: str, help_text: Any = "") -> FieldPanel:
    return FieldPanel(name, help_text=help_text)


DEPOSIT_AND_CANCELLATION = MultiFieldPanel(
    [
        _rule("deposit_kind", _("What is left is paid at the salon.")),
        FieldRowPanel(
            [
                _rule("deposit_minor", _("For “a fixed amount”, in riyals for each service.")),
                _rule("deposit_percent", _("For “a part of the price”: 30 is 30 of 100 riyals.")),
            ]
        ),
        _rule(
            "free_cancellation_hours",
            _("24: who cancels a day before gets everything back. 0: until the visit begins."),
        ),
        FieldRowPanel(
            [
                _rule(
                    "cancellation_fee_percent",
                    _("100: the whole price. 0: cancelling is always free."),
                ),
                _rule("no_show_fee_percent", _("Never more than the customer has paid.")),
            ]
        ),
        FieldRowPanel(
            [
                _rule("late_grace_minutes", _("Then the visit counts as missed.")),
                _rule("moves_allowed", _("0: a visit stays where it is.")),
            ]
        ),
        PolicyPreviewPanel(heading=_("What customers read")),
    ],
    heading=_("Deposit and cancellation"),
    icon="tag",
)
MISSED_VISITS = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                _rule("deposit_after_no_shows", _("Empty: never.")),
                _rule("prepay_after_no_shows", _("Empty: never.")),
                _rule("block_after_no_shows", _("Empty: never. You can still book for her.")),
            ]
        ),
        _rule(
            "new_client_visits",
            _("For exceptions that hold for new customers. All of it counts for 12 months."),
        ),
    ],
    heading=_("Customers who did not come"),
    icon="user",
)
WAITING_LIST = MultiFieldPanel(
    [
        _rule(
            "waitlist_offer_minutes",
            _("Who has not answered by then loses the offer, and the next one gets it."),
        ),
        FieldRowPanel(
            [
                _rule("waitlist_quiet_from", _("Nobody gets an offer at night.")),
                _rule("waitlist_quiet_until"),
            ]
        ),
    ],
    heading=_("Waiting list"),
    icon="list-ul",
)
