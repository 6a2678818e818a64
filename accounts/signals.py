"""Moments in the life of a person that higher apps add to.

Receivers run inside the transaction, with the connection as the request left it (a salon's schema
or the public one); raising undoes all.
"""

from django.dispatch import Signal

# A person lost her number for good and is nobody any more. Argument: ``person``.
person_released = Signal()

# A person proved a number for which a record existed that nobody had ever proved; what hangs on
# that record is hers now. Arguments: ``shell``, ``person``.
person_absorbed = Signal()
