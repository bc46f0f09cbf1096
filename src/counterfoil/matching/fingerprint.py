"""The fingerprint of a name: the form under which two spellings are one name."""

from __future__ import annotations

from counterfoil.matching.form import plain_words


def fingerprint(name: str) -> str:
    """Return the romanised words, sorted, without case, accents, punctuation and legal form.

    Nothing is translated and no synonym folded: `Veld University` and `Universität Veld` differ.
    A name that is only a legal form keeps it.
    """
    return " ".join(sorted(plain_words(name)))
