"""The dossier, the overview and the office's papers as HTML pages: one file each, no scripts, nothing fetched.

The style sheet stands in the page and its hash in the content security policy, so the page
shows nothing and runs nothing that was not written here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterfoil.domain.dossier import Dossier, Overview, PathView
from counterfoil.domain.matrix import Matrix
from counterfoil.exports.letters import language_of, tidy
from counterfoil.exports.picture import ladder_svg, path_svg

_SCHEME = re.compile(r"^\s*(?:[a-zA-Z][a-zA-Z0-9+.\-]*:|//|\\)")
SHORT_HASH = 12


def dossier_html(dossier: Dossier) -> str:
    """Return the whole page of one dossier: the decision page, then the annex."""
    return _page("dossier.html", dossier=dossier)


def overview_html(overview: Overview) -> str:
    """Return the whole page of the overview."""
    return _page("overview.html", overview=overview)


def matrix_html(matrix: Matrix) -> str:
    """Return the whole page of engagements by packs."""
    return _page("matrix.html", matrix=matrix)


def paper_html(template: str, view: object) -> str:
    """Return the whole page of one paper of the office; the template knows it as `paper`."""
    return _page(template, paper=view)


def _page(template: str, **view: object) -> str:
    css, digest = _style()
    text: str = _environment().get_template(template).render(css=css, css_hash=digest, **view)
    return text


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("counterfoil.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "lang": _language,
        "local": _local_link,
        "short": _short,
        "slug": _slug,
    }
    environment.globals |= {"ladder": _ladder, "picture": _picture}
    return environment


@cache
def _style() -> tuple[Markup, str]:
    text = files("counterfoil.exports").joinpath("templates", "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return Markup(text), digest  # noqa: S704 - our own file


def _shown(value: object) -> object:
    """Tidy each text that a template prints; what is markup already was made here."""
    return tidy(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _language(name: str) -> Markup:
    tag = language_of(name)
    return Markup(' lang="{}"').format(tag) if tag else Markup("")


def _local_link(link: str) -> str:
    """Return a link only if it stays beside the page; a link elsewhere is dropped."""
    return "" if _SCHEME.match(link) else link


def _short(digest: str) -> str:
    return digest[:SHORT_HASH]


def _slug(word: str) -> str:
    """Return a word as part of a class or an id."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") or "x"


def _ladder(low: str, high: str) -> Markup:
    return Markup(ladder_svg(low, high))  # noqa: S704 - our own SVG, holds no user's text


def _picture(path: PathView, key: str) -> Markup:
    return Markup(path_svg(path, key))  # noqa: S704 - our own SVG, user's text is escaped in it
