"""Who gets a code, and at what cost: ``admission`` decides by ``facts``, ``windows`` count.

``breaker`` closes the door to strangers; ``ledger`` and ``figures`` tell the platform what it cost.
"""
