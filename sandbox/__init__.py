"""Local stand-in for Moyasar, Authentica and name servers, by their documented behaviour.

A separate WSGI application: it shares no code with the product, and the product
reaches it by base URL only.
"""
