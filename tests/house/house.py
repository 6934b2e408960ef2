#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house check: prints TAP. Fails on an include that rises a storey, a cycle inside one, a foreign
library behind the wrong door, a missing SPDX line, a banned call. Sizes are told, not judged."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
CLI = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
SRC = ROOT / "src"

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
FOREIGN = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)
DOORS = {  # beginning of a header's name -> folders (or files) that may name it
    "cmark": ["core/issue/"],
    "yaml": ["core/issue/"],
    "gdk-pixbuf": ["core/images/"],
    "gexiv2": ["core/images/"],
    "archive": ["core/store/"],
    "libsoup": ["core/services/"],
    "libsecret": ["core/services/"],
    "git2": ["core/publish/"],
    "webkit": ["app/galley-preview"],
    "enchant": ["app/galley-speller"],
    "gtksourceview": ["app/galley-document", "app/galley-editor", "app/galley-application",
                      "app/galley-search", "app/main.c"],
    "gtk/": ["app/"],
    "adwaita": ["app/"],
}
# Those of i18n.gettext (preset: 'glib') that find words; flags only mark what is found.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]
BANNED = re.compile(r"(?<![\w.>])(sprintf|strcpy|strcat|atoi|strtok|system|popen|gets)\s*\(")
failures = 0
number = 0


def report(name, problems):
    global failures, number
    number += 1
    for problem in problems:
        print(f"# {problem}")
    if problems:
        failures += 1
    print(f"{'not ' if problems else ''}ok {number} - {name}", flush=True)


def skip(name, why):
    global number
    number += 1
    print(f"ok {number} - {name} # SKIP {why}", flush=True)


def storeys():
    text = (SRC / "meson.build").read_text()
    return re.findall(r"^subdir\('([^']+)'\)", text, re.M)


def code(text):
    """The text without comments and strings, lines kept."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def find_cycle(graph):
    state = {}

    def visit(node, path):
        state[node] = 1
        for target in sorted(graph.get(node, ())):
            if state.get(target) == 1:
                return path[path.index(target):] + [target] if target in path else [node, target]
            if target not in state:
                found = visit(target, path + [target])
                if found:
                    return found
        state[node] = 2
        return None

    for node in sorted(graph):
        if node not in state:
            found = visit(node, [node])
            if found:
                return found
    return None


def untranslated(po):
    """What xgettext finds now and @po has no translation for, or only a guess."""
    def run(*args, **more):
        return subprocess.run(args, cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
                              **more).stdout

    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / "now.pot"
        run("xgettext", "--files-from=po/POTFILES", "--from-code=UTF-8", f"--output={pot}",
            *(f"--keyword={k}" for k in KEYWORDS))
        merged = run("msgmerge", "--quiet", "--no-fuzzy-matching", str(po), str(pot))
    left = "".join(run("msgattrib", which, "--no-obsolete", "--no-wrap", input=merged)
                   for which in ("--untranslated", "--only-fuzzy"))
    return re.findall(r'^msgid (?:""\n)?(".+")$', left, re.M)


def read_entries(po):
    """(English, translation) of all that is in use; of plurals the first of each."""
    def join(words):
        return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', words))

    for entry in po.read_text().split("\n\n"):
        found = re.search(r'^msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? ((?:".*"\n?)+)', entry, re.M)
        if found:
            yield join(found[1]), join(found[2])


def other_letters(po):
    """The tests of the windows see that no letter leads to two things, in English: it has to be the same here."""
    for english, korean in read_entries(po):
        # Not the underscore inside of a placeholder's name.
        letters = re.findall(r"(?<![{\w])_([A-Za-z])|(?<=\w)_([A-Za-z])(?![^{]*\})", english)
        theirs = re.findall(r"\(_([A-Za-z])\)", korean)
        if [(a or b).upper() for a, b in letters] != [letter.upper() for letter in theirs]:
            yield f"{english!r} has not the letter of {korean!r}"


def main():
    order = storeys()
    files = sorted(p for p in SRC.rglob("*.[ch]"))
    place = {p.name: p for p in files}
    floor = {p: order.index(str(p.parent.relative_to(SRC))) for p in files}
    texts = {p: p.read_text() for p in files}

    rising, strangers, graph = [], [], {}
    for path in files:
        for name in INCLUDE.findall(texts[path]):
            target = place.get(name)
            if target is None:
                continue
            if floor[target] > floor[path]:
                rising.append(f"{path.relative_to(ROOT)} includes {name}, which is a storey above")
            if {order[floor[path]], order[floor[target]]} == {"cli", "app"}:
                strangers.append(f"{path.relative_to(ROOT)} includes {name} of the other program")
            # A type's .c, .h and -private.h are one room: arrows go from one room to another's.
            room, other = (p.stem.removesuffix("-private") for p in (path, target))
            if floor[target] == floor[path] and other != room:
                graph.setdefault(room, set()).add(other)
    report("house/arrows point down", rising + strangers)
    cycle = find_cycle(graph)
    report("house/no cycle inside a storey", [" -> ".join(cycle)] if cycle else [])

    doors = []
    for path in files:
        where = str(path.relative_to(SRC))
        for header in FOREIGN.findall(texts[path]):
            for start, rooms in DOORS.items():
                if header.startswith(start) and not any(where.startswith(r) for r in rooms):
                    doors.append(f"src/{where} includes <{header}>: only {', '.join(rooms)} may")
    report("house/one door a library", doors)

    report("house/every file has its licence",
           [str(p.relative_to(ROOT)) for p in files
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in texts[p][:200]])

    banned = []
    for path in files:
        for count, line in enumerate(code(texts[path]).split("\n"), 1):
            match = BANNED.search(line)
            if match:
                banned.append(f"{path.relative_to(ROOT)}:{count}: {match.group(1)} is banned")
    report("house/no banned call", banned)

    if CLI is not None:
        linked = subprocess.run(["ldd", str(CLI)], capture_output=True, text=True, check=True).stdout
        report("house/the command line knows no window",
               [f"{CLI.name} is linked with {n}" for n in ("libgtk-4", "libwebkit", "libadwaita")
                if n in linked])

    listed = ROOT / "po" / "POTFILES"
    if listed.exists():
        have = set(listed.read_text().split())
        want = {str(p.relative_to(ROOT)) for p in list(files) + sorted(SRC.rglob("*.ui"))
                if re.search(r"\b(N?_|ngettext|C_) ?\(\"|translatable=\"yes\"", p.read_text())}
        report("house/po/POTFILES is complete",
               [f"{n} has words and is not in POTFILES" for n in sorted(want - have)]
               + [f"POTFILES names {n}, which has none or is gone" for n in sorted(have - want)
                  if n.startswith("src/")])

    name = "house/po/ko.po has all words"
    if all(map(shutil.which, ("xgettext", "msgmerge", "msgattrib"))):
        report(name, [f"{words} has no Korean" for words in untranslated(ROOT / "po" / "ko.po")])
    else:
        skip(name, "the gettext tools are missing")

    report("house/po/ko.po has the letters of the English", list(other_letters(ROOT / "po" / "ko.po")))

    for path in files:
        lines = texts[path].count("\n")
        if lines > 400:
            print(f"# size: {path.relative_to(ROOT)} has {lines} lines")
    print(f"1..{number}")


main()
sys.exit(0)
