"""The hub's front page."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.examples import EXAMPLES
from api.html import text_page
from api.hub import hub_of

_LINKS = (
    ("/graphql", "GraphQL", "The API; in a browser it opens an editor."),
    ("/schema.graphql", "Schema", "Everything that can be asked, as SDL with descriptions."),
    ("/readyz", "Readiness", "Whether the hub and its database are ready."),
)


async def home(request: Request) -> Response:
    """Where to go from here."""
    links = "".join(
        f'<dt><a href="{path}">{name}</a> <code>{path}</code></dt><dd>{text}</dd>'
        for path, name, text in _LINKS
    )
    examples = "".join(
        f"<h2>{escape(example.question)}</h2><pre>{escape(example.query)}</pre>"
        f'<p><a href="/graphql?query={quote(example.query)}">Open it in the editor</a></p>'
        for example in EXAMPLES
    )
    return text_page(
        "Sinergi",
        "<h1>Sinergi</h1><p>A collaboration hub that links agencies and sectors of government. "
        f"Version {escape(hub_of(request).version)}.</p><dl>{links}</dl>{examples}",
    )
