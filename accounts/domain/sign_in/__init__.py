"""Opening a session. Every way in ends in ``completion``; ``stages`` know what is still owed.

``assurance`` reads what a session has shown and when, ``reauthentication`` asks for it again.
"""
