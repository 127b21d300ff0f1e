"""English sentences in which somebody may be speaking, put together from the shapes of news."""

from __future__ import annotations

import re
from random import Random

SHAPES = (
    *(
        "{claim}, {subject} {verb}.",
        "{subject} {verb} {that}{claim}.",
        "{quotation} {verb} {subject}.",
        "{Lead}, {claim}.",
    ),
    *(
        "{subject} {verb} {quotation}.",
        "{quotation} {subject} {verb}, {quotation}",
        "{subject}, {aside}, {verb} {claim}.",
    ),
    *("{According} {subject}, {claim}.", "{claim}, {according} {subject}.", "{subject} {verb} {place}:", "{quotation}"),
    *(
        "{claim}, {gerund} {that}{claim}.",
        "With {subject} {gerund} {claim}, {claim}.",
        "{Lead}, {subject} {verb} {claim}.",
    ),
    *(
        "As {subject} {verb}, {claim}.",
        "As my colleague, {subject}, {verb}, {claim}.",
        "{claim} ({subject} {verb}); {claim}.",
    ),
    *(
        "{subject} {group} {verb} {that}{claim}.",
        "{subject} who {claim} {verb} {claim}.",
        "{claim}; {subject} {verb} {claim}.",
    ),
    *("The man who {subject} {verb} {claim} {verb} nothing.", "{claim}, while {subject} {verb} {claim}.", "{claim}."),
    *(
        "{subject} {verb} {claim} and {verb} {that}{claim}.",
        "{subject} went on to {plain} {claim}.",
        "To {plain} {claim}.",
    ),
    *(
        "{view}, {claim}.",
        "The {view_noun} {place} is that {claim}.",
        "{subject} {act} {quotation} {place}.",
        "{claim}: {quotation}",
    ),
    *(
        "{subject} {verb}: {quotation} {claim}.",
        "{quotation}, {verb} {subject}, {aside}.",
        "The {noun} {verb} {quotation}.",
    ),
    *("The so-called {quotation} {claim}.", "The {quotation} brigade {claim}.", "Her novel, {quotation}, {claim}."),
    *("{subject} {verb} {that}{claim}, but {subject} {verb} {claim}.", "{claim}, {subject} {verb} {place} {time}."),
    *(
        "{subject} was {past} {place} {that}{claim}.",
        "{claim}, {subject} was {past}.",
        "{subject} {verb} {subject} {that}{claim}.",
    ),
    *(
        "{time}, {adverb} {verb} {subject}, {claim}.",
        "{subject} - {aside} - {verb} {claim}.",
        "{subject} [{verb}] {claim}.",
    ),
)
PARTS = {
    "claim": (
        *(
            "the dam held",
            "the road is closed",
            "it would rain",
            "nothing has changed",
            "prices {verb}",
            "the war goes on",
        ),
        *(
            "{subject} left {place}",
            "talks with {subject} failed {time}",
            "the threat, {adverb}, is real",
            "he never saw it",
        ),
    ),
    "quotation": (
        *(
            "“{Claim},”",
            "“{Claim}.”",
            '"{Claim},"',
            '"{claim}"',
            "‘{claim}’",
            "„{Claim}“",
            "«{Claim}»",
            "“{Title}”",
            "“Azure”",
        ),
        *(
            "“{claim}",
            "“{claim}” and “{title}”",
            '"{title}"',
            "“barbaric act”",
            "'{claim}'",
            "“{Claim}!”",
            "“No.”",
            "“ {claim} ”",
        ),
    ),
    "title": (
        "The Long Ice",
        "a green zone",
        "Tell Them I Said Goodbye",
        "special measure",
        "War and Peace",
        "USA FIRST NOW",
    ),
    "subject": (
        *(
            "officials",
            "the ministry",
            "President Ana Ruiz",
            "Ana Ruiz",
            "Moscow",
            "he",
            "she",
            "they",
            "we",
            "I",
            "it",
            "many",
        ),
        *(
            "Ana Ruiz's lawyer",
            "three people briefed on the talks",
            "the report",
            "the evidence",
            "a German official",
            "US",
        ),
        *(
            "nobody",
            "no official",
            "No 10",
            "most experts",
            "the man",
            "those officials",
            "Berlin",
            "Kremlin spokesman Dmitri Peskov",
        ),
        *(
            "the head of the agency",
            "Sullivan, an aide to Biden",
            "one of them",
            "people familiar with it",
            "satellite pictures",
        ),
    ),
    "verb": (
        *(
            "said",
            "says",
            "told reporters",
            "warned",
            "added",
            "claims",
            "claimed",
            "reports",
            "noted",
            "believe",
            "thinks",
        ),
        *(
            "accused",
            "called for",
            "condemned",
            "pointed out",
            "shows",
            "suggests",
            "made clear",
            "is sceptical",
            "stressed",
        ),
        *(
            "has {past}",
            "did not say",
            "will argue",
            "may say",
            "should say",
            "had never {past}",
            "Said",
            "urged",
            "fear",
        ),
        *(
            "has not only said",
            "have no doubt",
            "promised",
            "put it",
            "denied any",
            "hopes",
            "worries",
            "blasted",
            "had said",
        ),
    ),
    "past": ("said", "told", "warned", "reported", "quoted as saying", "accused", "believed", "asked", "described"),
    "plain": ("say", "warn", "add", "claim", "believe", "accuse", "stress"),
    "gerund": ("saying", "adding", "warning", "arguing", "accusing", "noting", "insisting", "believing", "calling for"),
    "act": ("condemned", "slammed", "praised", "welcomed", "criticised", "hailed", "mocked"),
    "group": (
        "has",
        "had repeatedly",
        "would, however,",
        "never",
        "has, however, repeatedly",
        "could not",
        "was being",
        "are",
    ),
    "that": ("that ", "", "", "on Tuesday that ", "in a statement that ", "them that ", "later, "),
    "lead": (
        "in July",
        "as he approached",
        "asked whether he would go",
        "speaking in Vienna",
        "after the talks",
        "however",
    ),
    "according": ("according to", "in the words of", "citing", "as quoted by", "per"),
    "aside": (
        "an aide",
        "who leads it",
        "which {subject} {verb}",
        "a fellow at the institute",
        "he {verb}",
        "speaking {time}",
    ),
    "view": (
        "in {subject}'s view",
        "in my view",
        "by his own account",
        "according to plan",
        "that said",
        "word has it",
    ),
    "view_noun": ("view", "thinking", "consensus", "fear", "belief", "hope", "assumption", "mood"),
    "noun": ("claims", "report", "statement", "feared escalation", "warning", "study"),
    "place": (
        "in Brussels",
        "on Tuesday",
        "to the council",
        "in an interview",
        "from Kyiv",
        "at the summit",
        "in her report",
    ),
    "time": ("on Monday", "yesterday", "last week", "in 2019", "later", "earlier this month"),
    "adverb": ("repeatedly", "however", "also", "Vitaly", "meanwhile", "in turn", "openly"),
}
SLOT = re.compile(r"\{(\w+)\}")
DEEPEST = 4


def written(random: Random) -> str:
    """Return one sentence; the same for the same state of `random`."""
    text = SLOT.sub(lambda slot: _part(random, slot[1], 0), random.choice(SHAPES))
    return text[:1].upper() + text[1:] if random.random() < 0.95 else text


def _part(random: Random, name: str, depth: int) -> str:
    choices = PARTS[name.lower()]
    chosen = random.choice(choices)
    while depth >= DEEPEST and "{" in chosen:
        chosen = random.choice(choices)
    text = SLOT.sub(lambda slot: _part(random, slot[1], depth + 1), chosen)
    return text[:1].upper() + text[1:] if name[0].isupper() else text
