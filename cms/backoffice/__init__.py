"""The salon's side of appointments and payments, inside Wagtail's administration."""
