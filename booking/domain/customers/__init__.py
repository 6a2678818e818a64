"""What a salon knows of the people who come: record, health, family, figures, search, merging."""
