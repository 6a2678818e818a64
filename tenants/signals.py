"""Moments in the making of a salon that higher apps add their rows to.

Receivers run inside the transaction, with the connection set to the schema; raising undoes all.
"""

from django.dispatch import Signal

# The template schema was migrated. No arguments: what is seeded here every new salon has.
template_seeding = Signal()

# A salon's schema exists. Arguments: ``tenant`` (Tenant), ``details`` (NewSalon).
salon_created = Signal()
