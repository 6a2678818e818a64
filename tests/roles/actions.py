"""What every address of a salon's host asks for: the columns of the matrix.

The rights are those of the product's one table; who holds them is read from it. An address that
is not here fails the test.
"""

import re
from dataclasses import dataclass

from tenants.domain.people.rights import HOLDERS, SUPPORT, Right
from tests.roles.people import ADMIN, HOLDER, NOBODY

EVERYONE = frozenset(HOLDER)


@dataclass(frozen=True)
class Ask:
    """Who is let in; which tables even those may change who lack the right to ``changes``."""

    allowed: frozenset[str]
    # Without it a person who is let in may look and write nothing of the salon.
    changes: frozenset[str] = EVERYONE
    # For reasons that are not hers: the sample is not in the state for it.
    refused_anyway: bool = False


def holders(right):
    return frozenset(who for who, holder in HOLDER.items() if holder in HOLDERS[right])


def right(name, *, changes=None, refused_anyway=False):
    """Ask for a right of the table."""
    return Ask(holders(name), holders(changes) if changes else EVERYONE, refused_anyway)


ANYBODY = Ask(EVERYONE)
# With a session of this host; the platform's people have none outside the back office.
SIGNED_IN = Ask(EVERYONE - {NOBODY, ADMIN, SUPPORT})
# Doors of a person's own account: no role opens or closes one, each has tests of its own.
OWN_DOOR = Ask(EVERYONE, refused_anyway=True)
# Wagtail's machinery that no salon needs: its permissions are given to no role.
PLATFORM = Ask(frozenset({SUPPORT}))
CLOSED = Ask(frozenset())
# Refused to everybody, with the words for those who lack a right.
NO_USE = Ask(frozenset(), refused_anyway=True)

ENTER = right(Right.ENTER)
LOOK = right(Right.ENTER, changes=Right.EDIT_STOREFRONT)
PAGES = right(Right.EDIT_STOREFRONT)
CATALOGUE = right(Right.EDIT_CATALOGUE)
SETTINGS = right(Right.EDIT_SETTINGS)
ADDRESSES, ACCOUNT = right(Right.MANAGE_ADDRESSES), right(Right.MANAGE_ACCOUNT)
PEOPLE, RUN = right(Right.MANAGE_PEOPLE), right(Right.RUN_APPOINTMENTS)

ACTIONS = (
    # --- Our own pages of the back office ---
    ("backoffice_(day|search|why)", right(Right.SEE_OWN_DAY)),
    # A visit that is somebody else's work does not exist for those who see their own alone.
    # An address would outlive the visit of the platform's support.
    ("backoffice_feeds", Ask(holders(Right.SEE_OWN_DAY) - {SUPPORT})),
    ("backoffice_appointment", right(Right.SEE_CALENDAR)),
    ("backoffice_(cancel|change|record)", RUN),
    ("backoffice_(new|walk_in|series|series_new|cancel_following)", RUN),
    ("backoffice_(block|block_new|block_remove)", RUN),
    ("backoffice_customers", right(Right.SEE_OWN_DAY)),
    # Somebody who comes to others only does not exist for those who see their own work alone.
    ("backoffice_customer", right(Right.SEE_CALENDAR, changes=Right.RUN_APPOINTMENTS)),
    ("backoffice_customer_(block|merge|family|member)", right(Right.MANAGE_CUSTOMERS)),
    # A stylist's too, of those who come to her today or later: the sample does not.
    ("backoffice_customer_health.*", right(Right.SEE_HEALTH)),
    ("backoffice_waitlist", right(Right.SEE_CALENDAR)),
    ("backoffice_waitlist_(offer|remove)", RUN),
    ("backoffice_refund", right(Right.REFUND)),
    ("backoffice_people", right(Right.SEE_PEOPLE)),
    ("backoffice_(invite|person|person_remove|invitation_again|invitation_revoke)", PEOPLE),
    ("backoffice_leave", ENTER),
    ("backoffice_(addresses|address_.*|claim.*)", ADDRESSES),
    ("backoffice_account", right(Right.SEE_ACCOUNT)),
    ("backoffice_(account_.*|exports?)", ACCOUNT),
    ("backoffice_(hours|seasons?|season_.*|special_days?|special_day_.*)", CATALOGUE),
    ("backoffice_log", right(Right.SEE_LOG)),
    ("backoffice_checklist_dismiss", ENTER),
    ("backoffice_support_end", PLATFORM),
    # --- The catalogue and the settings ---
    ("wagtailsnippets_salons_servicecategory:delete", right(
        Right.EDIT_CATALOGUE, refused_anyway=True  # the sample has services
    )),
    ("wagtailsnippets_salons_policyoverride:.*", SETTINGS),
    ("wagtailsnippetchoosers_salons_policyoverride:create", SETTINGS),
    ("wagtailsnippets_salons_.*", CATALOGUE),
    ("wagtailsnippetchoosers_salons_.*:create", CATALOGUE),
    ("wagtailsnippetchoosers_salons_.*", LOOK),
    ("wagtailsettings:.*", right(Right.ENTER, changes=Right.EDIT_SETTINGS)),
    ("wagtail_bulk_action", right(Right.ENTER, changes=Right.EDIT_CATALOGUE)),
    # --- Pages and pictures ---
    ("wagtailadmin_explore.*", PAGES),
    # Wagtail looks at the page's state first and sends everybody back, or shows a form that does
    # nothing without the right.
    ("wagtailadmin_pages:(choose_parent|workflow_(action|preview)|collect_.*|confirm_.*)", LOOK),
    ("wagtailadmin_pages:(revisions_index|convert_alias)", LOOK),
    ("wagtailadmin_pages:(move_confirm|unpublish|unlock)", right(
        Right.ENTER, changes=Right.EDIT_STOREFRONT, refused_anyway=True
    )),
    ("wagtailadmin_pages:.*", PAGES),
    ("wagtailadmin_api:pages:(detail|find|action)", PAGES),
    ("wagtailadmin_api:(pages|images):.*", LOOK),
    ("wagtailimages:(create_multiple_from_uploaded_image|delete_upload_multiple)", LOOK),
    ("wagtailimages:.*", PAGES),
    ("wagtailimages_chooser:(choose|choose_results|chosen_multiple)", LOOK),
    ("wagtailimages_chooser:.*", PAGES),
    ("wagtailadmin_reports:(workflow|aging_pages|page_types_usage).*", PAGES),
    ("wagtailadmin_reports:site_history.*", LOOK),
    ("wagtailadmin_reports:locked_pages.*", PLATFORM),
    ("wagtailadmin_choose_page.*|wagtailadmin_tag_.*|wagtailembeds:.*", LOOK),
    # --- Wagtail itself ---
    ("wagtailadmin_(home|account|logout|dismissibles|block_preview|editing_sessions:.*)", ENTER),
    ("wagtailadmin_(sprite|javascript_catalog)", ANYBODY),
    ("wagtailadmin_password_reset.*", CLOSED),
    ("wagtailadmin_collections:(delete|set_privacy)", LOOK),
    ("wagtailadmin_workflows:(disable|enable|usage.*|.*_task|task_chos.*|task_chooser.*)", LOOK),
    ("wagtailadmin_workflows:remove", PLATFORM),
    ("wagtailsites:(delete|history.*|usage)", LOOK),
    ("wagtailadmin_(collections|workflows):.*|wagtail(redirects|sites):.*", PLATFORM),
    ("wagtailsnippets:index", NO_USE),
    ("/manage/(test404/)?", ENTER),
    ("/manage/login/", NO_USE),
    ("/manage/(bulk/accounts|documents|api/main/documents|failwhale|redirects/import)/.*", CLOSED),
    ("wagtaildocs.*|wagtailadmin_api:documents:.*|wagtailredirects:.*import", CLOSED),
    ("/manage//", ANYBODY),
    # --- The API: nothing of it is for staff but a look at what was paid ---
    ("api_phone_(request|verify|resend)|api_(csrf|token.*|schema|docs|moyasar_webhook)", ANYBODY),
    ("api_phone_change.*", OWN_DOOR),
    ("api_(services|staff|policy|availability|availability_(days|next))", ANYBODY),
    # Support has a session of the back office alone.
    ("api_availability_why", Ask(holders(Right.SEE_OWN_DAY) - {SUPPORT})),
    ("/api/", CLOSED),
    ("api_(otp|reauth)_(request|verify)|api_(recycled|refresh|sessions?|logout_all)", OWN_DOOR),
    ("api_(second_factor.*|factors?|social_.*)", OWN_DOOR),
    ("api_(logout|me|payments|appointments?)", SIGNED_IN),
    ("api_appointment_((cancel|reschedule).*|confirm|release)", SIGNED_IN),
    ("api_family|api_family_member", SIGNED_IN),
    ("api_waitlist.*|book_wait|waitlist_withdraw", SIGNED_IN),
    # Behind a signed link.
    ("waitlist_offer", ANYBODY),
    ("api_payment", Ask(holders(Right.SEE_MONEY) - {SUPPORT})),
    # --- The site ---
    ("my_family.*|my_health.*|visit_link", SIGNED_IN),
    ("account_profile|my_appointments|appointment_.*|payment_.*|book_(confirm|release)", SIGNED_IN),
    ("account_(login|logout|invitation)", ANYBODY),
    ("account_(enter|code|resend)|/account/login/", NO_USE),
    ("account_(reauthenticate|phone|recycled|session|start|second_factor|confirm).*", OWN_DOOR),
    ("/account/start/", OWN_DOOR),
    ("/account/|/favicon.ico|theme_css|choose_language|media|book_(start|hold|link)", ANYBODY),
    # Whoever holds a guest's link; without one there is nothing.
    ("guest_visit.*|staff_calendar_feed", OWN_DOOR),
    ("wagtail_serve|wagtailcore_(authenticate_with_password|login)", ANYBODY),
)  # fmt: skip
PATTERNS = [(re.compile(pattern), ask) for pattern, ask in ACTIONS]


def asked_of(name):
    """Return what the address asks for: the first entry that fits, None where there is none."""
    return next((ask for pattern, ask in PATTERNS if pattern.fullmatch(name)), None)
