# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that somebody wrote, found without a Markdown parser: so that what a parser loses is missed."""

import collections
import html
import json
import re

# In the order in which they are taken out of a source: what is said to Galley, and not to readers.
UNSAID = [
    r"\A---\n.*?\n---\n",  # front matter
    r"```ghost-card\n.*?\n```",  # a node of the site's
    r"<!--.*?-->", r"%%(?!\{).*?%%",
    r"(?m)^[> ]*\[![A-Za-z]+\][+-]?",
    r"\{[a-z]+=(?:\"(?:\\\\.|[^\"])*\"|[^\s}])[^}\n]*\}", r"\{\.(wide|full)\}", r"(?<=\])[ ]?\{[^}\n]*\}",
    r"\{first_name[^}]*\}",
    r"\[\^[^\]]*\]:?", r"(?m)^ {0,3}\[[^\]]+\]:",
    r"(?m)^[-*+> ]*\d+[.)](?= |$)", r"\[[ xX]\] ",
    r"(?m)^ *(```|~~~).*$",
    r"</?[a-zA-Z][^>\n]*>",
]
# Where a node of Ghost's keeps what readers see.
SAID = {"text", "caption", "heading", "content", "calloutText", "code", "buttonText", "header", "subheader", "disclaimer", "html",
        "title", "description", "author", "publisher", "fileTitle", "fileCaption", "fileName", "productTitle",
        "productDescription", "productButton", "textValue", "sponsorLabel", "alt"}


def count(text):
    return collections.Counter(re.findall(r"[^\W_]+", html.unescape(text).lower()))


def read_source(markdown):
    for pattern in UNSAID:
        markdown = re.sub(pattern, " ", markdown, flags=re.DOTALL if "(?m)" not in pattern else 0)
    return count(re.sub(r"\\\\([!-/:-@\[-`{-~])", r"\\1", markdown))


def read_document(document):
    said = []

    def walk(value, key):
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif isinstance(value, str) and key in SAID:
            said.append(re.sub(r"<[^>]*>|\{first_name[^}]*\}", " ", value))

    walk(json.loads(document), "")
    return count(" ".join(said))


def find_lost(wanted, *pages):
    """{word: how often it is missing} in that of the pages that has most of it. With what stands in attributes: a
    picture's description, an address. Tags part words as they do in a source."""
    there = collections.Counter()
    for page in pages:
        there |= count(page)
    return dict(wanted - there)


def find_missing(wanted, *pages):
    """Those of the words that are in none of the pages, however they are parted from others."""
    there = html.unescape("\n".join(pages)).lower()
    return [word for word in wanted if word not in there]
