"""Markdown, with or without front matter → report."""

from __future__ import annotations

import re

import yaml

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.make import make_report

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<front>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)*", re.S | re.M)
# What blogs and static sites call the fields.
_NAMES = {"author": "byline", "date": "published", "source": "publisher", "site": "publisher", "link": "url"}


def from_markdown(text: str, name: str, *, published: str | None = None, ref: str | None = None) -> Report:
    """Return the report of a Markdown file: its text is the body after the front matter, unchanged.

    Raises
    ------
    SourceError
        If the front matter is no YAML mapping, or gives a date that is none.
    """
    given: dict[str, object] = {}
    found = _FRONT.match(text)
    if found:
        try:
            loaded = yaml.load(found["front"], Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
            raise SourceError(f"{name}: line {line}: the front matter is no YAML; mend it or remove it") from error
        if loaded is not None and not isinstance(loaded, dict):
            raise SourceError(f"{name}: line 2: the front matter is no list of 'name: value'; mend it or remove it")
        for key, value in (loaded or {}).items():
            key = str(key).lower()
            given.setdefault(_NAMES.get(key, key), value)
        text = text[found.end() :]
        if not text.strip():
            raise SourceError(f"{name}: nothing after the front matter")
    return make_report(text, name=name, given=given, fallback_date=published, ref=ref)
