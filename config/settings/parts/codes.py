"""Codes to phones. Their limits: ``accounts/thresholds.py``."""

from config import env

# "vendor" is plan B: the provider makes and checks the codes (docs/decisions).
OTP_VERIFIER = env.choice("OTP_VERIFIER", ("local", "vendor"), "local")
OTP_PEPPERS = {1: env.text("OTP_PEPPER", "local-only-pepper-" + "x" * 32)}
# Halalas for one code, by the contract with the provider: for the platform's figures.
OTP_PRICES = {
    "sms": env.integer("OTP_PRICE_SMS", 12, maximum=10_000),
    "whatsapp": env.integer("OTP_PRICE_WHATSAPP", 6, maximum=10_000),
}
OTP_ALLOWED_COUNTRIES = env.words("OTP_ALLOWED_COUNTRIES", ("SA", "AE", "KW", "BH", "QA", "OM"))
