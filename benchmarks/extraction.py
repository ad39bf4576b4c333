"""How well articles are taken out of web pages: pages of our own making around reports of our own writing.

    python benchmarks/extraction.py [--show]

Each report of `tests/scenario` is put into pages of several makes (a plain article; one in bare divisions without
paragraphs, or with line breaks; one with links after each paragraph; one with another article below; one between menus, teasers, a cookie notice and comments; one with a table, a list and captions; one whose
head is JSON-LD alone; an old page of nested tables). Printed for each make: the share of the article's words that come
out (recall), the share of what comes out that is the article's (precision), how often title and date are right, and how
many pages gave nothing, which are named.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources import reports_in

SCENARIO = Path(__file__).parents[1] / "tests" / "scenario" / "reports"
MENU = "<nav><ul>" + "".join(f"<li><a href='/{w.lower()}'>{w}</a></li>" for w in "World Politics Business Weather Culture Sport Opinion Podcasts".split()) + "</ul></nav>"
TEASERS = "".join(
    f"<div class='teaser'><h3><a href='/{n}'>{line}</a></h3><p>{line}. Read on in our weekend edition.</p></div>"
    for n, line in enumerate(["Why tomatoes cost more this spring", "Ten trains that are worth the night", "The lighthouse keeper who paints", "What your kitchen says about you"])
)
OTHER = "<p>The bridge at Lower Marl has been closed since the flood, and the town has grown used to the long way round.</p><p>A new one will cost nine million.</p>"
COOKIES = "<div id='consent'><p>We use cookies to make this site work and to count visits. You can change your choice at any time.</p><button>Accept all</button></div>"
COMMENTS = "<section class='comments'><h2>Comments</h2><div class='comment'><b>harborgull</b><p>They said the same thing last year and nothing came of it.</p></div><div class='comment'><b>Nils</b><p>First!</p></div></section>"
FOOTER = "<footer><p>© 2027 Example Press. All rights reserved. Imprint. Privacy. Contact. Subscribe to our newsletter.</p></footer>"


def paragraphs(text: str, tag: str = "p") -> str:
    return "".join(f"<{tag}>{html.escape(p.strip())}</{tag}>" for p in re.split(r"\n\s*\n", text) if p.strip())


def page(head: str, body: str) -> str:
    return f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def makes(title: str, day: str, text: str) -> dict[str, str]:
    """Return pages of each make with one article."""
    name, meta = html.escape(title), f"<title>{html.escape(title)}</title><meta property='article:published_time' content='{day}T08:00:00Z'>"
    h1 = f"<h1>{name}</h1>"
    linked = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": day})
    parts = [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]
    between = "<p class='more'><strong>Read more:</strong> <a href='/x'>The lighthouse keeper who paints</a></p><div class='ad'>Advertisement</div>"
    table = "<table><tr><th>Route</th><th>Hours</th></tr><tr><td>Ferry</td><td>6</td></tr><tr><td>Road</td><td>9</td></tr></table>"
    figure = "<figure><img src='a.jpg' alt=''><figcaption>A harbour at dusk. Photo: Example Press</figcaption></figure>"
    return {
        "plain": page(meta, f"<article>{h1}<time datetime='{day}'>{day}</time>{paragraphs(text)}</article>"),
        "bare divisions": page(meta, f"<div class='main'>{h1}{paragraphs(text, 'div')}</div>"),
        "between menus": page(meta, f"{COOKIES}<header>{MENU}</header><main><article>{h1}{paragraphs(text)}</article><aside>{TEASERS}</aside></main>{COMMENTS}{FOOTER}"),
        "figures and table": page(meta, f"{MENU}<article>{h1}{figure}{paragraphs(text)}{table}</article>{FOOTER}"),
        "head in JSON-LD": page(f"<script type='application/ld+json'>{linked}</script>", f"{MENU}<main>{h1}{paragraphs(text)}</main>{TEASERS}{FOOTER}"),
        "line breaks": page(meta, f"{MENU}<div id='content'>{h1}{'<br><br>'.join(html.escape(p) for p in parts)}</div>{FOOTER}"),
        "links between": page(meta, f"{MENU}<article>{h1}{''.join(f'<p>{html.escape(p)}</p>{between}' for p in parts)}</article>{FOOTER}"),
        "another below": page(meta, f"{MENU}<main><article>{h1}{paragraphs(text)}</article><section><h2>More stories</h2>{TEASERS}<article><h2>A town and its bridge</h2>{OTHER}</article></section></main>{FOOTER}"),
        "nested tables": page(meta, f"<table><tr><td>{MENU}</td><td><table><tr><td>{h1}{paragraphs(text)}</td></tr></table></td></tr></table>{FOOTER}"),
    }


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", action="store_true", help="name what is missing and what is too much, page by page")
    args = options.parse_args()
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        for report in reports_in([SCENARIO]):
            assert isinstance(report, Report)
            day = (report.published or "").replace("2027", "2024")  # a page of the future would not be believed
            for make, text in makes(report.title or "", day, report.text).items():
                path = Path(folder) / f"{make.replace(' ', '-')}-{Path(report.ref or '').stem}.html"
                path.write_text(text, encoding="utf-8")
                tally = sums[make]
                tally["pages"] += 1
                read = next(iter(reports_in([path])))
                if isinstance(read, SourceError):
                    tally["nothing"] += 1
                    print(read)
                    continue
                want, have = words(report.text), words(read.text)
                tally["want"] += want.total()
                tally["have"] += have.total()
                tally["both"] += (want & have).total()
                tally["title"] += read.title == report.title
                tally["date"] += read.published == day
                if args.show:
                    print(path.name, "missing:", list((want - have).elements())[:12], "too much:", list((have - want).elements())[:12])
    print(f"{'make of page':<20}{'pages':>6}{'recall':>9}{'precision':>11}{'title':>7}{'date':>7}{'nothing':>9}")
    for make, t in sums.items():
        print(f"{make:<20}{t['pages']:>6}{t['both'] / max(t['want'], 1):>9.3f}{t['both'] / max(t['have'], 1):>11.3f}{t['title']:>7}{t['date']:>7}{t['nothing']:>9}")


if __name__ == "__main__":
    main()
