"""What can be booked: how long it takes to say, beside a bare view that reads one day."""
