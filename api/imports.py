"""Imports over HTTP: ``POST /import/FORMAT`` with files, answered by a report.

There is no authentication yet, so a hub that everybody may read takes no imports this way.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.guards import from_elsewhere
from api.hub import Hub, hub_of, now
from api.problems import Refusal, fault, refused_all
from api.uploads import received
from graph.errors import HubError, Refusals, Surprise

if TYPE_CHECKING:
    from seeds.imports.report import Report
    from seeds.imports.wish import Wish

_OWN = ("name", "report", "notes")
_RETRY = {"Retry-After": "30"}
_CHUNK = 65_536


async def formats(request: Request) -> Response:
    """The formats that there are."""
    from schema.imported import OFFERS

    listed = [{"name": o.format, "description": o.description, "url": o.url} for o in OFFERS]
    return JSONResponse({"formats": listed})


async def imported(request: Request) -> Response:
    """Do an import, or tell everything that is wrong with the question."""
    hub = hub_of(request)
    _admit(request, hub)
    try:
        wished, form, notes = _asked(request, hub)
        if hub.importing.locked():
            text = "an import is going on in this process: try again when it has ended"
            raise Refusal(text, 409, "CONFLICT", _RETRY)
        async with hub.importing:
            return await _answered(request, hub, wished, _Form(form, notes))
    except Refusals as refusals:
        return refused_all(refusals.faults)
    except Refusal as refusal:
        return refusal.response()
    except Surprise as error:
        return fault(error)
    except HubError as error:
        return refused_all([error])
    except ClientDisconnect:
        return Response(status_code=499)
    except Exception as error:
        return fault(error)


def _admit(request: Request, hub: Hub) -> None:
    """Refuse who may not import. Browsers send files to any address without asking, so pages of
    other sites are told by what browsers say of them.
    """
    if not hub.prepared:
        headers = {"Retry-After": "2"}
        raise Refusal("the database has not been reached yet", 503, "UNAVAILABLE", headers)
    if not hub.executor.viewer.writes:
        text = "everybody may read this hub, and nobody may write it by HTTP: use `sinergi import`"
        raise Refusal(text, 403, "FORBIDDEN")
    if from_elsewhere(request.headers):
        raise Refusal("a page of another site may not import here", 403, "FORBIDDEN")


def _asked(request: Request, hub: Hub) -> tuple[Wish, str, bool]:
    """What is asked for: the import, the form of its report, and whether that has all notes."""
    from schema.flat import Flat
    from seeds.imports.tell.report import FORMS
    from seeds.imports.wish import wish

    given: dict[str, list[str]] = {}
    for name, text in request.query_params.multi_items():
        given.setdefault(name, []).append(text)
    flat = Flat(given)
    form, notes = flat.one("report") or "json", flat.flag("notes")
    flat.one("name")
    if form not in FORMS:
        flat.refuse("report", f"is {form!r}: expected {', '.join(FORMS)}")
    today = datetime.now(hub.settings.zone).date()
    try:
        wished = wish(request.path_params["format"], given, today, _OWN)
    except Refusals as refusals:
        raise Refusals(str(refusals), [*flat.faults, *refusals.faults]) from None
    if flat.faults:
        raise Refusals("the report can't be had as asked", flat.faults)
    return wished, form, notes


async def _answered(request: Request, hub: Hub, wished: Wish, form: _Form) -> Response:
    from seeds.imports.run import imported as imported_

    with tempfile.TemporaryDirectory(prefix="sinergi-upload-") as folder:
        limit, name = hub.settings.import_bytes, request.query_params.get("name")
        paths = await received(request, Path(folder), limit, name)
        order = wished.order(paths, now())
        async with imported_(hub.database, hub.assembly.model, order) as report:
            return await form.response(report, hub)


@dataclass(frozen=True, slots=True)
class _Form:
    """In which form a report is wanted, and whether a text has all notes."""

    name: str
    notes: bool

    async def response(self, report: Report, hub: Hub) -> Response:
        """The report, kept in a file of its own: what it is written from ends with the import."""
        from seeds.imports.tell.report import FORMS, Teller

        teller = Teller(self.notes, hub.executor.viewer)
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        try:
            await asyncio.to_thread(teller.write, report, self.name, file)
        except BaseException:
            file.close()
            raise
        form = FORMS[self.name]
        headers = {"Cache-Control": "no-store"}
        if self.name == "xlsx":
            headers["Content-Disposition"] = f'attachment; filename="report.{form.ending}"'
        return _FileResponse(file, 200 if report.fine else 422, headers, form.media_type)


class _FileResponse(StreamingResponse):
    """An answer from a file that is open, and closed in the end, whoever is there to read it."""

    def __init__(
        self, file: BinaryIO, status: int, headers: dict[str, str], media_type: str
    ) -> None:
        self._file = file
        headers["Content-Length"] = str(file.tell())
        file.seek(0)
        super().__init__(_chunks(file), status, headers, media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
