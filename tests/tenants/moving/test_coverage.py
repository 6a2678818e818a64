"""Every table of the public schema is either moved or known to stay, and why."""

import pytest
from django.db import connection

from tenants.moving.tables import shared_models

STAYS = {
    # Identity has no tenant: the people whom the salon names are found or made by number.
    *("accounts_user", "accounts_session", "accounts_otpchallenge", "accounts_phoneauthstate"),
    *("accounts_ratewindow", "accounts_signinticket", "accounts_refreshtoken"),
    "accounts_spenttoken",
    *("accounts_device", "accounts_deviceuser", "accounts_phonehistory", "accounts_authevent"),
    *("accounts_countrypolicy", "accounts_addressallowance", "accounts_sendledger"),
    *("account_emailaddress", "account_emailconfirmation", "mfa_authenticator"),
    *("socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialtoken"),
    # A person's own calendar of all salons: its address is of this deployment.
    *("notifications_directmessage", "booking_calendarfeed"),
    # The platform's own rights, log and registers of the code.
    *("auth_group", "auth_group_permissions", "auth_permission", "membership_usergroup"),
    *("membership_userpermission", "django_admin_log", "auditlog_logentry"),
    *("django_content_type", "django_migrations", "django_cache", "tenants_schematemplate"),
}


@pytest.mark.django_db
def test_every_shared_table_is_moved_or_known_to_stay():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
        tables = {name for (name,) in cursor.fetchall()}
    moved = {model._meta.db_table for model in shared_models()}
    assert tables - moved == STAYS


def test_rows_come_after_those_they_name():
    names = [model._meta.db_table for model in shared_models()]
    order = ["booking_appointment", "billing_payment", "billing_refund"]
    assert sorted(order, key=names.index) == order
    assert names.index("tenants_domain") > names.index("tenants_tenant")
