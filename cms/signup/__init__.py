"""Opening a salon on the platform's site, from the first word to the back office."""
