"""Schemas of salons: the ``template`` of new ones, and bringing the old ones up to date.

``dump`` and ``statements`` make the template's text, ``functions`` are all that the site may do to
a schema; ``upgrading`` migrates one salon, ``workers`` many.
"""
