"""Logs go to stderr, for whoever runs the program; the audit trail is a table, never a log."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up_logs(*, verbose: bool, as_json: bool = False) -> None:
    """Send log lines to stderr, as JSON on request; only warnings unless `verbose`."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.DEBUG if verbose else logging.WARNING
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
