"""Folium: the constant map and the small state that changes at a run. The map's scripts stand in web/map."""
