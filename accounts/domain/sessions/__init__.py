"""Sessions once they are open: seen, listed, renewed and ended; ways from host to host; devices."""
