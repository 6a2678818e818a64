"""What a new salon's storefront starts with."""
