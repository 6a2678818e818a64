"""Local stand-in for Moyasar and Authentica, by their documented behaviour.

A separate WSGI application: it shares no code with the product, and the product
reaches it by base URL only.
"""
