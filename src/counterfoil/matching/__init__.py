"""Names in, scored and explained pairs out. Usable on its own."""
