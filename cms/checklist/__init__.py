"""What a new salon still has to do, on the first page of its back office."""
