"""What all tests share: hypothesis profiles, and clear words when a test cannot run here."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from counterfoil.matching.jit import kernel_folder

CHROMIUM = Path("/usr/bin/chromium")
REAL_DATA_VARIABLE = "COUNTERFOIL_REAL_DATA"

# Kernels are compiled once for all processes that tests start, whatever cache folder these are given.
os.environ.setdefault("NUMBA_CACHE_DIR", str(kernel_folder()))

# A check must say the same thing twice, so CI draws the same examples each time; at the desk new ones are welcome.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=200,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def real_data_folder() -> Path | None:
    """The folder of real public data, or None where it is not named or not there."""
    named = os.environ.get(REAL_DATA_VARIABLE, "")
    folder = Path(named)
    return folder if named and folder.is_dir() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs real data or a browser, with the reason, where there is none."""
    no_data = pytest.mark.skip(
        reason=f"needs real public data: set {REAL_DATA_VARIABLE} to its folder"
    )
    no_browser = pytest.mark.skip(reason=f"needs {CHROMIUM}: apt-get install chromium")
    for item in items:
        if item.get_closest_marker("real") and real_data_folder() is None:
            item.add_marker(no_data)
        if item.get_closest_marker("browser") and not CHROMIUM.exists():
            item.add_marker(no_browser)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real public data; the test is skipped where there is none."""
    folder = real_data_folder()
    if folder is None:
        pytest.skip(f"needs real public data: set {REAL_DATA_VARIABLE} to its folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's chromium, as `executable_path` for playwright; skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs {CHROMIUM}: apt-get install chromium")
    return CHROMIUM
