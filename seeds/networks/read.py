"""Files of participations or ties, with categories, checked as a whole.

What counts more than once and what counts not at all is told beside what was read; what could be
understood in two ways is a fault.
"""

from __future__ import annotations

from seeds.networks import gml
from seeds.networks.aliases import Aliases, aliases_of
from seeds.networks.columns import ACTORS, CATEGORIES, Asked, Kind, has, layout
from seeds.networks.file import File, at, table, told
from seeds.networks.found import Read
from seeds.networks.header import check_named, meant
from seeds.networks.nodes import ties_of
from seeds.networks.rows import by_actor, named, participation_rows, tie_rows
from seeds.table import Faults


def read(
    file: File, categories: File | None, asked: Asked, table_of_aliases: File | None = None
) -> Read:
    """The network of a file, the categories of its actors from another one, and their names for
    aliases from a third one.

    Raises Refusals with everything that is wrong with any.
    """
    faults = Faults()
    aliases = aliases_of(table_of_aliases, asked, faults) if table_of_aliases else Aliases()
    found = _network(file, asked, aliases, categories is not None, faults)
    if found and table_of_aliases:
        found.told["aliases"] = aliases.told()
    listed = _categories(categories, asked, aliases, faults) if categories else None
    aliases.check_used(faults)
    if found and listed:
        _give(found, *listed)
    faults.conclude()
    assert found is not None
    if found.categories is not None:
        missing = found.names - {name for name, kind in found.categories.items() if kind}
        found.told["categories"] = len(set(found.categories.values()) - {""})
        found.told["actors_without_category"] = len(missing)
    return found


def _network(
    file: File, asked: Asked, aliases: Aliases, apart: bool, faults: Faults
) -> Read | None:
    """``apart``: the categories stand in a file of their own."""
    text = file.text(asked.encoding, faults)
    if text is None:
        return None
    if gml.is_gml(file.name, text):
        return ties_of(file.name, text, asked, aliases, apart, faults)
    found = table(file.name, text, asked.delimiter, faults)
    if found is None:
        return None
    said = Asked(**{**vars(asked), "category": None}) if apart else asked
    chosen = layout(found, said, faults)
    if chosen is None:
        return None
    if chosen.kind is Kind.TIES:
        if said.category:
            text = "a tie has two actors: give categories in a file of actor and category, "
            at(faults, file.name, 1, said.category, f"{text}with --categories")
            return None
        made = tie_rows(found, chosen, asked, aliases, faults)
    else:
        made = participation_rows(found, chosen, asked, aliases, apart, faults)
    first = {"file": file.name, "format": "CSV", "delimiter": told(found.delimiter)}
    made.told = {**first, "rows": len(found.rows), **made.told}
    return made


def _categories(
    file: File, asked: Asked, aliases: Aliases, faults: Faults
) -> tuple[str, dict[str, str], dict[str, str]] | None:
    """The name of a file of actor and category, its columns, and what it says."""
    text = file.text(asked.encoding, faults)
    found = table(file.name, text, asked.delimiter, faults) if text else None
    if found is None:
        return None
    keys = meant(found, {"category": asked.category}, faults)
    if keys is None:
        return None
    free = [c for c in found.columns if c != keys["category"]]
    actor = next((c for c in free if c in found.named and has(c, ACTORS)), free[0])
    others = [c for c in found.columns if c != actor]
    known = (c for c in others if c in found.named and has(c, CATEGORIES))
    column = keys["category"] or next(known, others[0] if len(others) == 1 else None)
    if column is None:
        text = "which column has the categories is unclear: name one of "
        listed = ", ".join(map(repr, others))
        at(faults, file.name, 1, 1, f"{text}{listed} with --category")
        return None
    if not check_named(found, (actor, column), keys.values(), faults):
        return None
    rows = aliases.renamed(named(found, (actor,), asked, faults), (actor,))
    columns = {"actor": actor, "category": column}
    return file.name, columns, by_actor(rows, actor, column, faults)


def _give(found: Read, file: str, columns: dict[str, str], named: dict[str, str]) -> None:
    found.categories = {name: kind for name, kind in named.items() if name in found.names}
    unknown = len(named) - len(found.categories)
    found.told["categories_file"] = {"file": file, "columns": columns, "unknown_actors": unknown}
