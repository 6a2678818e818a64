"""What many salons cost, measured: ``make bench``. See README.md."""
