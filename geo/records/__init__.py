"""Records of the data folder: their models, read from files and checked against one another."""
