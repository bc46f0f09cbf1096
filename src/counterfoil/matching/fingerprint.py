"""The fingerprint of a name: the form under which two spellings are one name."""

from __future__ import annotations

import re

from counterfoil.matching.romanise import romanised
from counterfoil.matching.split import split


def fingerprint(name: str) -> str:
    """Return the romanised words, sorted, without case, accents, punctuation and legal form.

    Nothing is translated and no synonym folded: `Veld University` and `Universität Veld` differ.
    A name that is only a legal form keeps it.
    """
    words = (re.sub("[^a-z0-9]", "", romanised(word)) for word in split(name).words)
    return " ".join(sorted(word for word in words if word))
