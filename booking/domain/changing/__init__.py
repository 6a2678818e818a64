"""Changing a booked visit: to another time or person, with other services, whole or in part ended."""
