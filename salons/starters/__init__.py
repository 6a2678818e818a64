"""Price lists that a new salon may begin with: one file a trade, Arabic and English."""
