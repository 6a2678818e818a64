"""The availability engine: pure computation, no database, no clock, no settings.

Time is whole minutes of UTC, counted from the beginning of a window (``timeline``). A set of
minutes is one large integer, bit by bit: whole months of a person's free time are shifted and
intersected in microseconds.
"""
