"""A new salon: ``provisioning`` makes one, ``signup`` lets a person do it by herself."""
