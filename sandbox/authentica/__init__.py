"""Authentica: one-time codes, text messages and the balance."""
