"""What we take from others, looked through: ``make audit``; and a release of our own, ``make release``."""
