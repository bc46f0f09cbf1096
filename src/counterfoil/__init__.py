"""Counterfoil: a research-security workbench, from an engagement to a defensible decision."""

__version__ = "2026.11.0"
