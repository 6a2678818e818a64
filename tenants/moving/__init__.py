"""Taking a salon out of one deployment into another: rows, files, people.

The target is filled in one transaction: until its commit there is no trace of the salon, from it
on the salon works there. The source only reads meanwhile and is closed afterwards.
"""
