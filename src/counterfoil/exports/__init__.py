"""Dossiers, overviews and tables, from one view-model."""
