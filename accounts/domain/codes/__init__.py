"""One-time codes. ``otp`` is the way in: ask for one, ask again, prove it.

``sending`` and ``proving`` are the two halves behind it; ``uses`` says what a code is good for,
``challenges`` and ``failures`` keep what happened to it, ``vendor`` is plan B.
"""
