#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""count.py BUILD_FOLDER...: prints 'N passed, N failed[, N skipped]' for the last meson test run of
each build folder. A test program that died, or reported nothing, counts as one failed test."""

import sys
import xml.etree.ElementTree as tree


def count(folder):
    passed = failed = skipped = 0
    path = folder + "/meson-logs/testlog.junit.xml"
    for suite in tree.parse(path).getroot().iter("testsuite"):
        if suite.find("testsuite") is not None:
            continue
        cases = suite.findall("testcase")
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
        # A crash or a time-out is the program's, not a case's.
        if int(suite.get("errors", 0)) and not any(c.find("error") is not None for c in cases):
            failed += 1
    return passed, failed, skipped


def main():
    total = [0, 0, 0]
    for folder in sys.argv[1:]:
        try:
            result = count(folder)
        except (OSError, tree.ParseError) as error:
            print(f"{folder}: no test results ({error})", file=sys.stderr)
            result = (0, 1, 0)
        total = [a + b for a, b in zip(total, result)]
    line = f"{total[0]} passed, {total[1]} failed"
    if total[2]:
        line += f", {total[2]} skipped"
    print(line, flush=True)
    return 1 if total[1] or not total[0] else 0


sys.exit(main())
