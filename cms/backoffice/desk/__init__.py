"""The reception desk: booking for others, walk-ins, series, blocked time, the day by person."""
