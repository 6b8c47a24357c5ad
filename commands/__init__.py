"""The command line: its options, what it lists, and text that any terminal bears."""
