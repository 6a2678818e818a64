"""Moments in the making of a salon that higher apps add their rows to.

Receivers run inside the transaction, with the connection set to the schema; raising undoes all.
"""

from django.dispatch import Signal

# The template schema was migrated. No arguments: what is seeded here every new salon has.
template_seeding = Signal()

# What shapes the template beside the migrations? Receivers return a text that changes with it.
template_fingerprint = Signal()

# An existing salon was brought up to date, its schema is set. Argument: ``tenant``.
salon_upgraded = Signal()

# A salon's schema exists. Arguments: ``tenant`` (Tenant), ``details`` (NewSalon).
salon_created = Signal()

# When did something last happen in the salon whose schema is set? Receivers return a moment.
salon_activity = Signal()
# Another host is the salon's primary one; its schema is set. Argument: ``tenant``.
primary_domain_changed = Signal()
