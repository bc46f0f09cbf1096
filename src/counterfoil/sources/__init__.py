"""Readers of published formats, mappings, the register's files and the pack loader."""
