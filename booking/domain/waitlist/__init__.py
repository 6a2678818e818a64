"""The waiting list: who wants a time that is taken, and to whom a freed one is offered.

``joining`` and ``leaving`` write entries, ``looking`` goes through them when time becomes free,
``offering`` holds a time for one of them, ``answering`` takes her answer, ``following`` keeps entry
and offer in step with what happens to the held appointment.
"""
