#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-cells.py SOURCE_ROOT GALLEY_CLI HASTY_CLI FOLDER: every cell there is, beside one real Ghost. Prints TAP.
GALLEY_GHOST_CASES=PART runs only the cases with PART in their names, GALLEY_CELLS=REGEX only such cells."""

import os
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "lab"), str(HERE)]

import cases_cells  # noqa: E402
import cases_disk  # noqa: E402
import cases_kills  # noqa: E402
import cases_mail  # noqa: E402
import install  # noqa: E402
import lab  # noqa: E402
import server  # noqa: E402
import tap  # noqa: E402


def main():
    root, cli, hasty, folder = sys.argv[1:]
    part = os.environ.get("GALLEY_GHOST_CASES", "")
    server.end_on_signals()
    try:
        ghost = server.Ghost(pathlib.Path(folder) / "site")
    except install.Missing as reason:
        tap.skip_all(reason)
        return 0
    with ghost:
        cases = [case for case in [*cases_cells.ALL, *cases_kills.ALL, *cases_disk.ALL] if part in case[0]]
        return tap.run_cases(cases and cases + cases_mail.LAST, lab.Lab(root, cli, hasty, ghost, folder))


sys.exit(main())
