"""When a salon is open: its week, its seasons and its special days, as its owner sets them."""
