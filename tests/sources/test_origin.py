import pytest

from counterfoil.domain.statement import Statement
from counterfoil.sources.origin import Origin, Origins, tells_origin, values_in


@pytest.mark.parametrize(
    ("piece", "values"),
    [
        ("POB Veldhaven, Veldland", ["Veldhaven, Veldland"]),
        ("alt. POB near Sund.", ["near Sund"]),
        ("nationality Veldland.", ["Veldland"]),
        ("citizen Sundia", ["Sundia"]),
        ("Passport X44120 (Ostmark)", ["Ostmark"]),
        ("alt. Passport 1 (Ostmark) issued 1 Jan 2000", ["Ostmark"]),
        ("National ID No. 77 (Sundia)", ["Sundia"]),
        ("DOB 04 Mar 1960", []),
        ("Linked To: POLAR HOLDING", []),
    ],
)
def test_origin_values_of_remark_pieces(piece: str, values: list[str]) -> None:
    """Pieces that tell where a person comes from give the values to look for elsewhere."""
    assert values_in(piece) == values


@pytest.mark.parametrize(
    "text",
    [
        "Nationality of the owner: Sundia",
        "a citizen of Sundia",
        "born in Sund",
        "POB Sund",
        "a Veld national.",
        "the Veld national Ivo",
        "VELD NATIONAL",
        "two Veld nationals",
        "a Veld national who trades",
    ],
)
def test_phrases_that_speak_of_origin(text: str) -> None:
    """Free text that speaks of origin is recognised anywhere in a sentence."""
    assert tells_origin(text)


@pytest.mark.parametrize(
    "text",
    [
        "trades ore",
        "all offices worldwide",
        "international port",
        "Veld National Laboratory for Ice",
        "VELD NATIONAL BANK",
        "a threat to national security",
    ],
)
def test_phrases_that_do_not(text: str) -> None:
    """Ordinary remarks are not taken for origin."""
    assert not tells_origin(text)


def test_a_value_is_found_again_as_a_word_and_inflected() -> None:
    """A country is found in a programme and as an adjective, not inside other words."""
    origin = Origin(["Veldland", "us", "Sund, Upper Ostmark"])
    assert origin.is_in("VELDLAND-EO1")
    assert origin.is_in("the Veldlandic envoy")
    assert origin.is_in("for the US")
    assert origin.is_in("United States, south")
    assert origin.is_in("upper ostmarkian herald")
    assert not origin.is_in("used in houses")
    assert not origin.is_in("upper house")
    assert not Origin().is_in("Veldland")


def test_each_telling_word_of_a_place_counts_and_so_do_accents() -> None:
    """A place of several words is found by one of them, unless many places share the word."""
    origin = Origin(["Upper Östmark Province", "Afghanistan"])
    assert origin.is_in("Governor of Ostmark")
    assert origin.is_in("Afghan envoy")
    assert not origin.is_in("head of the upper province")


def test_a_listing_survives_without_its_programme() -> None:
    """A listing whose programme repeats the origin keeps its date and loses its name."""
    listed = Statement("d:1", "Person", "listed", "SUNDIA-1", valid_from="2024-02-01")
    note = Statement("d:1", "Person", "position", "Envoy of Sundia")
    name = Statement("d:1", "Person", "name", "Sundia Smith")
    kept, count = Origin(["Sundia"]).scrub([listed, note, name], "listed")
    assert kept == [listed._replace(value="listed"), name]
    assert count == 2


def test_only_the_person_itself_is_scrubbed() -> None:
    """What a list says of others is not touched by one person's origin."""
    origins = Origins()
    origins.learn("d:1", "Sundia")
    other = Statement("d:2", "Company", "country", "Sundia")
    mine = Statement("d:1", "Person", "topics", "sundia")
    assert origins.scrub([other, mine], "listed") == ([other], 1)
