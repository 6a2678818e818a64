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

# A salon goes from one state to another; its schema is set. Arguments: ``tenant`` (in its new
# state), ``before`` and ``to`` (TenantStatus). For what must go on later, plan a job.
salon_moved = Signal()

# Which tables belong into a salon's export as spreadsheets? Its schema is set. Receivers return
# a list of tenants.domain.exports.tables.Spreadsheet.
spreadsheets_asked = Signal()

# May the salon be erased? Its schema is set. Argument: ``tenant``. Receivers return the reason why
# not yet, in code's words, or an empty text.
erasure_asked = Signal()

# A salon's schema exists. Arguments: ``tenant`` (Tenant), ``details`` (NewSalon).
salon_created = Signal()

# When did something last happen in the salon whose schema is set? Receivers return a moment.
salon_activity = Signal()
# Another host is the salon's primary one; its schema is set. Argument: ``tenant``.
primary_domain_changed = Signal()

# Somebody works in the salon, or in another role than before; its schema is set. Arguments:
# ``tenant``, ``user``, ``staff_row`` (whose day she sees; None leaves things as they are).
member_joined = Signal()
# Somebody works in the salon no longer; its schema is set. Arguments: ``tenant``, ``user``.
member_left = Signal()
