"""The errors a user may see. Each carries what happened, where, and what to do next.

CounterfoilError
├── UsageError        exit 2: the command's words are off
├── DataError         exit 3: a file or a field cannot be used
│   └── UnknownFormat exit 3: no reader or mapping knows the file
├── IntegrityError    exit 4: a store does not hold what it says it holds
└── NotFound          exit 2: a named thing is not in the workspace
"""

from __future__ import annotations


class CounterfoilError(Exception):
    """Base of all errors with a message for the user; `exit_code` is the process status."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        """Keep the three parts apart so that JSON output can carry them."""
        self.what, self.where, self.do = what, where, do
        super().__init__(self.text())

    def text(self) -> str:
        """Return the message as one paragraph: where, what, what to do next."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.do}" if self.do else head


class UsageError(CounterfoilError):
    """The command was called in a way it cannot honour."""

    exit_code = 2


class NotFound(UsageError):
    """A partner, entity, engagement or dataset that was named does not exist here."""


class DataError(CounterfoilError):
    """Input that cannot be used; nothing of it was kept."""

    exit_code = 3


class UnknownFormat(DataError):
    """No reader and no mapping recognises the file."""


class IntegrityError(CounterfoilError):
    """A store does not hold what its manifest says."""

    exit_code = 4
