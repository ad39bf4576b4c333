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
# What is arriving is partly there.
ARRIVING = re.compile(r"\b(?:are|is|were|was|been|began|begun|started|keep|kept)\s+(?:\w+ly\s+)?(?:arriving|landing|reaching|rolling in|flying in|coming in|disembarking)\b", re.IGNORECASE)
SENDS = re.compile(
    r"\b(?:send|sends|sent|sending|deploy\w*|dispatch\w*|order\w*|transfer\w*|despatch\w*|reinforc\w*|bound for|on (?:its|their|the) way|shift\w*|moving"
    r"|more|another|further|additional|extra|fresh|new|join\w*|go|goes|going)\b(?! than)", re.IGNORECASE)
