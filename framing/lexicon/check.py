"""A lexicon put to the test: its examples run, and terms that do nothing found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from framing.lexicon.contain import covers
from framing.lexicon.coverers import Coverers
from framing.lexicon.grammar import read_term
from framing.lexicon.load import read_lexicon
from framing.lexicon.pattern import Terms
from framing.lexicon.resolve import Sets
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word
from framing.lexicon.words import WILDCARDS
from framing.model import Document, Facet, Lexicon, Term, Token

Severity = Literal["error", "warning"]
Kind = Literal[
    "syntax",
    "example",
    "unmatchable",
    "empty-set",
    "unused-set",
    "duplicate",
    "contained",
    "dead",
    "no-examples",
    "name",
]
Tokenize: TypeAlias = Callable[[str], Sequence[Token]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What must (error) or should (warning) be mended; `line` and `column` count from 1, 0 is the whole file."""

    severity: Severity
    kind: Kind
    line: int
    message: str
    column: int = 0


def check_file(path: str | Path, *, tokenize: Tokenize, documents: Iterable[Document] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with a lexicon file, every fault of its syntax included.

    Raises LexiconError where there is no such file to read.
    """
    reading = read_lexicon(path)
    if reading.lexicon is not None:
        return check(reading.lexicon, tokenize=tokenize, documents=documents)
    return tuple(
        Finding(
            severity="error",
            kind="syntax",
            line=line,
            column=column,
            message=error.what + (f"; {error.remedy}" if error.remedy else ""),
        )
        for line, column, error in reading.faults
    )


def check(lexicon: Lexicon, *, tokenize: Tokenize, documents: Iterable[Document] = ()) -> tuple[Finding, ...]:
    """Return the findings in the order of the file.

    `tokenize` makes words of an example sentence, as it does of an article. Terms that hit nowhere in `documents` are
    dead; without documents none is.
    """
    read = _Read(lexicon, tokenize)
    findings = [
        *_names(lexicon),
        *_sets(lexicon, read),
        *(finding for facet in lexicon.facets for finding in _facet(facet, read)),
        *_dead(lexicon, read, documents),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.column)))


class _Read:
    """A lexicon's terms and set entries as trees, each compiled by itself on demand."""

    def __init__(self, lexicon: Lexicon, tokenize: Tokenize) -> None:
        self.tokenize = tokenize
        self.trees = {pattern: read_term(pattern) for pattern in _patterns(lexicon)}
        sets = Sets(lexicon.sets)
        self.resolved = {pattern: sets.resolve(tree, pattern) for pattern, tree in self.trees.items()}

    def hits(self, pattern: str, sentence: str) -> bool:
        """Say whether the term stands in the sentence."""
        return bool(Terms([self.resolved[pattern]]).find(self.tokenize(sentence), text=sentence))


def _patterns(lexicon: Lexicon) -> Iterator[str]:
    for entries in lexicon.sets.values():
        yield from entries
    for term in lexicon.terms:
        yield term.pattern


def _named(tree: Node, lexicon: Lexicon) -> set[str]:
    """Return the sets a tree needs, directly or through other sets."""
    found: set[str] = set()
    waiting = [part.name for part in _parts(tree) if isinstance(part, SetRef)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            entries = lexicon.sets.get(name, ())
            waiting += [part.name for entry in entries for part in _parts(read_term(entry)) if isinstance(part, SetRef)]
    return found


def _parts(tree: Node) -> Iterator[Node]:
    """Yield a tree and all that is in it."""
    yield tree
    inner: tuple[Node, ...] = ()
    match tree:
        case Phrase():
            inner = tree.parts
        case Alternatives():
            inner = tree.choices
        case Proximity():
            inner = (tree.left, tree.right)
        case _:
            pass
    for part in inner:
        yield from _parts(part)


def _names(lexicon: Lexicon) -> Iterator[Finding]:
    stem = Path(lexicon.origin).stem
    if lexicon.origin and stem != lexicon.name:
        message = f"the lexicon {lexicon.name} is in a file called {Path(lexicon.origin).name}; give both one name"
        yield Finding(severity="warning", kind="name", line=0, message=message)


def _sets(lexicon: Lexicon, read: _Read) -> Iterator[Finding]:
    used = {name for term in lexicon.terms for name in _named(read.trees[term.pattern], lexicon)}
    for name, entries in lexicon.sets.items():
        lines = lexicon.set_lines.get(name, (0,) * (len(entries) + 1))
        if not entries:
            message = f"the set @{name} is empty; fill it or delete it"
            yield Finding(severity="error", kind="empty-set", line=lines[0], message=message)
        elif name not in used:
            message = f"no term uses the set @{name}; use it or delete it"
            yield Finding(severity="warning", kind="unused-set", line=lines[0], message=message)
        placed = list(zip(entries, lines[1:], strict=True))
        for entry, line in placed:
            yield from _unreadable_words(entry, line, read)
        yield from _repeats(placed, read)


def _facet(facet: Facet, read: _Read) -> Iterator[Finding]:
    for term in facet.terms:
        yield from _unreadable_words(term.pattern, term.line, read)
        yield from _term_examples(term, read)
    yield from _facet_examples(facet, read)
    yield from _repeats([(term.pattern, term.line) for term in facet.terms], read)


def _term_examples(term: Term, read: _Read) -> Iterator[Finding]:
    for sentence in term.hits:
        if not read.hits(term.pattern, sentence):
            message = f"`{term.pattern}` does not hit its example: {sentence}"
            yield Finding(severity="error", kind="example", line=term.line, column=term.column, message=message)
    for sentence in term.misses:
        if read.hits(term.pattern, sentence):
            message = f"`{term.pattern}` hits what it must miss: {sentence}"
            yield Finding(severity="error", kind="example", line=term.line, column=term.column, message=message)


def _facet_examples(facet: Facet, read: _Read) -> Iterator[Finding]:
    terms = Terms([read.resolved[term.pattern] for term in facet.terms])
    for sentence in facet.hits:
        if not terms.find(read.tokenize(sentence), text=sentence):
            message = f"no term of {facet.name} hits its example: {sentence}"
            yield Finding(severity="error", kind="example", line=facet.line, message=message)
    for sentence in facet.misses:
        for index in sorted({match.term for match in terms.find(read.tokenize(sentence), text=sentence)}):
            term = facet.terms[index]
            message = f"`{term.pattern}` (line {term.line}) hits what {facet.name} must miss: {sentence}"
            yield Finding(severity="error", kind="example", line=facet.line, message=message)
    has = {
        "hit": facet.hits or any(term.hits for term in facet.terms),
        "miss": facet.misses or any(term.misses for term in facet.terms),
    }
    for what, examples in has.items():
        if not examples:
            message = f"{facet.name} has no example it must {what}; add `{'hits' if what == 'hit' else 'misses'}`"
            yield Finding(severity="warning", kind="no-examples", line=facet.line, message=message)


def _unreadable_words(pattern: str, line: int, read: _Read) -> Iterator[Finding]:
    """Find words that no text has in one piece, because reading splits them."""
    for word in _parts(read.trees[pattern]):
        if isinstance(word, Word):
            sample = "".join("x" if char in WILDCARDS else char for char in word.text)
            tokens = [token.text for token in read.tokenize(sample)]
            if len(tokens) != 1:
                seen = f"reading splits it in {', '.join(tokens)}" if tokens else "reading finds no word in it"
                message = f"`{word.text}` can match nothing: {seen}; write it as it is read"
                yield Finding(severity="error", kind="unmatchable", line=line, message=message)


def _repeats(placed: Sequence[tuple[str, int]], read: _Read) -> Iterator[Finding]:
    """Find terms that another of the same group covers: each is named once, with the first that covers it."""
    coverers = Coverers([read.resolved[pattern] for pattern, _ in placed])
    for later, (pattern, line) in enumerate(placed):
        tree = read.resolved[pattern]
        for earlier in coverers.of(later):
            other, other_line = placed[earlier]
            if not covers(read.resolved[other], tree):
                continue
            equal = covers(tree, read.resolved[other])
            if equal and earlier > later:
                continue
            what = f"repeats `{other}` on line" if equal else f"is contained in `{other}` on line"
            if equal and pattern == other:
                what = "repeats line"
            yield Finding(
                severity="warning",
                kind="duplicate" if equal else "contained",
                line=line,
                message=f"`{pattern}` {what} {other_line}; delete one",
            )
            break


def _dead(lexicon: Lexicon, read: _Read, documents: Iterable[Document]) -> Iterator[Finding]:
    terms = Terms([read.resolved[term.pattern] for term in lexicon.terms])
    alive: set[int] = set()
    seen = 0
    for document in documents:
        seen += 1
        for sentence in document.sentences:
            alive |= {match.term for match in terms.find(sentence.tokens, text=document.article.text)}
    for index, term in enumerate(lexicon.terms):
        if seen and index not in alive:
            message = f"`{term.pattern}` hits nowhere in {seen} article{'s' if seen > 1 else ''}"
            yield Finding(severity="warning", kind="dead", line=term.line, column=term.column, message=message)
