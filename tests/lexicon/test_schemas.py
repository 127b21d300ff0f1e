"""The JSON Schemas for editors say what the loader says."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from framing.errors import LexiconError
from framing.lexicon import catalog, load

GOOD: dict[str, Any] = {
    "format": "framing-lexicon/1",
    "name": "small",
    "title": "Small",
    "version": 1.0,
    "sets": {"us-names": ["Kyiv", 2022, False]},
    "facets": {"one": {"terms": ["a", {"term": "@us-names", "weight": -1, "hits": ["Kyiv"]}]}},
}


def schema(name: str) -> Draft202012Validator:
    """Return the validator of a shipped schema, itself checked."""
    content = json.loads(resources.files("framing.lexicon").joinpath(f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content)


def plain(path: Path) -> Any:
    """Return a YAML file as an editor's validator sees it."""
    return YAML(typ="safe", pure=True).load(path)


@pytest.mark.parametrize("name", catalog.names())
def test_the_house_lexicons_fit_the_schema(name: str) -> None:
    """No shipped lexicon is marked wrong in an editor."""
    assert list(schema("lexicon").iter_errors(plain(catalog.find(name)))) == []


def test_the_house_cues_fit_the_schema() -> None:
    """No shipped cue file is marked wrong in an editor."""
    for path in catalog.house("cues").glob("*.yaml"):
        assert list(schema("cues").iter_errors(plain(path))) == []


def test_the_schema_knows_the_loaders_keys() -> None:
    """A key is in the schema if and only if the loader reads it."""
    lexicon = schema("lexicon").schema
    assert isinstance(lexicon, dict)
    assert set(lexicon["properties"]) == set(load.LEXICON_KEYS)
    assert set(lexicon["$defs"]["facet"]["properties"]) == set(load.FACET_KEYS)
    assert set(lexicon["$defs"]["term"]["properties"]) == set(load.TERM_KEYS)
    cues = schema("cues").schema
    assert isinstance(cues, dict)
    assert set(cues["properties"]) == set(load.CUES_KEYS)


WRONG: list[dict[str, Any]] = [
    {**GOOD, "format": "framing-lexicon/2"},
    {**GOOD, "facet": {}},
    {**GOOD, "stance": "none"},
    {**GOOD, "name": "a/b"},
    {**GOOD, "facets": {}},
    {**GOOD, "facets": {"one": {"terms": []}}},
    {**GOOD, "facets": {"one": {"terms": [{"weight": 2}]}}},
    {**GOOD, "facets": {"one": {"terms": [{"term": "a", "weight": 0}]}}},
    {**GOOD, "facets": {"one": {"terms": [["a"]]}}},
    {**GOOD, "sets": {"na me": ["a"]}},
    {key: value for key, value in GOOD.items() if key != "title"},
]


@pytest.mark.parametrize("content", WRONG)
def test_what_the_schema_refuses_the_loader_refuses(tmp_path: Path, content: dict[str, Any]) -> None:
    """Schema and loader agree on what is wrong, and on what is not."""
    path = tmp_path / "small.yaml"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    assert load.load_lexicon(path).name == "small"
    assert list(schema("lexicon").iter_errors(GOOD)) == []
    path.write_text(json.dumps(content), encoding="utf-8")
    assert list(schema("lexicon").iter_errors(content)) != []
    with pytest.raises(LexiconError):
        load.load_lexicon(path)
