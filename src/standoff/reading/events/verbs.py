"""Words that composing looks at by name: who asks, who promises, what is only said."""

from __future__ import annotations

# Words that could be an operator or a trigger in any position of a noun phrase, but hardly ever are as these parts.
NOT_TRIGGER_DEPS = frozenset({"aux", "auxpass", "punct", "det", "case", "cc"})
VERBAL = ("VERB", "AUX")
ADJECTIVES = frozenset("open ready willing happy keen eager set due going about bound likely poised prepared".split())
# Verbs that stand for a decision to act with an infinitive only ("was elected mayor" decides nothing), and wishes, which
# ask for something only where somebody has them.
CHOICES = frozenset({"elect", "choose"})
WISHES = frozenset({"like", "need", "want", "wish", "hope", "require"})
# Who expects things without asking for them.
FORECASTERS = frozenset("analyst economist forecaster observer expert trader investor pundit market commentator meteorologist scientist".split())
# What somebody asks for by saying that it is so.
NEEDED = frozenset({"important", "necessary", "essential", "vital", "crucial", "imperative", "urgent", "critical", "indispensable"})
# Codes that a composed one is always finer than.
GENERIC = frozenset({"120", "100", "020", "030", "130"})
RESOLVED = frozenset({"hint", "vow", "swear", "resolve", "determined", "threaten", "promise", "prepared", "ready", "willing", "prepare"})
ORDERS = frozenset({"order", "tell", "command", "instruct", "direct"})
SAYS = frozenset("say stress insist state add declare reiterate announce warn note maintain argue underline underscore emphasise emphasize tell believe".split())
REQUESTS = frozenset("want expect encourage invite demand urge ask request appeal plead beg implore press pressure call order exhort insist".split())
# Verbs whose object or addressee is who is asked.
ASKED = frozenset("ask urge beg implore call tell order press invite command instruct petition encourage appeal plead".split())
PROMISES = frozenset("agree promise pledge undertake offer vow commit willing ready prepared consent volunteer".split())
ADDRESSED = frozenset({"appeal", "demand", "threaten", "commit", "refuse"})
# Verbs that ask for something by an infinitive only: "told them that" asks for nothing.
INFINITIVE = frozenset({"tell", "order", "command", "instruct", "direct", "ask", "want", "invite", "press", "pressure", "advise", "encourage", "wish", "need", "hope"})
# Verbs of states and of what befalls: not to be so is no refusal.
STATES = frozenset(
    "be have know need become happen suffer lose win survive see feel seem look remain mean take_part face get like want fit last matter "
    "cost exceed reach change cause affect hurt benefit stop miss forget regret solve bring help".split()
)
# Classes of nouns that another noun before them describes.
TITLED = frozenset({"POLICE", "LEADERS", "TROOPS", "SHIP", "AIRCRAFT", "WEAPON"})
