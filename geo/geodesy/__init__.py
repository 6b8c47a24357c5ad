"""Measures, map projections and median lines on the WGS 84 ellipsoid."""
