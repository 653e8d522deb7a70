"""GraphiQL at the API's own address, from assets that ``web/`` builds; without them, a page that
says how to get them.
"""

from __future__ import annotations

import json
import secrets
from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.examples import EXAMPLES, curl
from api.html import page, text_page

STATIC = Path(__file__).parent / "static"
_ENTRY = "src/graphiql.js"


def graphiql(request: Request) -> HTMLResponse:
    """GraphiQL, or how to get it."""
    built = _built()
    return _graphiql(*built) if built else _missing(str(request.url.replace(query="")))


@cache
def _built() -> tuple[str, tuple[str, ...]] | None:
    """The script and the style sheets that the build made."""
    try:
        entry = json.loads((STATIC / "manifest.json").read_text("utf-8"))[_ENTRY]
    except (OSError, ValueError, KeyError):
        return None
    return entry["file"], tuple(entry.get("css", ()))


def _graphiql(script: str, styles: tuple[str, ...]) -> HTMLResponse:
    nonce = secrets.token_urlsafe(16)
    links = [f'<link rel="stylesheet" href="/static/{escape(style)}">' for style in styles]
    links.append(f'<script type="module" src="/static/{escape(script)}"></script>')
    tabs = [f"# {example.question}\n{example.query}" for example in EXAMPLES]
    told = escape(json.dumps({"url": "/graphql", "nonce": nonce, "tabs": tabs}))
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
        "connect-src 'self'; img-src 'self' data:; font-src 'self' data:"
    )
    return page("GraphiQL", "".join(links), f'<div id="graphiql" data-page="{told}"></div>', policy)


def _missing(url: str) -> HTMLResponse:
    shown = "".join(
        f"<h2>{escape(example.question)}</h2><pre>{escape(curl(url, example.query))}</pre>"
        for example in EXAMPLES
    )
    return text_page(
        "The GraphQL API",
        "<h1>The GraphQL API</h1>"
        "<p>This address answers GraphQL by GET and POST. GraphiQL, the editor that would be here, "
        "is not built: run <code>scripts/web</code> in the checkout (it takes Node 20.19 or newer, "
        "or gets one from PyPI) and reload this page.</p>"
        '<p>What can be asked: <a href="/schema.graphql">schema.graphql</a>.</p>' + shown,
    )
