"""The parts of ``data/build_relief.py``: its sources, grids, tints and files."""
