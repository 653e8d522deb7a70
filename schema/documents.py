"""Documents, parsed and validated once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    validate,
)

from schema.variables import Variables, variables

MOST_KEPT = 500_000
LONGEST_KEPT = 50_000
MOST_TOKENS = 10_000
MOST_ERRORS = 20


@dataclass(slots=True, eq=False)
class Document:
    """A document, or what is wrong with it; equal only to itself."""

    node: DocumentNode | None = None
    errors: list[GraphQLError] = field(default_factory=list)
    _variables: dict[str | None, Variables] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation called ``name``, or the only one; None where that is not clear."""
        found = [
            d
            for d in (self.node.definitions if self.node else ())
            if isinstance(d, OperationDefinitionNode)
            and (name is None or (d.name is not None and d.name.value == name))
        ]
        return found[0] if len(found) == 1 else None

    def variables(self, name: str | None) -> Variables | None:
        """The variables of the operation called ``name``, or of the only one."""
        if name not in self._variables:
            operation = self.operation(name)
            known = variables(self.node, operation) if self.node and operation else None
            if known is None:
                return None
            self._variables[name] = known
        return self._variables[name]


class Documents:
    """The last ``KEPT`` documents. Text longer than ``LONGEST_KEPT`` is not kept, so the cache
    holds at most 100 MB of text and in practice far less.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._size = 0

    def get(self, text: str) -> Document:
        """The document with this text."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        made = self._make(text)
        if len(text) <= LONGEST_KEPT:
            self._keep(text, made)
        return made

    def holds(self, text: str) -> bool:
        """Whether a document is known already."""
        return text in self._kept

    def _keep(self, text: str, document: Document) -> None:
        self._kept[text] = document
        self._size += len(text)
        while self._size > MOST_KEPT:
            oldest, _ = self._kept.popitem(last=False)
            self._size -= len(oldest)

    def _make(self, text: str) -> Document:
        try:
            node = parse(text, max_tokens=MOST_TOKENS)
            errors = validate(self._schema, node, max_errors=MOST_ERRORS)
        except GraphQLSyntaxError as error:
            return Document(errors=[_coded(error, "GRAPHQL_PARSE_FAILED")])
        except RecursionError:
            deep = GraphQLError("the document is nested too deeply: ask in several operations")
            return Document(errors=[_coded(deep, "DEPTH_EXCEEDED")])
        return Document(node, [_coded(e, "GRAPHQL_VALIDATION_FAILED") for e in errors])


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code}
    return error
