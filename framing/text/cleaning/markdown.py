"""Markdown becomes plain lines: one for each paragraph, with the marks of headings, items and pictures kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain(text: str) -> str:
    """Return the text of a Markdown document, a blank line between blocks.

    Emphasis and links lose their marks. A heading keeps its `#` marks and an item its bullet or number, so that
    cleaning can tell them from paragraphs; a picture that stands alone stays as `![its description]`.
    """
    from markdown_it import MarkdownIt  # not for the many texts that are no Markdown

    return "\n\n".join(_blocks(MarkdownIt("commonmark").parse(text)))


def _blocks(tokens: list[Token]) -> Iterator[str]:
    mark = ""
    lists: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "heading_open":
            mark = f"{token.markup if token.markup.startswith('#') else '#'} "
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append((token.type, int(token.attrs.get("start", 1))))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            kind, number = lists[-1]
            mark = "- " if kind == "bullet_list_open" else f"{number}. "
            lists[-1] = (kind, number + 1)
        elif token.type == "inline":
            yield mark + _inline(token.children or [])
            mark = ""
        elif token.type in ("fence", "code_block", "html_block"):
            yield token.content.strip("\n")


def _inline(children: list[Token]) -> str:
    parts: list[str] = []
    alone = len(children) == 1
    for child in children:
        if child.type in ("text", "code_inline", "html_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image" and alone:
            parts.append(f"![{child.content}]")
    return "".join(parts)
