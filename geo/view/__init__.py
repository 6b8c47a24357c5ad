"""A view of the atlas: one table of parameters for page, API and command line."""
