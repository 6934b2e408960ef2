# SPDX-License-Identifier: GPL-3.0-or-later
"""Issues that chance wrote: everything inside everything, as deep as it goes. The same seed writes the same."""

import collections
import random

CARDS = ["NOTE", "TIP", "WARNING", "TOGGLE", "CTA", "FREE", "PAID", "EMAIL", "WEB", "PRODUCT", "CAUTION", "PULLQUOTE"]
TITLED = {"TOGGLE", "PRODUCT"}
MARKS = [("**", "**"), ("*", "*"), ("~~", "~~"), ("<u>", "</u>"), ("<sup>", "</sup>"), ("<sub>", "</sub>"),
         ("<mark>", "</mark>"), ("***", "***"), ("_", "_")]
# What looks like the beginning of something, and mostly is none. No tag alone: it swallows what is behind it, Ghost's own
# comments too.
DIRT = ["*", "**", "_", "~~", "`", "[", "]", "](", "![", "<", ">", "&", "&amp;", "&copy;", "\\", "{.wide}", "|", "$",
        "[^", "[!NOTE]", "{", "}", "#", "http://", "www.", "%%", "\u00a0", "\u200b", "—", "’"]
MAX_DEPTH = 4


class Writer:
    def __init__(self, seed, dirty):
        self.chance = random.Random(seed)
        self.dirty = dirty
        self.count = 0
        self.said = collections.Counter()
        self.notes = []
        self.marks = []  # the formats that are open

    def word(self):
        """One that is nowhere else in the issue, and that readers get."""
        self.count += 1
        word = self.chance.choice(["word", "한글", "é", "Wort", "слово", "字"]) + f"{self.count}z"
        self.said[word.lower()] += 1
        return word

    def words(self):
        return " ".join(self.word() for _ in range(self.chance.randint(1, 3)))

    def inline(self, depth, linked=False):
        choice = self.chance.random()
        if depth >= MAX_DEPTH or choice < 0.4:
            return self.words()
        if choice < 0.7:
            # One inside itself would be another: ~~~~ begins a block of code.
            mark, end = self.chance.choice([pair for pair in MARKS if self.dirty or pair[0].strip("*_") not in self.marks])
            self.marks.append(mark.strip("*_"))
            line = self.line(depth + 1, linked)
            self.marks.pop()
            return mark + line + end
        if choice < 0.75:
            return f"`{self.word()}`"
        if choice < 0.83 and not linked:
            return f"[{self.line(depth + 1, True)}](https://example.org/{self.count}{self.chance.choice(['', '?a=1&b=2', '#part'])})"
        if choice < 0.86:
            return f"![{self.word()}](assets/small.png)"
        if choice < 0.89 and not linked:
            return f"<https://example.org/{self.word()}>"
        if choice < 0.92:
            return self.word() + self.chance.choice(["\\\n", "  \n", "\n"]) + self.word()
        if choice < 0.95 and self.notes is not None and not linked:
            self.notes.append(len(self.notes) + 1)
            return f"{self.word()}[^{self.notes[-1]}]"
        if choice < 0.97:
            return f"%%secret{self.chance.randint(1, 99)}%%"
        if self.dirty:
            return self.chance.choice(DIRT)
        return f"<span class=\"x\">{self.word()}</span>"

    def line(self, depth=0, linked=False):
        gaps = [" ", " ", " ", ""] if not self.dirty else [" ", "", "", "\n"]
        parts = [self.inline(depth, linked) for _ in range(self.chance.randint(1, 4))]
        return "".join(part + self.chance.choice(gaps) for part in parts).strip() or self.word()

    def indent(self, text, first, rest):
        return "\n".join((rest if number else first) + line for number, line in enumerate(text.split("\n")))

    def items(self, depth):
        marker = self.chance.choice(["- ", "* ", "+ ", "1. ", "7) ", "- [ ] ", "- [x] "])
        most = 0.4 if self.dirty or "[" not in marker else 0  # a task is a line
        gap = self.chance.choice(["\n", "\n\n"])
        space = " " * (2 if marker[0] in "-*+" else len(marker))
        return gap.join(self.indent(self.blocks(depth + 1, 2) if self.chance.random() < most else self.line(1), marker, space)
                        for _ in range(self.chance.randint(1, 4)))

    def table(self):
        columns = self.chance.randint(1, 3)
        cells = [[self.line(2).replace("\n", " ").replace("|", "\\|") for _ in range(columns)] for _ in range(self.chance.randint(1, 3))]
        rule = [self.chance.choice(["---", ":--", "--:", ":-:"]) for _ in range(columns)]
        return "\n".join("| " + " | ".join(row) + " |" for row in cells[:1] + [rule] + cells[1:])

    def card(self, depth):
        kind = self.chance.choice(CARDS)
        notes, self.notes = self.notes, None  # a title has none
        title = " " + self.line(2).replace("\n", " ") if kind in TITLED else ""
        self.notes = notes
        body = self.line(1) if kind == "PULLQUOTE" else self.blocks(depth + 1, 3)
        return self.indent(body, f"> [!{kind}]{title}\n> ", "> ")

    def block(self, depth):
        choice = self.chance.random()
        if depth >= MAX_DEPTH or choice < 0.3:
            return self.line()
        if choice < 0.38:
            return "#" * self.chance.randint(1, 6) + " " + self.line(1).replace("\n", " ")
        if choice < 0.5:
            return self.indent(self.blocks(depth + 1, 3), "> ", "> ")
        if choice < 0.68:
            return self.items(depth)
        if choice < 0.74:
            return self.table()
        if choice < 0.78:
            return f"```{self.chance.choice(['', 'c', 'html'])}\n{self.words()}\n\n  <b>{self.word()}</b> & *{self.word()}*\n```"
        if choice < 0.84:
            return f"![{self.words()}](assets/hall.jpg \"{self.words()}\"){self.chance.choice(['', '{.wide}', '{.full}'])}"
        if choice < 0.86:
            return "---"
        if choice < 0.89:
            return f"<div class=\"own\"><p>{self.words()}</p></div>"
        if choice < 0.91:
            return f"%%\nsecret {self.chance.randint(1, 99)}\n%%"
        return self.card(depth)

    def blocks(self, depth, most):
        return "\n\n".join(self.block(depth) for _ in range(self.chance.randint(1, most)))

    def issue(self):
        text = self.blocks(0, 6)
        notes, self.notes = self.notes, None
        return "\n\n".join([text, *(f"[^{number}]: {self.line(2)}" for number in notes)]) + "\n"


def read(count):
    """(name, Markdown, {word: how often some reader gets it}) of so many. Every second one has marks that may or may not be
    any: of those no words are known."""
    issues = []
    for seed in range(count):
        writer = Writer(seed, seed % 2 == 1)
        text = writer.issue()
        issues.append((f"chance {seed}", text, {} if writer.dirty else writer.said))
    return issues
