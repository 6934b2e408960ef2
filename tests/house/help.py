#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# help.py ROOT: the pages of the help say what the program says. Every page is well formed and has its
# twin in every language; every name of a control is one that the window has, in that language; every
# key does something.

import re
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

root = Path(sys.argv[1])
NAMESPACE = '{http://projectmallard.org/1.0/}'
# What the sites themselves call it.
FOREIGN = {'Settings', 'Integrations', 'Add custom integration'}
# The toolkit's own keys.
NATIVE = {'F10', 'Ctrl+?', 'Alt+Enter', 'Alt+/'}

count = 0
failed = 0


def say(good, what, problems=()):
    global count, failed
    count += 1
    failed += not good
    for problem in problems:
        print('#', problem)
    print('ok' if good else 'not ok', count, what)


def plain(words):
    words = re.sub(r'\(_\w\)', '', words)
    return words.replace('_', '').replace('…', '').replace('\\n', ' ').strip()


def read_po():
    said, translated = set(), set()
    text = (root / 'po' / 'ko.po').read_text()
    for entry in text.split('\n\n'):
        for key, words in re.findall(r'^(msgid|msgstr)(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)', entry, re.M):
            joined = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', words))
            (said if key == 'msgid' else translated).add(plain(joined.replace('\\"', '"')))
    return {'C': said, 'ko': translated}


def read_keys():
    keys = set()
    source = (root / 'src/app/galley-window-actions.c').read_text()
    for accel in re.findall(r'\{ "(?:win|app)\.[^"]*", "([^"]*)"', source):
        parts = re.findall(r'<(\w+)>', accel)
        key = re.sub(r'<\w+>', '', accel)
        names = {'Control': 'Ctrl'}
        keys.add('+'.join([names.get(part, part) for part in parts] + [key.upper() if len(key) == 1 else key]))
    return keys


def pages(language):
    return sorted(path.name for path in (root / 'data/help' / language).glob('*.page'))


words, keys = read_po(), read_keys()
for language in ('C', 'ko'):
    say(pages(language) == pages('C'), f'help/{language}/complete')
    for name in pages(language):
        problems = []
        page = tree.parse(root / 'data/help' / language / name).getroot()
        if page.get('id') != name[:-5]:
            problems.append(f'the id is {page.get("id")}')
        for link in page.iter(NAMESPACE + 'link'):
            if link.get('xref') + '.page' not in pages(language):
                problems.append(f'no page {link.get("xref")}')
        for gui in page.iter(NAMESPACE + 'gui'):
            name_of_control = ' '.join(''.join(gui.itertext()).split())
            if name_of_control not in FOREIGN and plain(name_of_control) not in words[language]:
                problems.append(f'the window has no “{name_of_control}”')
        for sequence in page.iter(NAMESPACE + 'keyseq'):
            combined = '+'.join(key.text for key in sequence)
            if combined not in keys | NATIVE:
                problems.append(f'{combined} does nothing')
        say(not problems, f'help/{language}/{name}', problems)
print(f'1..{count}')
sys.exit(bool(failed))
