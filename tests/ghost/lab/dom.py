# SPDX-License-Identifier: GPL-3.0-or-later
"""HTML as a list of what a browser makes of it, so that two writings of one page are equal."""

import html.parser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
EXACT = {"pre", "textarea", "script", "style"}


class Reader(html.parser.HTMLParser):
    def __init__(self, change):
        super().__init__(convert_charrefs=True)
        self.change = change
        self.open = []
        self.lines = []
        self.text = ""

    def flush(self):
        text = self.text
        self.text = ""
        if not EXACT.intersection(self.open):
            text = " ".join(text.split())
        if text:
            self.lines.append("  " * len(self.open) + repr(text))

    def handle_starttag(self, tag, attributes):
        self.flush()
        changed = self.change(tag, {name: value or "" for name, value in attributes})
        parts = [tag] + [f"{name}={' '.join(value.split())!r}" for name, value in sorted(changed.items())]
        self.lines.append("  " * len(self.open) + "<" + " ".join(parts) + ">")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.flush()
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_comment(self, data):
        self.flush()
        self.lines.append("  " * len(self.open) + f"<!--{data.strip()}-->")

    def handle_data(self, data):
        self.text += data


def read(text, change=lambda tag, attributes: attributes):
    """One line a node, indented by its depth. Blanks between nodes and round text do not count."""
    reader = Reader(change)
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.lines


def drop(lines, start):
    """Without what is inside the element whose line, without its indent, is start."""
    kept = []
    depth = None
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if depth is not None and indent > depth:
            continue
        depth = indent if line.strip() == start else None
        kept.append(line)
    return kept
