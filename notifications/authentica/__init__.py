"""Authentica (authentica.sa): one-time codes by SMS and WhatsApp, free texts by SMS."""
