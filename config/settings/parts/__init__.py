"""The common settings, one subject a module. ``config.settings.base`` is all of them."""
