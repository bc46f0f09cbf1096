"""The fonts of the paper, opened once: their files go to a temporary folder."""

import pytest

from counterfoil.exports.fonts import PaperFonts, open_fonts


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> PaperFonts:
    """Opened fonts, as a workspace would open them for the first time."""
    return open_fonts(tmp_path_factory.mktemp("cache"))
