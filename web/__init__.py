"""What a browser loads, shared by the page and the atlas in one file: the map's scripts, the lists and their styles."""
