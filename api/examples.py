"""Three queries worth trying: for the terminal, the pages and GraphiQL."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A query with the question that it answers."""

    question: str
    query: str


EXAMPLES = (
    Example(
        "What does the Ministry of Health take part in, and with whom?",
        """\
query Partners {
  agency(code: "kemenkes") {
    name
    acronym
    initiatives(first: 3) {
      edges {
        role
        node {
          name
          participants(first: 5) {
            totalCount
            edges { role node { acronym } }
          }
        }
      }
    }
  }
}
""",
    ),
    Example(
        "Which targets do several agencies share?",
        """\
query SharedTargets {
  sharedTargets(first: 3) {
    nodes {
      target { name }
      agencies(first: 5) { nodes { acronym } }
    }
  }
}
""",
    ),
    Example(
        "Who works with whom, and how much?",
        """\
query Network {
  collaborationNetwork {
    nodes { agency { acronym } degree strength }
    edges {
      weight
      initiativeCount
      source { acronym }
      target { acronym }
    }
  }
}
""",
    ),
)


def on_one_line(query: str) -> str:
    """A query as it fits into a shell command."""
    return " ".join(query.split())


def curl(url: str, query: str) -> str:
    """The shell command that sends a query."""
    text = on_one_line(query).replace('"', '\\"')
    return f"curl {url} -H 'Content-Type: application/json' -d '{{\"query\": \"{text}\"}}'"
