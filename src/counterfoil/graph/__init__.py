"""Ties in, paths and exposure out. Usable on its own."""
