"""Markup made of parts, so that no text of a file becomes markup: whatever is not made here is escaped."""

from __future__ import annotations

import html
import re

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Control characters, bytes of file names that are no text, and what turns the direction of the text after it."""
_VOID = frozenset({"meta", "img", "br"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def text(words: object) -> Html:
    """Any text, as markup that shows it and does nothing else."""
    return Html(html.escape(_NO_TEXT.sub("\ufffd", str(words)), quote=True))


def element(kind: str, /, *children: object, **attributes: object) -> Html:
    """An element; children that are no `Html` are texts. `class_` is `class`, `_` in other names a hyphen."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if kind in _VOID:
        return Html(f"<{kind}{given}>")
    return Html(f"<{kind}{given}>{together(*children)}</{kind}>")


def together(*children: object) -> Html:
    """Parts one after the other; those that are None are left out."""
    return Html("".join(each if isinstance(each, Html) else text(each) for each in children if each is not None))


def table(headings: list[str], rows: list[list[object]], *, numbers: frozenset[int] = frozenset()) -> Html:
    """A table; the columns in `numbers` (from 0) are aligned right. The first of each row names it."""

    def cell(kind: str, column: int, value: object) -> Html:
        aligned = "number" if column in numbers else None
        return element(kind, value, class_=aligned, scope={"th": "row"}.get(kind))

    head = element(
        "tr",
        *(
            element("th", each, scope="col", class_="number" if n in numbers else None)
            for n, each in enumerate(headings)
        ),
    )
    body = [
        element("tr", *(cell("th" if column == 0 else "td", column, value) for column, value in enumerate(row)))
        for row in rows
    ]
    whole = element("table", element("thead", head), element("tbody", *body))
    return element("div", whole, class_="wide")
