"""Moyasar: payments, 3-D Secure, tokens, invoices and webhooks."""
