"""Pictures as SVG: the path from a party to a listed body, and the ladder of outcomes.

The layout is computed here, so it is the same on each page and in print. Nothing is told by
colour alone: a listed body is a filled square with its list named, a path with an open question
is dashed, and each picture has a title and a description for those who do not see it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from html import escape

from counterfoil.domain.dossier import PathNode, PathView
from counterfoil.domain.outcome import Outcome
from counterfoil.exports.letters import tidy

INK, QUIET, LINE, LISTED, LIGHT = "#1c2430", "#4d5866", "#8a94a0", "#8a1c2c", "#e3d3a8"
_FONT = "FiraGO, 'Fira Sans', 'Noto Sans', 'Noto Sans CJK SC', system-ui, sans-serif"

WIDTH = 400
_LEFT = 40  # where text starts; the rail with its markers stands left of it
_RAIL = 16
_NAME, _SMALL = 15, 12  # sizes of text in units of the picture
_MOST_LINES = 6  # of one name; more is cut with an ellipsis, the table beside has all of it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where its baseline starts, in units of the picture, and how it looks."""

    left: int
    base: float
    size: int
    bold: bool
    fill: str
    text: str


@dataclass(slots=True)
class Drawing:
    """A picture as shapes in SVG and lines of text, which a page and a paper set alike."""

    height: float = 4.0
    shapes: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    width = WIDTH

    def write(self, text: str, size: int, *, bold: bool = False, fill: str = INK) -> None:
        """Add a text below what is there, broken into lines that fit."""
        for line in wrapped(text, (WIDTH - _LEFT - 4) / size, bold=bold):
            self.height = round(self.height + size * 1.3, 1)
            self.lines.append(Line(_LEFT, self.height, size, bold, fill, line))

    def shapes_svg(self) -> str:
        """Return the shapes alone, for a paper that sets the text with its own fonts."""
        return f"{_svg(self.height)}>{''.join(self.shapes)}</svg>"


def path_drawing(path: PathView) -> Drawing:
    """Lay out a path from top to bottom: markers on a rail at the left, words at the right."""
    drawing = Drawing()
    for at, node in enumerate(path.nodes):
        top = drawing.height + 12
        drawing.shapes.append(_marker(node, top))
        _write_node(drawing, node)
        if at < len(path.edges):
            drawing.height += 8
            for text in _edge_lines(path.edges[at]):
                drawing.write(text, _SMALL, fill=QUIET)
            drawing.height += 8
            drawing.shapes.append(_rail(top + 9, drawing.height + 3, certain=path.certain))
    drawing.height = round(drawing.height + 12)
    return drawing


def path_svg(path: PathView, key: str) -> str:
    """Return a path as an SVG element; `key` makes its ids unique on a page."""
    drawing = path_drawing(path)
    name = escape(key)
    return (
        f'{_svg(drawing.height)} role="img" aria-labelledby="{name}-title {name}-desc"'
        f' font-family="{_FONT}"><title id="{name}-title">{escape(tidy(path.title))}</title>'
        f'<desc id="{name}-desc">{escape(_told(path))}</desc>'
        f"{''.join(drawing.shapes)}{''.join(map(_text, drawing.lines))}</svg>"
    )


def path_words(path: PathView) -> str:
    """Return what the picture of a path shows, for those who do not see it."""
    return f"{tidy(path.title)}: {_told(path)}"


def ladder_svg(low: str, high: str) -> str:
    """Return the eight steps of outcomes, reached ones solid, possible ones striped.

    Where no upper bound may be shown (`high` is empty) the steps above stay dashed. It repeats
    the words beside it, so it is hidden from those who do not see it.
    """
    lowest = Outcome.of(low)
    highest = Outcome.of(high) if high else None
    steps = "".join(_step(outcome, lowest, highest) for outcome in Outcome)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 124 28" width="124" height="28"'
        f' aria-hidden="true" focusable="false">{steps}</svg>'
    )


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `width` ems, at spaces, else between characters."""
    lines, line, used = [], "", 0.0
    for word in _pieces(tidy(text), width, bold=bold):
        long = _ems(word, bold=bold)
        if line and used + long > width and not word.isspace():
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not word.isspace():
            line, used = line + word, used + long
    lines = [*lines, line.rstrip()] if line.strip() else lines
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …"]
    return lines


def _write_node(drawing: Drawing, node: PathNode) -> None:
    drawing.write(node.name, _NAME, bold=True)
    if node.identifier:
        drawing.write(node.identifier, _SMALL, fill=QUIET)
    if node.listed:
        drawing.write(f"listed: {node.listed}", _SMALL, bold=True, fill=LISTED)


def _edge_lines(edge: tuple[str, str, str]) -> list[str]:
    label, dated, statements = edge
    return [text for text in (" · ".join(p for p in (label, dated) if p), statements) if text]


def _svg(height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}"'
        f' width="{WIDTH}" height="{height:g}"'
    )


def _text(line: Line) -> str:
    weight = ' font-weight="700"' if line.bold else ""
    return (
        f'<text x="{line.left}" y="{line.base}" font-size="{line.size}"{weight}'
        f' fill="{line.fill}">{escape(line.text)}</text>'
    )


def _marker(node: PathNode, middle: float) -> str:
    if node.listed:
        return (
            f'<rect x="{_RAIL - 8}" y="{middle - 8:.1f}" width="16" height="16" fill="#ffffff"'
            f' stroke="{LISTED}" stroke-width="2"/><rect x="{_RAIL - 4}" y="{middle - 4:.1f}"'
            f' width="8" height="8" fill="{LISTED}"/>'
        )
    return (
        f'<circle cx="{_RAIL}" cy="{middle:.1f}" r="6.5" fill="#ffffff"'
        f' stroke="{INK}" stroke-width="2"/>'
    )


def _rail(top: float, bottom: float, *, certain: bool) -> str:
    dashes = "" if certain else ' stroke-dasharray="5 4"'
    return (
        f'<path d="M{_RAIL} {top:.1f}V{bottom:.1f}" fill="none" stroke="{QUIET}"'
        f' stroke-width="2"{dashes}/><path d="M{_RAIL - 5} {bottom - 7:.1f}L{_RAIL} {bottom:.1f}'
        f'L{_RAIL + 5} {bottom - 7:.1f}" fill="none" stroke="{QUIET}" stroke-width="2"/>'
    )


def _told(path: PathView) -> str:
    words = []
    for at, node in enumerate(path.nodes):
        name = " ".join(part for part in (node.name, node.identifier) if part)
        words.append(f"{name} (listed: {node.listed})" if node.listed else name)
        if at < len(path.edges):
            words.append(" ".join(part for part in path.edges[at] if part))
    return tidy("; ".join(words))


def _step(outcome: Outcome, lowest: Outcome, highest: Outcome | None) -> str:
    tall = 5 + 3 * int(outcome)
    left, top = 0.5 + int(outcome) * 15.5, 27.5 - tall
    box = f'x="{left}" y="{top}" width="12" height="{tall}"'
    if outcome <= lowest:
        return f'<rect {box} fill="{INK}" stroke="{INK}"/>'
    if highest is None:
        return f'<rect {box} fill="none" stroke="{QUIET}" stroke-dasharray="2 2"/>'
    if outcome > highest:
        return f'<rect {box} fill="none" stroke="{LINE}"/>'
    stripes = "".join(f"M{left} {27.5 - 3 * line}h12" for line in range(1, (tall + 2) // 3))
    return f'<rect {box} fill="{LIGHT}" stroke="{INK}"/><path d="{stripes}" stroke="{INK}" fill="none"/>'


def _pieces(text: str, width: float, *, bold: bool) -> list[str]:
    """Cut a text where a line may break: around spaces, at ideographs, inside overlong words."""
    pieces: list[str] = []
    for char in text.replace("\n", " "):
        mark = unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"
        opens = not pieces or (
            char.isspace() != pieces[-1].isspace()
            or (_is_wide(char) and _is_wide(pieces[-1][-1]))
            or _ems(pieces[-1] + char, bold=bold) > width
        )
        if opens and not (mark and pieces):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _ems(text: str, *, bold: bool) -> float:
    """Estimate the width of a text in ems, rather too wide than too narrow."""
    total = 0.0
    for char in text:
        if unicodedata.category(char)[0] == "M":
            continue
        if _is_wide(char):
            total += 1.0
        elif char in "iljtfrI.,:;'|()[] ":
            total += 0.34
        else:
            total += 0.9 if char in "mwMW@%—…" else 0.66 if char.isupper() else 0.58
    return total * (1.04 if bold else 1.0)
