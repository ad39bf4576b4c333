"""Durations, sets of times, and words for past, present and future as a whole."""

from __future__ import annotations

import re

from standoff.knowledge.calendar import time_words
from standoff.reading.times.amounts import duration_value, unit_code
from standoff.reading.times.base import Base, Read


class Spans(Base):
    """Durations, sets and references."""

    def _age(self, match: re.Match[str], token: int) -> Read | None:
        # "a 14-year-old" is a description; "22 years old" says how long
        return None if "-" in match.group() else Read("DURATION", duration_value(match["n"], "Y", match["half"] is not None))

    def _adjective(self, match: re.Match[str], token: int) -> Read | None:
        unit = unit_code(match["unit"])
        number = match["n"].lower()
        if number in ("a", "an", "some") or unit == "TS":
            return None
        return Read("DURATION", duration_value(number, unit, False))

    def _duration(self, match: re.Match[str], token: int) -> Read | None:
        unit = unit_code(match["unit"])
        number, word = match["n"].lower(), match["unit"].lower()
        if number == "many" and self._previous(token) == "as":
            return None  # "the third attack in as many days"
        after = self.text[match.end() : match.end() + 6].lower()
        if number in ("a", "an", "one", "some") and not word.endswith("s"):
            if unit in ("TS", "N", "WE", "Q") or number == "some":
                return None
            if number == "one" and unit == "D" or self._previous(token) in ("such", "what", "of such", "quite", "not"):
                return None
            before = self._previous(token)
            if number in ("a", "an") and unit == "D" and before in ("on", "for such"):
                return None
            if number in ("a", "an") and after.startswith((" when", " of ", " that", " in wh")) and unit in ("D", "TM"):
                return None
        if unit == "Q" and after.startswith(" of"):
            return None
        if number in ("second", "third", "first") or (unit == "TS" and not word.endswith("s")):
            return None
        if unit == "Q" and not word.endswith("s"):
            return None
        if after.startswith((" old", "-old", " of age")):
            return Read("DURATION", duration_value(number, unit, match["half"] is not None))
        return Read("DURATION", duration_value(match["n"], unit, match["half"] is not None or "and a half" in match.group().lower()))

    def _lone_duration(self, match: re.Match[str], token: int) -> Read | None:
        word = match["unit"].lower()
        if word.endswith("long"):
            return Read("DURATION", duration_value("several" if "s-" in word else "one", unit_code(word.split("-")[0]), False))
        if self._previous(token) in ("these", "those", "the", "many", "old", "early", "his", "her", "their", "its", "our", "business", "working", "office", "visiting", "opening"):
            return None
        return Read("DURATION", duration_value("several", unit_code(word), False))

    def _sets(self, match: re.Match[str], token: int) -> Read | None:
        if match["word"]:
            word = match["word"].lower()
            if match["word"][0].isupper() and token != self.words.sents[self.words.sent[token]][0]:
                return None  # "the Daily Mail"
            nxt = self._next(match.end() + 1)
            if nxt is not None and self.words.lemma[nxt] in ("newspaper", "paper", "tabloid", "magazine", "journal"):
                return None
            return Read("SET", time_words()["sets"][word])
        if match["per"]:
            return Read("SET", duration_value("one", unit_code(match["per"]), False))
        if match["weekday"]:
            return Read("SET", f"XXXX-WXX-{self.weekdays[match['weekday'].lower().rstrip('.')]}") if match["weekday"][0].isupper() else None
        if match["pod"]:
            return Read("SET", f"XXXX-XX-XX{self.pods[match['pod'].lower()]}")
        if match["season"]:
            return Read("SET", f"XXXX-{self.seasons[match['season'].lower()]}")
        number = (match["n"] or "one").lower()
        number = {"other": "two", "second": "two", "few": "several", "single": "one"}.get(number, number)
        return Read("SET", duration_value(number, unit_code(match["unit"]), False))

    def _references(self, match: re.Match[str], token: int) -> Read | None:
        written = match.group().lower()
        if written == "now" and self.text[match.end() : match.end() + 5].lower() == " that":
            return None
        if written == "the present" and self._next(match.end() + 1) is not None and self.words.pos[self._next(match.end() + 1) or 0] in ("NOUN", "ADJ"):
            return None
        if written in ("the future", "the near future", "in future", "at this point", "this point") and written == "this point" and self._previous(token) != "at":
            return None
        return Read("DATE", self.references[written])

    def _time_refs(self, match: re.Match[str], token: int) -> Read:
        return Read("DATE", "PRESENT_REF")

    def _narrative(self, match: re.Match[str], token: int) -> Read | None:
        if not self.line.narrative or match.group()[0].isupper() or self.words.dep[token] != "amod":
            return None
        return Read("DATE", self.narrative_references[match.group().lower()])
