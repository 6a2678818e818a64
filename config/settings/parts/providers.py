"""Providers outside: messages, payments. ``SANDBOX_URL`` puts the stand-ins in their place."""

from config import env

SANDBOX_URL = env.url("SANDBOX_URL")
NOTIFICATION_PROVIDER = env.choice(
    "NOTIFICATION_PROVIDER",
    ("console", "sandbox", "authentica"),
    "sandbox" if SANDBOX_URL else "console",
)
AUTHENTICA_BASE_URL = env.url(
    "AUTHENTICA_BASE_URL",
    f"{SANDBOX_URL}/authentica/api/v2" if SANDBOX_URL else "https://api.authentica.sa/api/v2",
)
AUTHENTICA_API_KEY = env.text("AUTHENTICA_API_KEY")
AUTHENTICA_SENDER_NAME = env.text("AUTHENTICA_SENDER_NAME", "Salon")
AUTHENTICA_TEMPLATE_AR = env.integer("AUTHENTICA_TEMPLATE_AR", 1, minimum=1)
AUTHENTICA_TEMPLATE_EN = env.integer("AUTHENTICA_TEMPLATE_EN", 2, minimum=1)
AUTHENTICA_WHATSAPP_TEMPLATE_AR = env.integer(
    "AUTHENTICA_WHATSAPP_TEMPLATE_AR", AUTHENTICA_TEMPLATE_AR, minimum=1
)
AUTHENTICA_WHATSAPP_TEMPLATE_EN = env.integer(
    "AUTHENTICA_WHATSAPP_TEMPLATE_EN", AUTHENTICA_TEMPLATE_EN, minimum=1
)
# Below this the platform's contact is told, once a day.
AUTHENTICA_LOW_BALANCE = env.integer("AUTHENTICA_LOW_BALANCE", 500, minimum=0)
MOYASAR_BASE_URL = env.url(
    "MOYASAR_BASE_URL",
    f"{SANDBOX_URL}/moyasar/v1" if SANDBOX_URL else "https://api.moyasar.com/v1",
)
MOYASAR_PUBLISHABLE_KEY = env.text("MOYASAR_PUBLISHABLE_KEY")
MOYASAR_SECRET_KEY = env.text("MOYASAR_SECRET_KEY")
MOYASAR_WEBHOOK_SECRET = env.text("MOYASAR_WEBHOOK_SECRET")
VAT_RATE_PERCENT = 15
