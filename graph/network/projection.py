"""How shared activities add up to a tie's weight."""

from __future__ import annotations

from enum import StrEnum


class Weighting(StrEnum):
    """COUNT is the number of shared activities; with NEWMAN each shared activity of k actors adds
    1/(k-1) (Newman 2001, Phys. Rev. E 64, 016132).
    """

    COUNT = "COUNT"
    NEWMAN = "NEWMAN"
