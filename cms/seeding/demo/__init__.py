"""Two salons to look at: people, catalogue, pages and drawn pictures."""
