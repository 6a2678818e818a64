"""Refusals in words: for the people of the salon (``reasons``) and for anybody (``public``)."""
