# SPDX-License-Identifier: GPL-3.0-or-later
"""Issues that nobody wrote: each card with each of its options, formats that overlap in all ways, and
what Ghost's own editor stores. A new card is here by having golden files."""

import itertools
import json
import re
import subprocess

# For options that take any text. A colour, an address and a number each mean something.
WORDS = {
    "accent": ["#ff1a75", "accent", "not a color"],
    "background": ["#12ab34", "accent", "nonsense"],
    "button": ["", "#fff", "accent", 'A & <b> "c" &amp; \\'],
    "color": ["#12ab34", "pink", "nonsense"],
    "duration": ["0", "7", "75.25", "4000", "-1"],
    "emoji": ["", "🚀", "two words"],
    "height": ["360"],
    "image": ["assets/hall.jpg", "https://pictures.example/far.jpg"],
    "label": ['VIP & <b> "more"'],
    "name": ["a b & c.pdf"],
    "size": ["0", "999", "1000000", "9876543210"],
    "sponsor": ["Sponsored & <b>paid</b> &amp;"],
    "success": ["", "Thank 'you' & welcome"],
    "url": ["https://example.org/?a=1&b=2", "/about/", "javascript:alert(1)"],
    "width": ["640"],
}
FORMATS = [("**", "**"), ("*", "*"), ("~~", "~~"), ("<u>", "</u>"), ("`", "`"), ("<sub>", "</sub>"), ("<sup>", "</sup>"),
           ("<mark>", "</mark>")]
# What has no Markdown and stays the node it is.
KEPT = {
    "list check (rendered as plain ul)": "Ghost shows no boxes",
    "markdown": "Ghost's own Markdown is another dialect",
    "email-cta": "with a button and lines of its own",
    "email-cta paid segment": "as above",
    "header v1": "a card of old posts",
    "transistor": "a card that only the site can draw",
    "at-link (unfinished, dropped)": "half a link, that the editor leaves",
    "tk": "a mark of the editor's",
}
# What Galley draws, without something that the post keeps for as long as nobody changes the block.
OTHERWISE = {
    "link": "its rel",
    "image regular": "its title, and the HTML of the editor's own in its caption",
    "gallery": "the titles of its pictures",
    "callout": "the HTML of the editor's own",
    "toggle": "the HTML of the editor's own",
    "call-to-action minimal": "the HTML of the editor's own",
    "video": "its size without a layout",
}


def write_value(name, value):
    if re.fullmatch(r"[\w#./:-]+", value):
        return f"{name}={value}"
    return '%s="%s"' % (name, re.sub(r'(["\\])', r"\\\1", value))


def change_options(card, values):
    """The card with some options more, or in the place of those it has."""
    first, *rest = card.split("\n")
    found = re.match(r"(> \[![A-Za-z]+\])(?: \{(.*?)\})?(.*)", first)
    kept = [word for word in re.findall(r'\S+?="(?:\\.|[^"\\])*"|\S+', found[2] or "") if word.split("=")[0] not in values]
    words = " ".join(kept + [write_value(name, value) for name, value in values.items()])
    return "\n".join([f"{found[1]} {{{words}}}{found[3]}"] + rest)


def read_cards(program, golden, thorough):
    """(name, Markdown) of each kind with options."""
    kinds = json.loads(subprocess.run([program, "--cards"], capture_output=True, encoding="utf-8", check=True).stdout)
    issues = []
    for kind, options in kinds:
        text = (golden / f"card-{kind}.md").read_text(encoding="utf-8")
        cards = [block for block in text.strip().split("\n\n") if block.startswith("> [!")]
        choices = [(name, values or WORDS.get(name, ["words & <b>more</b>"])) for name, _fallback, *values in options]
        one_by_one = [change_options(card, {name: value}) for name, values in choices for value in values for card in cards]
        if not one_by_one:
            continue
        issues.append((f"options {kind}", "\n\n".join(one_by_one)))
        pairs = [{first: a, second: b} for (first, firsts), (second, seconds) in itertools.combinations(choices, 2)
                 for a in firsts for b in seconds]
        for number in range(0, len(pairs) if thorough else 0, 60):
            issues.append((f"options {kind} {number // 60}", "\n\n".join(change_options(cards[0], pair)
                                                                         for pair in pairs[number:number + 60])))
    return issues


def read_formats():
    """Two formats, one behind, round and across the other."""
    paragraphs, crossed = [], []
    for (a, a_end), (b, b_end) in itertools.permutations(FORMATS, 2):
        if "`" not in (a, b):
            paragraphs.append(f"{a}가{b}나{b_end}{a_end}{b}다{b_end} {b}a{b_end}{a}b{b}c{b_end}{a_end} {a}d{b}e{b_end}f{a_end}"
                              f" {a}{b}g{b_end}{a_end} {a}k{a_end}{b}l{b_end}{a}m{a_end}"
                              f" {a}n [o{b}p{b_end}](https://x.example) {b}q{b_end}{a_end}")
            crossed.append(f"{a}h{b}i{a_end}j{b_end}")
        else:
            paragraphs.append(f"{a}a{a_end}{b}b{b_end} {b}c{b_end}{a}d{a_end}")
    return [("formats in pairs", "\n\n".join(paragraphs)), ("formats that cross", "\n\n".join(crossed))]


def read_all(path, site=""):
    """{name: node} of the records; each that is left out is one of them."""
    nodes = json.loads(path.read_text(encoding="utf-8").replace("http://127.0.0.1:2368", site.rstrip("/")))
    if not KEPT.keys() <= nodes.keys() or not OTHERWISE.keys() <= nodes.keys():
        raise AssertionError(f"no such record: {(KEPT.keys() | OTHERWISE.keys()) - nodes.keys()}")
    return nodes


def read_records(path, site, thorough):
    """(name, document, whether the post has it as it is) of what Ghost's editor stores."""
    nodes = read_all(path, site)
    records = []
    for name, node in nodes.items():
        if name in KEPT:
            continue
        document = json.dumps({"root": {"type": "root", "version": 1, "direction": None, "format": "", "indent": 0,
                                        "children": [node]}}, ensure_ascii=False)
        if name in OTHERWISE or thorough:
            records.append((f"record {name}", document, False))
        if name not in OTHERWISE:
            records.append((f"stored {name}", document, True))
    return records
