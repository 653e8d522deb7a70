"""Which agencies come together: in live initiatives, and in sessions of the past year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

import numpy as np
from scipy import sparse

from graph.network.live import is_live
from graph.network.material import Material

Members: TypeAlias = Mapping[str, set[str]]


class Together:
    """Who shares live initiatives and sessions with whom. ``members`` are the bodies that take part
    in each activity on the day; those of sessions are of the year before it.
    """

    def __init__(self, material: Material, day: str, members: Members) -> None:
        live = {one.id for one in material["initiatives"] if is_live(one, day)}
        self._initiatives = {id_: members[id_] for id_ in members.keys() & live}
        self._sessions = {id_: members[id_] for id_ in members.keys() & material.sessions}
        kinds = (self._initiatives, self._sessions)
        groups = [bodies for kind in kinds for bodies in kind.values()]
        self._at = {body: place for place, body in enumerate(sorted(set().union(*groups)))}
        taken = [self._at[body] for bodies in groups for body in bodies]
        ends = np.cumsum([0, *map(len, groups)])
        shape = len(groups), len(self._at)
        matrix = sparse.csr_array((np.ones(len(taken)), taken, ends), shape=shape)
        self._meet = (matrix.T @ matrix).toarray() > 0
        np.fill_diagonal(self._meet, False)

    def initiatives(self, bodies: Iterable[str]) -> list[str]:
        """Live initiatives in which two or more of the bodies take part, sorted."""
        return _shared(self._initiatives, set(bodies))

    def sessions(self, bodies: Iterable[str]) -> list[str]:
        """Sessions that two or more of the bodies attended, sorted."""
        return _shared(self._sessions, set(bodies))

    def unmet_pairs(self, bodies: Collection[str]) -> int:
        """How many pairs of the bodies share neither."""
        at = [self._at[body] for body in bodies if body in self._at]
        met = int(np.count_nonzero(self._meet[np.ix_(at, at)])) // 2
        return len(bodies) * (len(bodies) - 1) // 2 - met


def _shared(members: Members, bodies: set[str]) -> list[str]:
    return sorted(id_ for id_, taking in members.items() if len(taking & bodies) > 1)
