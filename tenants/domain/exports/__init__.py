"""Archives of everything that a salon has: asked for, made and kept in ``making``."""
