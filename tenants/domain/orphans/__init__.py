"""The nightly ``checker``: ``references`` to nothing become ``findings`` until they are mended."""
