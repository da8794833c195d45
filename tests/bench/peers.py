"""What plain tools do with the same questions: a WRatio scan, SQLite's full-text search, tantivy with fuzzy terms.

Each gives the title of its first answer for the words of a question, the words around them taken off already.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

import tantivy
from rapidfuzz import fuzz, process

from schedule import Schedule
from tests.bench.conference import names

Peer = Callable[[str], str]
_WORD = re.compile(r"[^\W_]+")


def peers(schedule: Schedule) -> dict[str, Peer]:
    return {
        "rapidfuzz WRatio scan": wratio(schedule),
        "SQLite FTS5": fts5(schedule),
        "tantivy, fuzzy terms": tantivy_fuzzy(schedule),
    }


def wratio(schedule: Schedule) -> Peer:
    first_of = {person.name: s.title for s in reversed(schedule.sessions) for person in s.people}
    texts = [*(session.title for session in schedule.sessions), *names(schedule)]
    lowered = [text.lower() for text in texts]

    def find(words: str) -> str:
        best = process.extractOne(words.lower(), lowered, scorer=fuzz.WRatio)
        text = texts[best[2]] if best else ""
        return first_of.get(text, text)

    return find


def fts5(schedule: Schedule) -> Peer:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE sessions USING fts5(title, people, tokenize = 'porter unicode61')")
    base.executemany("INSERT INTO sessions VALUES (?, ?)", _rows(schedule))

    def find(words: str) -> str:
        query = " OR ".join(f'"{word}"' for word in _WORD.findall(words))
        sql = "SELECT title FROM sessions WHERE sessions MATCH ? ORDER BY rank LIMIT 1"
        row = base.execute(sql, (query,)).fetchone() if query else None
        return str(row[0]) if row else ""

    return find


def tantivy_fuzzy(schedule: Schedule) -> Peer:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True)
    builder.add_text_field("people")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(num_threads=1)
    for title, people in _rows(schedule):
        writer.add_document(tantivy.Document(title=title, people=people))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(words: str) -> str:
        terms = [
            (tantivy.Occur.Should, query)
            for word in _WORD.findall(words.lower())
            for field in ("title", "people")
            for query in (
                tantivy.Query.term_query(schema, field, word),
                tantivy.Query.fuzzy_term_query(schema, field, word, distance=1, transposition_cost_one=True),
            )
        ]
        hits = searcher.search(tantivy.Query.boolean_query(terms), 1).hits if terms else []
        return str(searcher.doc(hits[0][1])["title"][0]) if hits else ""

    return find


def _rows(schedule: Schedule) -> list[tuple[str, str]]:
    return [(s.title, ", ".join(person.name for person in s.people)) for s in schedule.sessions]
