#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""count.py BUILD_FOLDER...: prints 'N passed, N failed[, N skipped]' for the last meson test run of
each build folder, by the cases that the programs reported. A program that failed without a failed
case of its own (it crashed, leaked, ran out of time) counts as one failed test. Before that line stands
what failed, with what it said there and at its end, so that nobody has to look through the whole run for it."""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b([^\n]*)", re.M)
N_LINES = 20


def tell(folder, test):
    print(f"\n{folder}: {test['name']}: {test['result']}")
    said = (test.get("stdout") or "").splitlines() + (test.get("stderr") or "").splitlines()
    ends = [i for i, line in enumerate(said) if line.startswith("not ok")] + [len(said) - 1]
    near = sorted({i for end in ends for i in range(max(0, end - N_LINES), end + 1)})
    print(*("  " + said[i] for i in near), "", sep="\n")


def count(folder):
    passed = failed = skipped = 0
    with open(folder + "/meson-logs/testlog.json", encoding="utf-8", errors="replace") as log:
        for line in log:
            test = json.loads(line)
            good = test["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
            if not good:
                tell(folder, test)
            cases = CASE.findall(test.get("stdout") or "")
            if not cases:
                passed += test["result"] in ("OK", "EXPECTEDFAIL")
                skipped += test["result"] == "SKIP"
                failed += not good
                continue
            wrong = sum(1 for fail, text in cases if fail and "# TODO" not in text)
            skips = sum(1 for fail, text in cases if not fail and "# SKIP" in text)
            passed += len(cases) - wrong - skips
            skipped += skips
            failed += wrong if good or wrong else 1
    return passed, failed, skipped


def main():
    total = [0, 0, 0]
    for folder in sys.argv[1:]:
        try:
            result = count(folder)
        except (OSError, ValueError) as error:
            print(f"{folder}: no test results ({error})", file=sys.stderr)
            result = (0, 1, 0)
        total = [a + b for a, b in zip(total, result)]
    line = f"{total[0]} passed, {total[1]} failed"
    if total[2]:
        line += f", {total[2]} skipped"
    print(line, flush=True)
    return 1 if total[1] or not total[0] else 0


sys.exit(main())
