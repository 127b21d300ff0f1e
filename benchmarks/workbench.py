"""Measure how long the workbench takes to answer an edit, beside scoring everything anew; both must give the same hits.

    python benchmarks/workbench.py --articles 5000

Articles are generated: sentences of Zipf words, with words of the lexicon strewn in at the rate at which they stand in
the seeds. Edits are those of a session: add, disable, enable, reweight, change a pattern, undo. The answer time is that
of the whole request but the network: the change, its scores, and the parts of the page written out, in seconds of CPU
on one core, for a machine may be busy with other things. The table goes to standard output.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from framing.lexicon import catalog
from framing.lexicon.edit import Draft
from framing.lexicon.load import load_cues
from framing.model import Article, Document
from framing.pipeline import read
from framing.score.scorer import Scorer
from framing.text.sentences import segment
from framing.text.voices import attribute
from framing.tune.live import Live
from framing.workbench import editing
from framing.workbench.session import Session

OUTLETS = 8
SENTENCES = 24
WORDS = 22
SEED = 7


@dataclass(frozen=True, slots=True)
class Timed:
    """One edit: seconds of CPU for the answer, and of scoring everything anew (None: not measured)."""

    name: str
    answer: float
    anew: float | None
    same: bool


def generated(articles: int) -> tuple[Document, ...]:
    """Return generated articles in sentences with voices; the words of the seeds are the vocabulary."""
    rng = np.random.default_rng(SEED)
    seeds = read([Path(__file__).parents[1] / "seeds"])
    sentences = [s for d in seeds.documents for s in d.sentences]
    texts = {s: d.article.text[s.start : s.end].strip() for d in seeds.documents for s in d.sentences}
    pool = [texts[sentence] for sentence in sentences]
    words = sorted({token.text for sentence in sentences for token in sentence.tokens})
    weights = 1 / (np.arange(len(words)) + 5.0)
    weights /= weights.sum()
    cues = load_cues(None)
    found = []
    for number in range(articles):
        lines = [
            pool[rng.integers(len(pool))]
            if rng.random() < 0.2
            else f"The {' '.join(rng.choice(words, WORDS, p=weights))}."
            for _ in range(SENTENCES)
        ]
        text = "\n\n".join(" ".join(lines[place : place + 4]) for place in range(0, SENTENCES, 4))
        name = f"a{number:05}"
        article = Article(id=name, outlet=f"Outlet {number % OUTLETS}", text=text, origin=name, sha256="")
        found.append(attribute(segment(article), cues))
    return tuple(found)


def edits(session: Session) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield edits as a reader makes them: what each is called, and the request."""
    facet = session.draft.lexicon.facets[0].name
    look = {"article": "0", "open": facet}
    terms = sorted(session.draft.lexicon.terms, key=lambda term: -session.state.terms[term.id].hits)
    for term in terms[:3]:
        yield "disable a term with many hits", partial(editing.turn("disable"), session, {**look, "term": term.id})
        yield "enable it again", partial(editing.turn("enable"), session, {**look, "term": term.id})
    form = {"term": terms[4].id, "pattern": terms[4].pattern, "weight": "2", "note": terms[4].note or ""}
    yield "reweight a term", partial(editing.edit, session, {**look, **form})
    near = "(missile* | weapon*) NEAR/6 (russia* | moscow) NOT NEAR/3 peace"
    for name, pattern in (
        ("word", "missile*"),
        ("term with proximity and a guard", near),
        ("word of nearly every sentence", "the"),
    ):
        yield f"add a {name}", partial(editing.add, session, {**look, "facet": facet, "pattern": pattern})
    for _ in range(3):
        yield "undo", partial(editing.undo, session, look)


def measure(session: Session, *, anew_every: int) -> list[Timed]:
    """Make every edit, and time it; every `anew_every`-th is scored anew too and held against the session."""
    found = []
    for number, (name, request) in enumerate(edits(session)):
        start = time.process_time()
        request()
        answer = time.process_time() - start
        anew, same = None, True
        if number % anew_every == 0:
            start = time.process_time()
            scores = Scorer((session.draft.lexicon,), load_cues(None)).score(session.documents)
            anew = time.process_time() - start
            same = all(one.hits == session.state.hits(n) for n, one in enumerate(scores.documents))
        found.append(Timed(name, answer, anew, same))
    return found


def main() -> None:
    """Print the table; leave with 1 where the session and scoring anew disagree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000, help="generated articles; 0 takes the seeds")
    parser.add_argument("--lexicon", default="escalation-risk")
    parser.add_argument("--anew-every", type=int, default=4, help="score anew after every so manieth edit")
    options = parser.parse_args()
    seeds = Path(__file__).parents[1] / "seeds"
    corpus = generated(options.articles) if options.articles else read([seeds]).documents
    start = time.process_time()
    live = Live(corpus, load_cues(None))
    session = Session(live, corpus, Draft.open(catalog.find(options.lexicon)))
    ready = time.process_time() - start
    sentences = sum(len(document.sentences) for document in corpus)
    hits = sum(session.state.hit_counts)
    print(f"{len(corpus):,} articles, {sentences:,} sentences, {hits:,} hits; ready in {ready:.1f} s")
    print(f"\n{'edit':<40}{'answer, s':>12}{'anew, s':>12}  same")
    rows = measure(session, anew_every=options.anew_every)
    for row in rows:
        anew = "" if row.anew is None else f"{row.anew:.2f}"
        same = "" if row.anew is None else "yes" if row.same else "NO"
        print(f"{row.name:<40}{row.answer:>12.3f}{anew:>12}  {same}")
    answers = sorted(row.answer for row in rows)
    print(f"\nmedian {answers[len(answers) // 2]:.3f} s, slowest {answers[-1]:.3f} s")
    if not all(row.same for row in rows):
        raise SystemExit("the session and scoring anew disagree")


if __name__ == "__main__":
    main()
