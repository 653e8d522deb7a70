"""The log of writes: who changed what, and when."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from schema.declare import kind, prop
from schema.node import Node


class ChangeAction(Enum):
    """What was done."""

    CREATE = "A node was created."
    UPDATE = "Values of a node were changed."
    END = "The life of a node was ended."
    DELETE = "A node that was entered by mistake was deleted."
    RELATE = "A relation was created or changed."
    UNRELATE = "A relation was ended."
    DECIDE = "It was decided that nodes are different, or no longer so."
    MERGE = "Two nodes became one; run tells the steps."
    IMPORT = "A step of an import; its nodes carry the run."
    LOAD = "A seed was loaded."
    GENERATE = "Data were generated."
    UNDO = "A step of a run was taken back."


@kind(order=("sequence",), kept=True)
class Change(Node):
    """A write to the graph. Sequences have no gaps, and nobody sees one before all smaller ones:
    who asks for changes after a cursor misses none and sees none twice. Nothing alters the log;
    each record's hash is over its digest and the hash before.
    """

    sequence: int = prop(
        "Place in the log, from 1; the graph's version after this write.", sort=True
    )
    time: datetime = prop("When it was written (UTC).", sort=True)
    actor: str = prop("Who did it.", sort=True)
    on_behalf_of: str | None = prop("Id of the agency for which it was done.")
    action: ChangeAction = prop("What was done.", sort=True)
    kind: str | None = prop("Kind of the node, or type of the relations.", sort=True)
    node: str | None = prop("Id of the node; of a relation, of the node that it starts from.")
    fields: list[str] = prop("Names of the values that changed.")
    before: str | None = prop("Those values before, as a JSON object.", filter=False)
    after: str | None = prop("Those values after, as a JSON object.", filter=False)
    personal_before: str | None = prop(
        "Personal values before, as a JSON object. Personal.", filter=False, personal=True
    )
    personal_after: str | None = prop(
        "Personal values after, as a JSON object. Personal.", filter=False, personal=True
    )
    count: int = prop("How many nodes and relations were written.", sort=True)
    bulk: str | None = prop("Digest of what is not told one by one.", filter=False)
    run: str | None = prop("Id of the import run.")
    reason: str | None = prop("Why, as whoever did it said.")
    content_digest: str = prop("SHA-256 of this record's content.", filter=False)
    hash: str = prop("SHA-256 of the hash before and this digest.", filter=False)
