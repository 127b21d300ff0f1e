"""The XML that Yoshikoder and Lexicoder 2 write: `cnode` is a category, `pnode` an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from framing.lexicon.exchange.intake import Intake
from framing.lexicon.exchange.outline import Outline, Page

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The categories at the top, and what the root says of itself."""

    tops: tuple[etree._Element, ...]
    style: str
    engine: str


def parse(intake: Intake, title: str) -> Parsed:
    """Return the nodes of an XML dictionary.

    Nothing outside the file is read and no entity is filled in: a document type is refused. Raises LexiconError at the
    line where the XML is broken, and where it holds no category.
    """
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), intake.source.text)
    declared = _ENTITY.search(text)
    if declared:
        line = text.count("\n", 0, declared.start()) + 1
        raise intake.fault(line, "the file declares a document type or an entity", "delete that: no dictionary has one")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        remedy = f"check that this is a {title} and not cut off"
        raise intake.fault(error.lineno or 0, f"no XML: {error.msg}", remedy) from None
    tops = (root,) if root.tag == "cnode" else tuple(root.iterchildren("cnode"))
    if not tops:
        raise intake.fault(
            root.sourceline or 0, f"a {title} has categories (`cnode`), and here is none", "check the file"
        )
    return Parsed(tops, root.get("style", ""), root.get("patternengine", ""))


def value(node: etree._Element, name: str) -> str | None:
    """Return what a node says under a name: as an attribute (style 050805) or as an element (041204)."""
    text: str | None = node.get(name) if name in node.attrib else node.findtext(name)
    return text


def named(intake: Intake, node: etree._Element) -> str:
    """Return a category's name."""
    name = value(node, "name")
    if name is None or not name.strip():
        intake.note("a category without a name is called `unnamed`")
    return name or ""


def inside(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the categories or entries that stand in a node."""
    yield from node.iterchildren(tag)


def document(root: etree._Element, page: Page, *, as_elements: bool, weights: bool) -> str:
    """Return the XML of a dictionary: one category at the top, made where there is none that holds all others."""
    top = root
    tops = tuple(page.outline.inside.values())
    if len(tops) > 1 or not tops[0].inside:
        top = _add(root, "cnode", {"name": page.title, "desc": ""}, as_elements=as_elements)
    _build(top, page.outline, as_elements=as_elements, weights=weights)
    etree.indent(root, "\t")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + str(etree.tostring(root, encoding="unicode")) + "\n"


def _build(parent: etree._Element, outline: Outline, *, as_elements: bool, weights: bool) -> None:
    for entry in outline.entries:
        fields = {"name": entry.text} | ({"score": entry.number} if weights and entry.weight != 1 else {})
        _add(parent, "pnode", fields, as_elements=as_elements)
    for name, held in outline.inside.items():
        node = _add(parent, "cnode", {"name": name, "desc": ""}, as_elements=as_elements)
        _build(node, held, as_elements=as_elements, weights=weights)


def _add(parent: etree._Element, tag: str, fields: dict[str, str], *, as_elements: bool) -> etree._Element:
    node = etree.SubElement(parent, tag)
    for name, text in fields.items():
        if as_elements:
            etree.SubElement(node, name).text = text
        else:
            node.set(name, text)
    return node
