"""What the salon's own people do: book for who calls or walks in, block time, repeat, overbook."""
