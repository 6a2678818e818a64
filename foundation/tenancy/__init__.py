"""What every shared table with rows of salons is made of: columns, policies, managers, scope."""
