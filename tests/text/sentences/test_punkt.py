"""Punkt is imported without the rest of NLTK, and NLTK stays whole for whoever else uses it."""

import subprocess
import sys

import pytest

PUNKT_FIRST = """
import sys
from framing.text.sentences import sentence_spans
assert len(sentence_spans("Gen. Milley came. He left.")) == 2
assert not [name for name in sys.modules if name.startswith(("nltk", "sklearn"))]
import nltk
assert nltk.FreqDist("aab")["a"] == 2
from nltk.tokenize.punkt import PunktSentenceTokenizer
assert PunktSentenceTokenizer().tokenize("One. Two.") == ["One.", "Two."]
"""
NLTK_FIRST = """
import nltk
from framing.text.sentences import sentence_spans
assert len(sentence_spans("Gen. Milley came. He left.")) == 2
assert sys.modules["nltk"] is nltk
"""


@pytest.mark.parametrize("program", [PUNKT_FIRST, "import sys" + NLTK_FIRST], ids=["punkt first", "nltk first"])
def test_nltk_is_whole_whichever_comes_first(program: str) -> None:
    """Sentences are cut without importing NLTK's other parts; `import nltk` before or after gives all of it."""
    subprocess.run([sys.executable, "-c", program], check=True)
