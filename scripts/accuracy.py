"""Write docs/accuracy.md from a scoreboard's figures.

    python scripts/accuracy.py BOARD.json DATE

BOARD.json is what the scoreboard's --json wrote. The table of sets, measures and peers is here; peers' figures were measured
on the same sets by the maintainers of the gold unless marked (published).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# set on the scoreboard: (what it is, licence of the data, {figure: (name here, best peer)})
SETS: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "events manual": ("386 sentences of the CAMEO codebook", "CC BY-NC-SA 3.0", {
        "cameo root recall": ("CAMEO root, recall", "PETRARCH2 32.6"), "code recall": ("exact code, recall", "PETRARCH2 13.0"),
        "triple recall": ("type and both actors, recall", "PETRARCH2 23.6"), "events per sentence": ("events a sentence", "")}),
    "events gsr": ("322 sentences, PLOVER gold standard records", "CC BY-SA 4.0", {
        "root recall": ("type, recall", "PETRARCH2 31.4"), "triple recall": ("type and both actors, recall", "PETRARCH2 23.3")}),
    "events plv": ("1,050 news sentences with one marked pair", "none stated; evaluation only", {
        "root recall": ("type, recall", "PETRARCH2 37 on its sister set; an entailment model handed both actors 76"), "root precision": ("type, precision", "PETRARCH2 66 on its sister set")}),
    "events own": ("144 own sentences with denials, futures and traps", "written for the project", {
        "root recall": ("type, recall", ""), "triple recall": ("type and both actors, recall", ""), "root precision": ("type, precision", ""),
        "modality right": ("modality of the found", ""), "false_alarm": ("sentences without an event that got one", "")}),
    "events news": ("events in 11 whole reports", "public domain, CC BY", {
        "found.f1": ("found, F1", "PETRARCH2 11.0"), "whole.f1": ("with source and target, F1", "PETRARCH2 8.6"), "modality of found": ("modality of the found", "")}),
    "places lgl": ("588 local-news texts (LGL)", "texts of their publishers; evaluation only", {"end to end F1 at 161 km": ("end to end at 161 km, F1", "Edinburgh Geoparser 51.0; naive reader 57.4")}),
    "places geovirus": ("229 world-news texts (GeoVirus)", "texts of their publishers; evaluation only", {"end to end F1 at 161 km": ("end to end at 161 km, F1", "naive reader 70.0")}),
    "times wikiwars": ("16 narratives of wars (WikiWars)", "CC BY-SA 3.0", {"relaxed.f1": ("found, F1", "HeidelTime 92.6"), "value.f1": ("with value, F1", "HeidelTime 84.5")}),
    "times news": ("29 reports", "public domain, CC BY", {"relaxed.f1": ("found, F1", "HeidelTime on news of this kind 90.7 (published); dateparser 70.5"), "value.f1": ("with value, F1", "HeidelTime 78.1 (published); dateparser 8.2")}),
    "numbers": ("295 news sentences (NewsQuant, half)", "none stated; evaluation only", {"value.f1": ("value, F1", "CQE 90.4 on the whole; quantulum3 73.1"), "value+approx.f1": ("with approximator, F1", "CQE 85.7; quantulum3 51.9")}),
    "statements polnear": ("84 news articles (PolNeAR)", "none stated; evaluation only", {
        "exact.f1": ("exact content, F1", "CRF trained on 840 articles 50.4; two people 71.3 (sister set)"), "half.f1": ("half of the content, F1", "CRF 65.5; GenderGapTracker 48.6; two people 79.4 (sister set)"),
        "content+speaker.f1": ("content and speaker, F1", "CRF 56.2; two people 77.5 (sister set)")}),
    "crisis dev": ("29 reports: releases, Wikinews, one article", "public domain, CC BY", {
        "deployments found.f1": ("deployments found, F1", "two annotation passes agree at 95"), "deployments whole.f1": ("deployments whole, F1", "two passes 91"),
        "aid found.f1": ("aid found, F1", "two passes 96"), "aid whole.f1": ("aid whole, F1", "two passes 93"),
        "statements found.f1": ("statements found, F1", "GenderGapTracker 53.4; two passes 96"), "statements whole.f1": ("statements with speaker, F1", "GenderGapTracker 28.5; two passes 96")}),
    "crisis forces": ("200 own passages on forces and aid, a fifth traps (in the training data: cross-validated figures are in `training/`)", "written for the project", {
        "deployments found.f1": ("deployments found, F1", ""), "deployments whole.f1": ("deployments whole, F1", ""), "aid found.f1": ("aid found, F1", ""), "aid whole.f1": ("aid whole, F1", "")}),
    "crisis scenario": ("24 own reports of one invented crisis (in the training data)", "written for the project", {
        "deployments found.f1": ("deployments found, F1", ""), "deployments whole.f1": ("deployments whole, F1", ""), "aid found.f1": ("aid found, F1", ""), "statements found.f1": ("statements found, F1", "GenderGapTracker 60.1")}),
}
HEAD = """# Accuracy

Figures of version {version}, measured on {date} with the project's scoreboard on the gold data that it keeps for development
(`python ../shared/score/board.py`); `standoff evaluate` has the same measures for your own gold. In per cent, except events a
sentence. *Whole* means found with every scored attribute right (sender, host, count, status; donor, recipient, amount, status).
Peers were measured on the same sets unless marked.

A floor under each figure is pinned in `tests/floors.json`, with a digest of the gold, and held by a test.

| set | licence of the data | measure | Standoff | best peer |
| --- | --- | --- | --- | --- |
"""


def main() -> None:
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    from standoff.version import VERSION

    out = [HEAD.format(version=VERSION, date=sys.argv[2]).rstrip("\n")]
    for name, (what, licence, measures) in SETS.items():
        for key, (label, peer) in measures.items():
            value = figures.get(name, {}).get(key)
            shown = "–" if value is None else f"{value:.2f}" if key == "events per sentence" else f"{100 * value:.1f}"
            out.append(f"| {what} | {licence} | {label} | {shown} | {peer} |")
    notes = ROOT / "docs" / "accuracy_notes.md"
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(out) + "\n\n" + notes.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
