"""Belonging to several categories at once: who has k of them belongs to each by 1/k.

Measures by category take either labels, one category an actor, or such a membership. With one
category each they give the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from graph.network.arrays import Floats, Ints


@dataclass(frozen=True, eq=False)
class Membership:
    """``shares`` has each actor's share in each category, actors by categories: rows add up to 1,
    or to 0 where an actor has none. ``names`` are the categories, in order.
    """

    names: tuple[str, ...]
    shares: Floats

    @property
    def portfolio(self) -> Ints:
        """The number of each actor's portfolio: equal rows have equal numbers."""
        return self._portfolios[1]

    @cached_property
    def overlap(self) -> Floats:
        """What two portfolios have in common, portfolios by portfolios: the sum over categories of
        the smaller share. 1 for equal ones, 0 for those without a common category.
        """
        rows = self._portfolios[0]
        found = np.zeros((len(rows), len(rows)))
        for column in rows.T:
            found += np.minimum(column[:, None], column[None, :])
        return found

    @cached_property
    def product(self) -> Floats:
        """The chance that two actors, each standing for a random one of its categories, stand for
        the same: portfolios by portfolios. With itself, a portfolio of k has 1/k.
        """
        rows = self._portfolios[0]
        return np.asarray(rows @ rows.T, dtype=np.float64)

    @cached_property
    def _portfolios(self) -> tuple[Floats, Ints]:
        if not self.shares.size:
            return self.shares[:1], np.zeros(len(self.shares), dtype=np.int64)
        rows, of = np.unique(self.shares, axis=0, return_inverse=True)
        return rows, np.asarray(of, dtype=np.int64).ravel()


Categories: TypeAlias = Ints | Membership
"""The number of each actor's one category, as ``arrays.numbered`` makes them, or shares in all."""


def membership(listed: Sequence[Collection[str]]) -> Membership:
    """Who belongs to what, from the names of each actor's categories."""
    names = tuple(sorted({name for each in listed for name in each}))
    at = {name: place for place, name in enumerate(names)}
    shares = np.zeros((len(listed), len(names)))
    for actor, each in enumerate(listed):
        own = [at[name] for name in set(each)]
        shares[actor, own] = 1 / max(len(own), 1)
    return Membership(names, shares)


def shares_of(categories: Categories) -> Floats:
    """Each actor's share in each category: with labels, 1 in its own."""
    if isinstance(categories, Membership):
        return categories.shares
    found = np.zeros((len(categories), int(categories.max(initial=-1)) + 1))
    found[np.arange(len(categories)), categories] = 1.0
    return found
