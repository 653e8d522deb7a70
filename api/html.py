"""Pages that the server writes: few elements, no script, everything escaped."""

from __future__ import annotations

import secrets
from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d6d9de, #3a3f47); }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem;
  color: light-dark(#1b1f24, #e6e8eb); background: light-dark(#fff, #16191d); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
a { color: light-dark(#0b5cad, #7db7f5) }
pre { background: light-dark(#f4f5f7, #1f2329); border: 1px solid var(--line); border-radius: 6px;
  padding: .75rem 1rem; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace }
code { font: .9em ui-monospace, monospace } dt { font-weight: 600 } dd { margin: 0 0 .75rem }
"""

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
{head}
<body>
{body}
</body>
</html>
"""


def text_page(title: str, body: str) -> HTMLResponse:
    """A page of text; ``body`` is HTML that the caller has escaped."""
    nonce = secrets.token_urlsafe(16)
    head = f'<style nonce="{nonce}">{_STYLE}</style>'
    policy = f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:"
    return page(title, head, f"<main>{body}</main>", policy)


def page(title: str, head: str, body: str, policy: str) -> HTMLResponse:
    """A page under a content security policy."""
    content = _PAGE.format(title=escape(title), head=head, body=body)
    guarded = f"{policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": guarded, "Cache-Control": "no-store", "Vary": "Accept"}
    return HTMLResponse(content, headers=headers)
