"""Invented words for the made-up corpus: no real article is quoted."""

from __future__ import annotations

from framing.model import Facet, Lexicon, Term

OUTLETS = ("The Ledger", "Gazeta Łódzka", "Harbour Tribune", "Вісник гавані", "Erdoğan Wire", "Night Courier")
SPEAKERS = ("Łucja Brzęk", "Gülşen Erdoğan", "Ніна Зеленська", "Harbour Authority", None)
TEMPLATES = (
    (
        "Engineers fear that a flood could reach the old town before the pumps are ready.",
        "A collapse of the eastern wall would close the port for months.",
        "The tunnel risks flooding every cellar between the quay and the market.",
    ),
    (
        "The talk of a flood is overblown, as every spring tide since has shown.",
        "Warnings of collapse were exaggerated and the disaster never came.",
    ),
    (
        "Residents decided to hire their own surveyor and demanded the plans.",
        "Residents refused the first offer and won a second hearing.",
    ),
    (
        "Residents were told to wait while the money was given to the contractor.",
        "Families were forced out of the lower streets without a word.",
    ),
    (
        "The vote comes three weeks before the election, and both parties know it.",
        "Her rival turned the tunnel into a campaign about trust.",
    ),
    (
        "The mayor signed the order on Monday and the council published it.",
        "The council approved the second phase late in the evening.",
    ),
)
FILLER = (
    "The tunnel is nine kilometres long and will carry two lanes in each direction.",
    "Work on the northern mouth began in the spring of last year.",
    "The harbour has been dredged four times in a century.",
    "Trams will stop at the old customs house until the works are done.",
    "A survey of the seabed took most of the winter.",
)
CLUSTER_WORDS = (
    ("tunnel", "seabed", "pumps", "dredged", "quay", "trams", "survey", "mouth"),
    ("hearing", "order", "phase", "offer", "contractor", "market", "plans", "streets"),
)


def _facet(lexicon: str, name: str, title: str, patterns: str, pole: str | None = None) -> Facet:
    terms = tuple(
        Term(id=f"{lexicon}/{name}/{p}", pattern=p, facet=name, line=10 + i) for i, p in enumerate(patterns.split("|"))
    )
    return Facet(name=name, title=title, terms=terms, pole=pole)


LEXICONS = (
    Lexicon(
        name="flood-risk",
        title="Flood risk",
        version="1.2",
        about="Harm the tunnel might do: flood, collapse, disaster.",
        facets=(_facet("flood-risk", "risk", "Flood risk", "flood*|collapse|disaster|fear*|drown*|sinkhole*"),),
        sha256="a1" * 32,
        licence="CC0-1.0",
    ),
    Lexicon(
        name="residents",
        title="Residents’ agency",
        version="1.0",
        about="Do the people of the harbour act, or are they acted upon?",
        facets=(
            _facet(
                "residents",
                "agent",
                "Residents as agent",
                "residents decided|demanded|refused|won a|petition*",
                "agent",
            ),
            _facet("residents", "recipient", "Residents as recipient", "were told|forced out|was given", "recipient"),
        ),
        compare_by="facets",
        stance="asserted",
        sha256="b2" * 32,
    ),
    Lexicon(
        name="city-politics",
        title="City politics",
        version="2.0",
        about="Elections and parties on one side, the city administration acting on the other.",
        facets=(
            _facet("city-politics", "campaign", "Campaign", "election*|parties|campaign|rival|coalition*"),
            _facet("city-politics", "office", "Office", "mayor|council|signed"),
        ),
        compare_by="facets",
        stance="asserted",
        sha256="d4" * 32,
    ),
)
