"""``sinergi serve``."""

from __future__ import annotations

import socket
import sys

from api.commands.outcome import CANNOT, run, say, settings
from api.settings import Settings


def serve() -> None:
    """Serve the hub until Ctrl-C; loads the seed where the graph is empty."""
    chosen = settings()
    from api import log
    from api.port import bind
    from api.server import loop_factory, serve

    log.set_up(chosen.log_level)
    try:
        listener = bind(chosen.host, chosen.port)
    except OSError as error:
        say(f"{error}")
        sys.exit(CANNOT)
    if chosen.processes > 1:
        address = listener.getsockname()
        listener.close()
        sys.exit(_by_workers(chosen, address))
    with listener:
        run(serve(chosen, listener, lambda: _greet(chosen, listener)), loop_factory())


def _by_workers(chosen: Settings, address: tuple[str, int]) -> int:
    """Serve with several processes; the exit code."""
    from api.port import bind
    from api.server import loop_factory, serve
    from api.warm import settle
    from api.workers import Ready, serve_by
    from schema.query import build

    def work(ready: Ready | None) -> int:
        def serving() -> None:
            if ready:
                _greet(chosen, own)
                ready()

        with bind(chosen.host, address[1], shared=True) as own:
            try:
                run(serve(chosen, own, serving), loop_factory())
            except SystemExit as end:
                return int(end.code or 0)

    build()
    settle()
    with bind(chosen.host, address[1], shared=True):
        return serve_by(chosen.processes, work)


def _greet(chosen: Settings, listener: socket.socket) -> None:
    """Print where the hub is and what to ask it."""
    from api.examples import EXAMPLES, on_one_line

    url = f"http://{_host(chosen.host)}:{listener.getsockname()[1]}"
    lines = [
        f"Sinergi is at {url}",
        f"  GraphQL    {url}/graphql  (in a browser: GraphiQL)",
        f"  Schema     {url}/schema.graphql",
        f"  Readiness  {url}/readyz",
        "",
        "Worth trying:",
    ]
    for example in EXAMPLES:
        lines += ["", f"  {example.question}", f"  {on_one_line(example.query)}"]
    _print([*lines, "", "Ctrl-C stops the hub."])


def _host(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _print(lines: list[str]) -> None:
    if not sys.stdout.isatty():
        print("\n".join(lines), flush=True)
        return
    from rich.console import Console

    console = Console(highlight=True, soft_wrap=True)
    for line in lines:
        console.print(line, markup=False, style="bold" if line.startswith("Sinergi") else None)
