"""Verbs: plain functions over ports."""
