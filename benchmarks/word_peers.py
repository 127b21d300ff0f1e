"""Peers that cut texts into words and look each of them up, and framing with an object for each word and hit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from tasks import TOKENS, Count, Table, Task, plain


def objects(task: Task) -> Count:
    """Sentences, words and the matcher of framing, an object each; no voice and no stance."""
    from framing.score.match import Matcher
    from framing.text.sentences import segment

    matcher = Matcher(task.lexicon)
    articles = task.articles
    column = {facet.name: number for number, facet in enumerate(task.lexicon.facets)}

    def count() -> Table:
        table = task.table()
        for row, article in enumerate(articles):
            for hit in matcher.match(segment(article)):
                table[row, column[hit.facet]] += 1
        return table

    return count


def nltk(task: Task) -> Count:
    """NLTK's word and punctuation tokens, and a dictionary from each word, remembered, to the entries it may begin."""
    from nltk.tokenize import wordpunct_tokenize

    starts: dict[str, list[tuple[list[str], tuple[int, ...]]]] = {}
    for text, categories in task.written_out.items():
        first, *rest = text.split()
        starts.setdefault(first, []).append((rest, categories))

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            words = wordpunct_tokenize(plain(text))
            for place, word in enumerate(words, start=1):
                for rest, categories in starts.get(word, ()):
                    if words[place : place + len(rest)] == rest:
                        for category in categories:
                            table[row, category] += 1
        return table

    return count


def scikit_learn(task: Task) -> Count:
    """CountVectorizer with a fixed vocabulary of words and phrases, summed by category."""
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(
        vocabulary=list(task.written_out),
        ngram_range=(1, task.longest),
        preprocessor=plain,
        tokenizer=TOKENS.findall,
        token_pattern=None,
    )
    of_category = np.zeros((len(task.written_out), task.categories), dtype=np.int64)
    for row, categories in enumerate(task.written_out.values()):
        np.add.at(of_category[row], list(categories), 1)
    return lambda: np.asarray(vectorizer.transform(task.texts) @ of_category, dtype=np.int64)


def spacy(task: Task) -> Count:
    """SpaCy's blank English tokens and its PhraseMatcher."""
    import spacy as library
    from spacy.matcher import PhraseMatcher

    nlp = library.blank("en")
    matcher = PhraseMatcher(nlp.vocab)
    categories: dict[int, tuple[int, ...]] = {}
    for text, of in task.written_out.items():
        matcher.add(text, [nlp.make_doc(text)])
        categories[nlp.vocab.strings[text]] = of

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            for name, _, _ in matcher(nlp.make_doc(plain(text))):
                for category in categories[name]:
                    table[row, category] += 1
        return table

    return count


def flashtext(task: Task) -> Count:
    """Flashtext's KeywordProcessor."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for text, categories in task.written_out.items():
        processor.add_keyword(text, categories)

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            for categories in processor.extract_keywords(plain(text)):
                for category in categories:
                    table[row, category] += 1
        return table

    return count


def liwc(task: Task) -> Count:
    """Use the liwc package: a dictionary in LIWC's own format, words with and without `*`."""
    import liwc as library

    body = [
        f"{entry.text}{'*' * entry.open}\t" + "\t".join(str(category + 1) for category in entry.categories)
        for entry in task.entries
        if len(entry.words) == 1
    ]
    names = [f"{number + 1}\t{number}" for number in range(task.categories)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entries.dic"
        path.write_text("\n".join(["%", *names, "%", *body]) + "\n", "utf-8")
        parse, _ = library.load_token_parser(str(path))

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            for word in TOKENS.findall(plain(text)):
                for category in parse(word):
                    table[row, int(category)] += 1
        return table

    return count
