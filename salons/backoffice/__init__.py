"""The catalogue in the back office, one module a subject: how its lists and forms look."""
