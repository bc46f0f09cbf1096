"""What leaves the house with an engagement, and the papers on file, from the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from counterfoil.domain.engagement import Flow, Party
from counterfoil.sources.sheets.assignment import Setting, kind_words
from counterfoil.sources.sheets.entry import Entry
from counterfoil.sources.sheets.labels import read_label
from counterfoil.sources.sheets.words import is_placeholder, truth_of

_TEXT, _DOCUMENT = 2000, 60
_SORT_OF = re.compile(
    r"\b(?:kind|type|sort|goes out as|art|typ|nature|tipo|tipologia|soort|rodzaj|slag)\b"
)
# Labels that say "papers" and name none: each piece of the cell is a paper of its own.
_ANY_PAPER = frozenset(
    {
        "documents", "documents on file", "other documents", "further documents", "attachments", "docs", "paperwork", "papers", "forms on file",
        "unterlagen", "vorliegende unterlagen", "vorhandene unterlagen", "unterlagen vorhanden", "dokumente", "anlagen", "pieces jointes", "pieces",
        "documents fournis", "pieces fournies", "pieces au dossier", "documentos", "documentacion", "anexos", "documenti", "allegati", "documentazione",
        "documenten", "bijlagen", "stukken", "dokumenter", "vedlegg", "dokument", "bilagor", "handlingar", "dokumenty", "zalaczniki", "liitteet", "prilohy",
    }
)  # fmt: skip
_PAPERS = re.compile(r"\s*(?:;|\n|\||#|,)\s*")


def what_leaves(label: str, text: str) -> str:
    """Return what a cell says leaves: a tick says the label, a kind ends in a colon, no is empty.

    A kind (`data:`) belongs to what the next column of the row says.
    """
    truth = truth_of(text)
    if truth is not None:
        return label.strip() if truth else ""
    return f"{text}:" if _SORT_OF.search(read_label(label).plain) else text


def flows_of(
    entry: Entry, setting: Setting, parties: Sequence[Party]
) -> tuple[list[Flow], set[str]]:
    """Return what leaves, and `flows` in a set where that is not known in full."""
    found = list(dict.fromkeys(_kinds(entry.values.get("goes_out", ()))))
    blank = "goes_out" in setting.blank and setting.given.get("goes_out") != "none"
    if not found:
        return [], {"flows"} if blank or "flows" in entry.unknown else set()
    to = next((p.party for p in parties if not p.body.is_person), "") or next(
        (p.party for p in parties), ""
    )
    if not to:
        entry.note("what leaves is named, but not to whom")
        return [], {"flows"}
    flows = []
    for number, (kind, text) in enumerate(found, 1):
        if not kind:
            entry.note(f"the kind of what leaves ({text[:40]!r}) is taken for know-how")
        flows.append(Flow(f"F{number}", text[:_TEXT], kind or "know-how", "out", to))
    return flows, {"flows"} & entry.unknown


def _kinds(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, what); a text that ends in a colon is the kind of the one behind it."""
    waiting = ""
    for text in texts:
        if truth_of(text) is False:
            continue
        if text.endswith(":"):
            if waiting:
                yield flow_kind(waiting), waiting
            waiting = text.rstrip(": ")
        else:
            yield flow_kind(waiting) or flow_kind(text), text
            waiting = ""
    if waiting:
        yield flow_kind(waiting), waiting


def flow_kind(text: str) -> str:
    """Return the kind of flow a text names first (data, sample, ...); empty where it names none."""
    plain = f" {read_label(text).plain} "
    found = [
        (plain.index(f" {stem}"), kind)
        for kind, stems in kind_words()["flow"].items()
        for stem in stems
        if f" {stem}" in plain
    ]
    return min(found)[1] if found else ""


def documents_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words for papers on file, sorted; `texts` are cells as `label: value`."""
    return tuple(sorted({word for text in texts for word in _documents(text) if word}))


def _documents(text: str) -> Iterator[str]:
    label, _, value = text.partition(": ")
    if value and truth_of(value) is None and read_label(label).plain in _ANY_PAPER:
        yield from (document(piece) for piece in _PAPERS.split(value))
    else:
        yield document(text)


def document(text: str) -> str:
    """Return the word for a paper on file: `NDA: x` is `nda`; empty where the cell says no."""
    label, _, value = text.partition(": ")
    truth = truth_of(value) if value else truth_of(label)
    if truth is False or is_placeholder(value or label):
        return ""
    words = label if truth else f"{label} {value}"
    numbers = re.findall(r"\d+", "" if truth else words)
    return re.sub(r"[^a-z0-9]+", "-", " ".join([read_label(words).plain, *numbers])).strip("-")[
        :_DOCUMENT
    ]
