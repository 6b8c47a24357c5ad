"""Layers as files: one module a format, one table of formats, and where each file comes from."""
