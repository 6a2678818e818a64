"""Booking a time: how long it takes, beside a bare view with the same lock, check and insert."""
