"""Words by which a report says that it corrects something, or that forces have arrived."""

from __future__ import annotations

import re

MARK = re.compile(
    r"\bcorrections?\b|\bcorrected\b|\berrat(?:um|a)\b|\bclarification\b|\bwe (?:apologi[sz]e|regret)\b|\bmisstated\b|\bmisreported\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously)\b|\bin error\b|\b(?:our|the) (?:error|mistake|slip)\b|\bset the record straight\b",
    re.IGNORECASE)
ARRIVES = re.compile(
    r"\b(?:arriv(?:e[sd]?|ing|al)|land(?:s|ed|ing)|reach(?:es|ed|ing)|touch(?:ed|es|ing) down|flew in|flown (?:in|to)|turned up|docked|rolled in(?:to)?"
    r"|(?:have|has) (?:moved|deployed|come) (?:to|in(?:to)?|up)|began (?:flying|arriving)|begun (?:flying|arriving))\b", re.IGNORECASE)
