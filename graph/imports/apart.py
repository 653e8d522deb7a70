"""Decisions that nodes are not the same, whatever they are called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from graph.database import Ask

# $p.rows: [{id, one, other, actor, decidedAt}]
_APART = "UNWIND $p.rows AS row MERGE (a:Apart {id: row.id}) SET a += row"
_TOGETHER = "UNWIND $p.rows AS row MATCH (a:Apart {id: row.id}) DELETE a"


async def decide(write: Ask, ids: Sequence[str], *, apart: bool, actor: str, now: str) -> None:
    """Keep that each two of these nodes are different, or forget that."""
    rows = [
        {"id": f"Apart:{one}|{other}", "one": one, "other": other, "actor": actor, "decidedAt": now}
        for one, other in combinations(sorted(ids), 2)
    ]
    await write("decide apart", _APART if apart else _TOGETHER, {"rows": rows})
