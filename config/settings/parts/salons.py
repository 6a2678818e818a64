"""The life of a salon on the platform, and its own domains."""

from config import env
from config.settings.parts.site import LOCAL_DIR, PLATFORM_DOMAIN

TRIAL_DAYS = env.integer("TRIAL_DAYS", 14, minimum=1, maximum=365)
# From the end of a trial or of what was paid for to the suspension.
PAST_DUE_DAYS = env.integer("PAST_DUE_DAYS", 14, minimum=1, maximum=365)
# From closing to erasing: the owner can come back or fetch her data.
GRACE_DAYS = env.integer("GRACE_DAYS", 90, minimum=1, maximum=3650)
# Archives of salons' data: private, never below MEDIA_ROOT.
EXPORT_ROOT = env.text("EXPORT_ROOT", str(LOCAL_DIR / "exports"))
EXPORT_DAYS = env.integer("EXPORT_DAYS", 7, minimum=1, maximum=90)
# How an owner reaches and pays the platform; what is empty is not shown. The phone gets the news
# of payments and of salons that want to be reopened.
PLATFORM_CONTACT_PHONE = env.text("PLATFORM_CONTACT_PHONE")
PLATFORM_CONTACT_EMAIL = env.text("PLATFORM_CONTACT_EMAIL")
PLATFORM_BANK_HOLDER = env.text("PLATFORM_BANK_HOLDER")
PLATFORM_BANK_IBAN = env.text("PLATFORM_BANK_IBAN")

# Who is asked for a TXT record; empty: the system's name servers.
DNS_NAMESERVERS = env.words("DNS_NAMESERVERS")
DNS_PORT = env.integer("DNS_PORT", 53, minimum=1, maximum=65535)
# Where an own domain is to point: a name for CNAME, addresses for a bare domain's A and AAAA.
DOMAIN_TARGET_NAME = env.text("DOMAIN_TARGET_NAME", PLATFORM_DOMAIN)
DOMAIN_TARGET_ADDRESSES = env.words("DOMAIN_TARGET_ADDRESSES")
