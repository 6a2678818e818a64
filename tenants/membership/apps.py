from django.apps import AppConfig


class MembershipConfig(AppConfig):
    """Who is in which group: installed in public and in every salon's schema."""

    name = "tenants.membership"
    label = "membership"
