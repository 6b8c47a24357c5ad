"""Records joined: facts and features as tables, what a view selects of them, where and when they are."""
