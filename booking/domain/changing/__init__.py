"""Changing a booked visit: another time, other people, other services, the end of a part or all."""
