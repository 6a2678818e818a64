"""Making an appointment: how long it takes beside a bare view with the same SQL, and in a crowd."""
