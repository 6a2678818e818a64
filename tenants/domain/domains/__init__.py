"""A salon's own domains: ``hosts`` spell them, ``managing`` adds and removes them.

``claims`` looks for their proof, when ``timing`` says so; ``crossing`` lets people of the platform
in.
"""
