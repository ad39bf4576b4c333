"""Words by which a report says that it corrects something."""

from __future__ import annotations

import re

MARK = re.compile(
    r"\bcorrections?\b|\bcorrected\b|\berrat(?:um|a)\b|\bclarification\b|\bwe (?:apologi[sz]e|regret)\b|\bmisstated\b|\bmisreported\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously)\b|\bin error\b|\b(?:our|the) (?:error|mistake|slip)\b|\bset the record straight\b",
    re.IGNORECASE)
