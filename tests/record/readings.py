"""Readings written by hand, for tests of the record."""

from __future__ import annotations

from typing import Any

from standoff.report import Report


class Paper:
    """One report under construction: each mention is given with the words that it rests on."""

    def __init__(self, text: str, published: str, publisher: str = "Harbour Post", url: str | None = None, ref: str | None = None) -> None:
        self.report = Report(text=text, published=published, publisher=publisher, url=url, ref=ref or f"{publisher}-{published}".lower().replace(" ", "-"))
        self.found: dict[str, list[dict[str, Any]]] = {k: [] for k in ("actors", "places", "times", "quantities", "events", "deployments", "aid", "statements")}

    def _mention(self, words: str, prefix: str, kind: str, who: tuple[str, str] | None, day: str | None) -> dict[str, Any]:
        at = self.report.text.index(words)
        when = {"start": day or self.report.published, "end": day or self.report.published, "value": None, "span": None, "basis": "stated" if day else "published"}
        return {
            "id": f"{prefix}{len(self.found[kind]) + 1}", "evidence": {"start": at, "end": at + len(words), "text": words},
            "attribution": {"source": who[0], "code": who[1], "cue": None} if who else None, "polarity": "affirmed", "when": when,
            "where": None, "confidence": None,
        }

    def force(
        self, words: str, sender: str | None, host: str | None, count: tuple[float | None, float | None] | None = None, *, status: str = "in_place",
        basis: str = "total", what: str = "troops", category: str = "personnel", item: str | None = None, ratio: tuple[float, float | None] | None = None,
        of: str | None = None, place: str | None = None, who: tuple[str, str] | None = None, day: str | None = None,
    ) -> str:
        """Add a deployment and return its id within the report."""
        body = self._mention(words, "d", "deployments", who, day)
        body |= {
            "sender": party(sender), "joint": [], "host": {"place": None, "name": place or host, "country": host} if place or host else None, "origin": None,
            "force": {"text": what, "category": category, "item": item}, "count": interval(count), "basis": basis, "ratio": interval(ratio),
            "status": status, "of": of,
        }
        self.found["deployments"].append(body)
        return str(body["id"])

    def event(self, words: str, type: str, source: list[str], target: list[str], *, day: str | None = None, modality: str = "past", mode: str | None = None) -> str:
        """Add an event and return its id within the report."""
        body = self._mention(words, "e", "events", None, day)
        body |= {
            "type": type, "mode": mode, "context": [], "cameo": None, "goldstein": None, "quad": None, "source": [party(p) for p in source],
            "target": [party(p) for p in target], "trigger": body["evidence"], "modality": modality,
        }
        self.found["events"].append(body)
        return str(body["id"])

    def gift(self, words: str, donor: str, recipient: str, amount: tuple[float, float, str] | None, *, status: str = "ordered", of: str | None = None) -> str:
        """Add aid and return its id within the report."""
        body = self._mention(words, "m", "aid", None, None)
        money = amount and amount[2].isupper()
        body |= {
            "donor": party(donor), "recipient": party(recipient), "kind": "military", "what": body["evidence"], "status": status, "of": of,
            "amount": {"low": amount[0], "high": amount[1], "unit": amount[2], "currency": amount[2] if money else None, "text": None} if amount else None,
        }
        self.found["aid"].append(body)
        return str(body["id"])

    def says(self, words: str, speaker: str, code: str, act: str = "assert") -> str:
        """Add a statement and return its id within the report."""
        body = self._mention(words, "s", "statements", None, None)
        body |= {
            "speaker": {"name": speaker, "code": code, "country": code[:3], "role": None, "span": None}, "audience": None, "channel": None,
            "content": [body["evidence"]], "cue": None, "kind": "indirect", "act": act, "conditions": [], "basis_cited": [],
        }
        self.found["statements"].append(body)
        return str(body["id"])

    def reading(self) -> dict[str, Any]:
        """Return the reading as its dict."""
        r = self.report
        fields = {k: getattr(r, k) for k in ("id", "title", "byline", "publisher", "published", "url", "language", "ref", "text")}
        return {"report": fields, **self.found, "version": "test"}


def party(key: str | None) -> dict[str, Any] | None:
    """Return a party: a country by its code, an organisation by its name."""
    if key is None:
        return None
    state = len(key) == 3
    return {"name": key, "code": key if state else "IGONAT" if key == "NATO" else None, "country": key if state else None, "role": None, "span": None}


def interval(pair: tuple[float | None, float | None] | None) -> dict[str, Any] | None:
    """Return an interval's dict."""
    return {"low": pair[0], "high": pair[1], "text": None} if pair else None
