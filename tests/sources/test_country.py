from counterfoil.sources.country import country_code, names_of


def test_names_become_codes() -> None:
    """A name as publishers write it gives its code, whatever the case."""
    assert country_code("Korea, North") == "KP"
    assert country_code(" iran ") == "IR"
    assert country_code("Côte d'Ivoire") == "CI"


def test_what_is_not_known_stays() -> None:
    """Two letters are a code, an unknown name is kept as it is written."""
    assert country_code("vx") == "VX"
    assert country_code("Veldland") == "Veldland"


def test_a_code_stands_for_its_names() -> None:
    """Names are found by code and by any other name of the same country."""
    assert "Burma" in names_of("mm")
    assert "Burma" in names_of("Myanmar")
    assert names_of("Veldland") == ()
