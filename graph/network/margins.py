"""Maximum-entropy chances of the cells of a table, given its margins on average.

Each cell is 1 on its own with p = x y / (1 + x y), x the row's and y the column's factor, so that
expected margins are the observed ones (Park & Newman 2004, Phys. Rev. E 70, 066117; Saracco et al.
2015, Sci. Rep. 5, 10595). Rows of equal sums share a factor, so the equations are of classes, not
of rows: with E cells set there are at most sqrt(2 E) classes a side.

Where margins force cells, factors are infinite. Rows and columns in falling order, margins force
the top r x c cells to 1 and the cells below and right of them to 0 just where Gale and Ryser's
inequality is met with equality (Gale 1957, Pacific J. Math. 7, 1073); full and empty rows and
columns are such. The two other corners are then tables of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.arrays import Floats, Ints

PRECISION = 1e-11
"""How far expected margins may be from the observed ones."""
_STEPS = 500


@dataclass(frozen=True)
class Chances:
    """``cell[g, h]``: the chance that an actor of class g takes part in an activity of class h, in
    [0, 1]. ``row`` and ``column`` give the class of each actor and activity, ``rows`` and
    ``columns`` how many are in each class.
    """

    row: Ints
    column: Ints
    rows: Ints
    columns: Ints
    cell: Floats

    @property
    def matrix(self) -> Floats:
        """The chances of all cells, actors by activities."""
        return np.asarray(self.cell[np.ix_(self.row, self.column)])

    @property
    def total(self) -> float:
        """The expected number of pairs of actors in one activity, over all activities: more than
        there are, since sizes vary and pairs grow with their squares.
        """
        size = self.rows @ self.cell
        return float(self.columns @ (size**2 - self.rows @ self.cell**2)) / 2


def fit(degrees: Ints, sizes: Ints) -> Chances:
    """The chances for these sums of rows and of columns, which must be those of some table."""
    high, row, rows = np.unique(degrees, return_inverse=True, return_counts=True)
    wide, column, columns = np.unique(sizes, return_inverse=True, return_counts=True)
    cell = np.zeros((len(high), len(wide)))
    _fill(cell[::-1, ::-1], high[::-1], wide[::-1], rows[::-1], columns[::-1])
    return Chances(row.astype(np.int64), column.astype(np.int64), rows, columns, cell)


def _fill(cell: Floats, high: Ints, wide: Ints, rows: Ints, columns: Ints) -> None:
    """Write the chances of classes in falling order of their sums, corner by corner."""
    if not cell.size:
        return
    forced = _forced(high, wide, rows, columns)
    if forced is None:
        cell[:] = _solve(high, wide, rows, columns)
        return
    r, c = forced
    cell[:r, :c] = 1.0
    cell[r:, c:] = 0.0
    _fill(cell[:r, c:], high[:r] - columns[:c].sum(), wide[c:], rows[:r], columns[c:])
    _fill(cell[r:, :c], high[r:], wide[:c] - rows[:r].sum(), rows[r:], columns[:c])


def _forced(high: Ints, wide: Ints, rows: Ints, columns: Ints) -> tuple[int, int] | None:
    """How many classes from the top fill each other, leaving nothing to the rest of both."""
    above = np.concatenate([[0], np.cumsum(rows * high)])
    beside = np.concatenate([[0], np.cumsum(columns * wide)])
    many = np.concatenate([[0], np.cumsum(rows)])
    broad = np.concatenate([[0], np.cumsum(columns)])
    slack = np.outer(many, broad) + (beside[-1] - beside) - above[:, None]
    slack[0, -1] = slack[-1, 0] = 1
    r, c = np.unravel_index(int(np.argmin(slack)), slack.shape)
    return None if slack[r, c] > 0 else (int(r), int(c))


def _solve(high: Ints, wide: Ints, rows: Ints, columns: Ints) -> Floats:
    """Chances strictly between 0 and 1 by Newton's method on the convex log-likelihood, each step
    halved until it does not climb. Factors are free up to one scale: least squares leave it alone.
    """
    split, total = len(high), float((rows * high).sum())
    asked = np.concatenate([rows * high, columns * wide])
    place = np.concatenate([np.log(high), np.log(wide) - np.log(total)])
    many = np.concatenate([rows, columns])

    def cells(at: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-np.clip(at[:split, None] + at[split:], -700, 700))))

    def cost(at: Floats) -> float:
        joint = np.logaddexp(0, at[:split, None] + at[split:])
        return float(rows @ joint @ columns - asked @ at)

    for _ in range(_STEPS):
        p = cells(place)
        given = np.concatenate([rows * (p @ columns), columns * (rows @ p)])
        if np.all(np.abs(given - asked) <= np.maximum(PRECISION * many, 1e-14 * asked)):
            return p
        spread = rows[:, None] * (p * (1 - p)) * columns
        across = np.diag(spread.sum(axis=1)), np.diag(spread.sum(axis=0))
        hessian = np.block([[across[0], spread], [spread.T, across[1]]])
        scale = 1 / np.sqrt(np.diag(hessian))
        even = hessian * scale * scale[:, None]
        way = scale * np.linalg.lstsq(even, scale * (asked - given), rcond=1e-13)[0]
        least, share = cost(place), 1.0
        while cost(place + share * way) > least + 1e-13 * abs(least) and share > 1e-9:
            share /= 2
        place = place + share * way
    return cells(place)
