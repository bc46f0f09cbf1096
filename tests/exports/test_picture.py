from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.dossier import PathNode, PathView
from counterfoil.domain.outcome import Outcome
from counterfoil.exports.picture import WIDTH, ladder_svg, path_drawing, path_svg, wrapped
from tests.exports import invented

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> Element:
    """The root of an SVG that we made."""
    return fromstring(svg)  # noqa: S314


def test_a_path_shows_each_name_and_edge() -> None:
    """Names, identifiers, lists, labels, dates and statements all stand in the picture."""
    text = "".join(parsed(path_svg(invented.path("Veld", "한국", "المعهد"), "k")).itertext())
    for part in (
        "Veld",
        "한국",
        "المعهد",
        "XV-1",
        "part of",
        "since 3 Mar 2015",
        "stmt 41",
        "listed",
    ):
        assert part in text


def test_a_path_is_told_to_those_who_do_not_see_it() -> None:
    """The picture is an image with a title and a description found by unique ids."""
    root = parsed(path_svg(invented.path("A", "B"), "path-1"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "path-1-title path-1-desc"
    told = root.find(f"{SVG}desc")
    assert told is not None
    assert (
        told.text
        == "A XV-0; part of since 3 Mar 2015 x-registry stmt 41, 42; B XV-1 (listed: Defence research)"
    )


def test_doubt_and_listing_are_not_told_by_colour_alone() -> None:
    """A doubtful path is dashed, a listed body is a square and named as listed."""
    doubtful, sure = (
        path_svg(invented.path("A", "B", certain=sure), "k") for sure in (False, True)
    )
    assert "stroke-dasharray" in doubtful
    assert "stroke-dasharray" not in sure
    assert sure.count("<rect") == 2
    assert sure.count("<circle") == 1
    assert "listed: Defence research" in sure


@given(st.lists(st.text(st.characters()), min_size=1, max_size=4))
def test_any_name_gives_a_picture_that_can_be_read(names: list[str]) -> None:
    """Whatever the names, the SVG parses, says the same twice, and has no element of the name's own."""
    path = invented.path(*names)
    svg = path_svg(path, "k")
    assert svg == path_svg(path, "k")
    allowed = {"svg", "title", "desc", "text", "rect", "circle", "path"}
    assert {element.tag.removeprefix(SVG) for element in parsed(svg).iter()} <= allowed


@given(st.text(st.characters(), max_size=400), st.booleans())
def test_lines_fit(text: str, bold: bool) -> None:  # noqa: FBT001
    """A name is broken into a few lines, and no line is much longer than there is room for."""
    lines = wrapped(text, 20, bold=bold)
    assert len(lines) <= 6
    assert all(len(line) < 20 / 0.34 + 300 for line in lines)


@pytest.mark.parametrize("name", ["Ore " * 90, "x" * 300, invented.CHINESE * 20])
def test_long_names_wrap(name: str) -> None:
    """A long name takes several lines, with or without spaces, and the picture grows with it."""
    short = path_drawing(PathView("t", (PathNode("Ore", "", ""),), (), certain=True))
    long = path_drawing(PathView("t", (PathNode(name, "", ""),), (), certain=True))
    assert len(long.lines) == 6
    assert long.lines[-1].text.endswith("…")
    assert long.height > short.height
    assert long.width == WIDTH


def test_the_ladder_has_eight_steps() -> None:
    """Steps are solid up to the lowest outcome, striped up to the highest, then empty."""
    svg = ladder_svg("refer", "mitigate-required")
    assert svg.count("<rect") == len(Outcome) == 8
    assert svg.count('fill="#1c2430"') == 4
    assert svg.count('fill="#e3d3a8"') == 3
    assert 'aria-hidden="true"' in svg


def test_the_ladder_shows_an_open_end() -> None:
    """Where no upper bound may be shown, the steps above are dashed and none is striped."""
    svg = ladder_svg("none", "")
    assert svg.count("stroke-dasharray") == 7
    assert "#e3d3a8" not in svg
