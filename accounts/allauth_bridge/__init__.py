"""Everything of django-allauth that is not its public interface, one module per part.

``tests/accounts/*/test_bridge.py`` hold what we rely on: a new version of allauth that changes it
fails there.
"""
