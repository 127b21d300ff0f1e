"""A coding sheet as one offline page: sentences to code with the keyboard, and the answers saved as a file."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files

from framing.report.page import render_page
from framing.tune.merge import with_context
from framing.tune.questions import Question
from framing.tune.sample import Sample


def sheet_page(sample: Sample, questions: tuple[Question, ...], *, name: str) -> str:
    """Return the sheet of a sample as HTML. It loads nothing, sends nothing, and shows no coder what the machine says.

    Answers are kept in the browser while coding goes on and saved as a CSV that `framing code merge` reads. `name`
    tells the samples apart in the browser's memory and begins the name of the saved file.
    """
    written = files("framing.report").joinpath("templates/sheet.js").read_text(encoding="utf-8")
    # The page's own laying out drops empty lines, and the hash in its policy is of the script as it stands there.
    script = "\n".join(line for line in written.splitlines() if line.strip())
    data = {
        "name": name,
        "key": _key(sample),
        "columns": [question.column for question in questions],
        "questions": [
            {
                "column": question.column,
                "title": question.title,
                "answers": [{"code": answer.code, "label": answer.label} for answer in question.answers],
            }
            for question in questions
        ],
        "lines": [
            {"id": line.id, "outlet": line.outlet, "before": before, "text": line.text, "after": after}
            for line, before, after in with_context(sample)
        ],
    }
    return render_page(
        "sheet.html",
        title=f"Coding {sample.frame}",
        standfirst=f"{len(sample.drawn):,} sentences of {sample.corpus}, each with the one before and after it.",
        questions=questions,
        size=len(sample.drawn),
        # In a script element only "<" could end the data early.
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _key(sample: Sample) -> str:
    """Return a short name for the sentences and questions of a sample: answers of another are never mixed in."""
    said = [*(line.id for line in sample.drawn), *sample.coding.columns, sample.corpus, str(sample.seed)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]
