"""Addresses below the platform's domain: which one a salon may choose, and which it is offered."""
