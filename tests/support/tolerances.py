"""How far a value may be from a published one, by the rules that stand beside it.

``differences`` says what is wrong; nothing when all is right. Rules: exact, set, edges, abs, rel,
min, and for values that sampling gives mc, mc_sd, mc_shape and bh_of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

import numpy as np

Rule = Mapping[str, Any]


def differences(found: Any, reference: Rule) -> list[str]:
    """Where a value is further from the reference's value than its tolerance allows."""
    rule, value = reference["tolerance"], reference["value"]
    if rule["type"] == "min":
        return _below(found, value, rule)
    if rule["type"] in ("set", "edges"):
        return _unlike(_members(found), _members(value))
    table = isinstance(found, Mapping) and all(isinstance(v, Mapping) for v in found.values())
    return list(_compare("", found, value, rule, _ordered(found) if table else {}))


def _below(found: float, value: float, rule: Rule) -> list[str]:
    least, most = value - rule["slack"], rule.get("max", float("inf"))
    return [] if least <= found <= most else [f"{found} is not from {least} to {most}"]


def _members(value: Any) -> set[Any]:
    """Actors, or ties with their ends in any order."""
    listed = value["edges"] if isinstance(value, Mapping) else value
    if isinstance(value, Mapping):
        assert value["kept"] == len(listed)
    members = [member if isinstance(member, str) else frozenset(member) for member in listed]
    assert len(set(members)) == len(members)
    return set(members)


def _unlike(found: set[Any], value: set[Any]) -> list[str]:
    return [f"only found: {m}" for m in found - value] + [f"missing: {m}" for m in value - found]


def _compare(
    path: str, found: Any, value: Any, rule: Rule, table: Mapping[str, Any]
) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _compare_records(path, _ordered(found), _ordered(value), rule, table)
    elif isinstance(value, list):
        if len(found) != len(value):
            yield f"{path}: {len(found)} instead of {len(value)}"
        for place, (one, other) in enumerate(zip(found, value, strict=False)):
            yield from _compare(f"{path}[{place}]", one, other, rule, table)
    elif not _near(found, value, rule, {}):
        yield f"{path}: {found} instead of {value}"


def _compare_records(
    path: str, found: Any, value: Mapping[str, Any], rule: Rule, table: Mapping[str, Any]
) -> Iterator[str]:
    yield from (f"{path}: {key} in one only" for key in found.keys() ^ value.keys())
    fields = rule.get("fields", {})
    for key in found.keys() & value.keys():
        at, own = f"{path}.{key}", fields.get(key, rule)
        if "bh_of" in own:
            expected = _adjusted(table, own["bh_of"])[path.removeprefix(".")]
            if not _near(found[key], expected, {"abs": 1e-9}, value):
                yield f"{at}: {found[key]} instead of {expected}, adjusted"
        elif isinstance(value[key], Mapping | list):
            yield from _compare(at, found[key], value[key], own, table)
        elif not _near(found[key], value[key], own, value):
            yield f"{at}: {found[key]} instead of {value[key]}"


def _near(found: Any, value: Any, rule: Rule, record: Mapping[str, Any]) -> bool:
    if found is None or value is None:
        return found is value or (found is None and _may_be_none(rule, record))
    if rule.get("type") == "exact" or not isinstance(value, int | float):
        return bool(found == value)
    return abs(found - value) <= allowed(value, rule, record)


def _may_be_none(rule: Rule, record: Mapping[str, Any]) -> bool:
    return "mc_shape" in rule and (record["sd"] or 0) ** 2 * rule["mc_shape"] < 30


def allowed(value: float, rule: Rule, record: Mapping[str, Any]) -> float:
    """How far from the value is near enough; the record holds the value's neighbours."""
    near = max(rule.get("abs", 0.0), rule.get("rel", 0.0) * abs(value))
    if (samples := rule.get("mc")) is not None:
        factor = rule.get("factor", 1)
        share = value / factor
        near += factor * (4.5 * sqrt(max(share * (1 - share), 0) / samples) + 2 / samples)
    if "mc_sd" in rule:
        near += 6 * (record[rule["mc_sd"]] or 0) / sqrt(rule["mc_n"])
    if (samples := rule.get("mc_shape")) is not None and record["sd"]:
        near += 3 * abs(value) * sqrt((2 + 1 / record["sd"] ** 2) / samples)
    return float(near)


def _adjusted(table: Mapping[str, Any], name: str) -> dict[str, float | None]:
    """Benjamini-Hochberg over the records of the table that have a p of this name."""
    tested = {key: record[name] for key, record in table.items() if record[name] is not None}
    order = sorted(tested, key=lambda key: tested[key])
    raw = [tested[key] * len(order) / (rank + 1) for rank, key in enumerate(order)]
    steps = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0) if raw else []
    return {key: None for key in table} | dict(zip(order, map(float, steps), strict=True))


def _ordered(value: Mapping[str, Any]) -> dict[str, Any]:
    """With the two ends of keys that name pairs in order."""
    return {" | ".join(sorted(key.split(" | "))): inner for key, inner in value.items()}
