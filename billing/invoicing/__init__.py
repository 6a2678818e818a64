"""Tax invoices: what they hold, how they are numbered and written."""
