"""Facts, places, parties and cases put into words for readers."""
