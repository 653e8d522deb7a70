"""The errors that the hub tells its clients.

HubError
├── BadInput          BAD_USER_INPUT   the request's values make no sense
├── Forbidden         FORBIDDEN        the viewer may not do this
├── NotFound          NOT_FOUND        a reference leads nowhere
├── Conflict          CONFLICT         the graph is in the way of a write
├── TooCostly         COST_EXCEEDED    the request asks for more than it may
├── Timeout           TIMEOUT          a statement took longer than it may
├── Unavailable       UNAVAILABLE      the database is away; try again later
└── Surprise          INTERNAL         a fault of the hub, masked
"""

from __future__ import annotations

from collections.abc import Sequence


class HubError(Exception):
    """A fault with a code that clients can rely on.

    ``path`` names the argument or input field within the GraphQL field that was refused.
    """

    code = "INTERNAL"

    def __init__(self, message: str, path: Sequence[str | int] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = tuple(path)


class BadInput(HubError):
    """A value that cannot be used; the message says what was expected."""

    code = "BAD_USER_INPUT"


class Forbidden(HubError):
    """Something that the viewer may not ask for or do."""

    code = "FORBIDDEN"


class NotFound(HubError):
    """A reference to something that does not exist or that the viewer may not see."""

    code = "NOT_FOUND"


class Conflict(HubError):
    """A write that the present state of the graph does not allow."""

    code = "CONFLICT"


class TooCostly(HubError):
    """A request that would take more work than one may; the message says what to cut."""

    code = "COST_EXCEEDED"


class Timeout(HubError):
    """A statement that was stopped because it ran too long."""

    code = "TIMEOUT"


class Unavailable(HubError):
    """The database cannot be reached now; ``retry_after`` is in seconds."""

    code = "UNAVAILABLE"
    retry_after = 5


class Surprise(HubError):
    """A fault of the hub or the database that the client cannot mend."""

    code = "INTERNAL"


class Refusals(Exception):
    """All faults of one input at once."""

    def __init__(self, message: str, faults: Sequence[HubError]) -> None:
        super().__init__(message)
        self.faults = tuple(faults)
