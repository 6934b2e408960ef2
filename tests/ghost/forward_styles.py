# SPDX-License-Identifier: GPL-3.0-or-later
"""What the style attributes of a mail make of it: Ghost's inliner writes its style sheet into them, our mail says
what one style an element can say. What is drawn and what is hidden must be the same of all elements; of each
property that ours writes, the value. What is inherited is looked at where the words stand that have it."""

import html
import re

SIDES = ("top", "right", "bottom", "left")
INHERITED = ("color", "text-align", "font-style", "white-space", "visibility")
ALWAYS = ("display", "opacity")  # also where only one of both says it
BLOCKS = {"hr", "div", "p", "table", "td"}  # in their own way, which Ghost says of one of them
SILENT = {"script", "style"}
# What ours always writes a style for, so that one without is a person's own HTML; Ghost's style sheet finds that, too.
STYLED = {"a", "p", "pre", "code", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}

# (elements, properties, reason); an element is "name.class <name.class" of itself and of what it is in.
EXCEPTIONS = [
    ("^(p|table.kg-card.*|div.kg-card.*) <$", "margin-top", "Ghost knows what stands before: more room behind some cards"),
    ("<td.kg-(toggle-content|cta-text|product-description-wrapper)$", "margin-bottom|line-height",
     "Ghost knows what is last in a card, and sets the words of some closer"),
    ("^p <(blockquote|li)$", "line-height", "as above, of what is inside a quote or a list there"),
    ("^(ol|ul|blockquote) <$", "margin-top", "more room behind some cards, as above"),
    ("^h\\d <$|^td <tr$", "margin-(top|bottom)|padding-top", "a heading beside a line, and what is first or last"),
    ("^p <li$", "margin-.*", "of a list in a quote"),
    ("^p <blockquote", "margin-.*|color", "of a card that became an HTML card, or that nobody knows; Ghost sees a quote"),
    ("^(li|em) <(ol|p)$", "text-align|color", "Ghost's lists in a call to action are neither in its middle nor of its colour"),
    ("^a <div.kg-callout-text$", "color", "Ghost's links on the accent are white"),
    ("^code", "color", "code that is in a person's own HTML, or in a list: Ghost's style sheet finds it there too"),
    ("^(a|td) <t[dr]$", "color|border", "a header's button that was given its own colour in Ghost's editor, and raw cells"),
    ("^th ", "color", "a table inside a card that has its own colour"),
]

# Of an attribute that our mail has, where Ghost's inliner wrote the style sheet's values as attributes too.
ATTRIBUTES = ("valign", "bgcolor", "width")
# What Outlook alone draws: what is beside it for all others, in boxes.
OUTLOOK = re.compile(r"<!--(\[if (!?mso|vml|!mso !vml)\]|<!\[endif\]|\[endif\])")


def read(text):
    """{property: value} with one spelling for each; a later one wins."""
    values = {}
    for part in re.split(r";(?![^(]*\))", text):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), re.sub(r"\s+", " ", value.strip().lower())
        value = re.sub(r"#([0-9a-f])([0-9a-f])([0-9a-f])(?![0-9a-f])", r"#\1\1\2\2\3\3", value)
        value = re.sub(r"(?<![\d.])\.(\d)", r"0.\1", value)
        if not colon:
            continue
        if name == "font-family":
            value = "serif" if value.startswith("georgia") else "sans-serif" if value.startswith("-apple-system") else value
        if name in ("margin", "padding"):
            sides = value.split(" ")
            top, right = sides[0], sides[1] if len(sides) > 1 else sides[0]
            for side, own in zip(SIDES, (top, right, sides[2] if len(sides) > 2 else top, sides[3] if len(sides) > 3 else right)):
                values[f"{name}-{side}"] = own
        elif name.startswith("border") and value.count(" ") == 2:
            values[name] = " ".join(sorted(value.split(" ")))
        elif name == "opacity" and value != "0":
            continue  # greyed is not hidden
        else:
            values[name] = value
    return values


def find_reason(element, name):
    for elements, names, reason in EXCEPTIONS:
        if re.fullmatch(names, name) and re.search(elements, element):
            return reason
    return None


def collect(dom, ink):
    """(element, its own values, what its words have or None, its attributes, whether a person wrote it)."""
    found = []
    open_ones = [(-1, "", {"color": ink}, 0, False)]
    for depth, name, *rest in dom:
        while open_ones[-1][0] >= depth:
            open_ones.pop()
        _, inside, inherited, _, raw = open_ones[-1]
        if not rest:
            if not name.startswith("<!--") and name.strip('"').strip() and inside.split(".")[0] not in SILENT and found:
                found[open_ones[-1][3]][2] = inherited
            continue
        attributes = dict(map(tuple, rest[0]))
        own = read(attributes.get("style", ""))
        if name in BLOCKS and own.get("display") == "block":
            del own["display"]
        words = (attributes.get("class") or "").split()
        short = ".".join([name, *words])
        here = {**inherited, **{key: own[key] for key in INHERITED if key in own and own[key] != "inherit"}}
        raw = raw or (name in STYLED and "style" not in attributes)
        open_ones.append((depth, short, here, len(found), raw))
        found.append([f"{short} <{inside}", own, None, attributes, raw])
    return found


def compare(theirs, mine, ink):
    """Of two equal trees; a list of texts. ink: the colour of words in a frame that is not there; theirs is constant."""
    differences = []
    for (element, wanted, words, theirs_have, _), (_, got, own_words, have, raw) in zip(collect(theirs, "#15212a"),
                                                                                       collect(mine, ink)):
        differences += [f"{element}: the attribute {name}: {theirs_have.get(name)} is {have[name]} here" for name in ATTRIBUTES
                        if name in have and name in theirs_have and have[name].lower() != theirs_have[name].lower()]
        names = [name for name in got if name not in INHERITED] + [name for name in ALWAYS if name in wanted and name not in got]
        pairs = [(name, wanted.get(name), got.get(name)) for name in names]
        pairs += [(name, words.get(name), own_words.get(name)) for name in INHERITED if not raw and words is not None
                  and own_words is not None and words.get(name) != own_words.get(name)]
        differences += [f"{element}: {name}: {one} is {other} here" for name, one, other in pairs
                        if one != other and find_reason(element, name) is None]
    return differences


def check_outlook(dom, page):
    """What of Ghost's comments for Outlook says something that the others do not see; a list of texts. page: the
    site's own words and addresses, as one text."""
    differences = []
    for _, name, *_ in dom:
        if not OUTLOOK.match(name):
            continue
        for address in re.findall(r'(?:href|src)="([^"]+)"', name):
            if address.replace("&amp;", "&") not in page:
                differences.append(f"only Outlook has the address {address}")
        for words in re.sub(r"<[^>]*>", "\n", name[name.find("]>") + 2:] if "]>" in name else "").split("\n"):
            words = html.unescape(words).strip(" \u00a0\u2022-")
            if words and words not in page:
                differences.append(f"only Outlook says {words!r}")
    return differences
