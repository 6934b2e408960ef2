#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-ghost.py SOURCE_ROOT GALLEY_CLI FOLDER [PART_OF_A_NAME]: galley-cli against a real Ghost. Prints TAP.

The Ghost and all that the cases make are below FOLDER, and stay there to be looked at until the next run.
"""

import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "lab"), str(HERE)]

import cases_account  # noqa: E402
import cases_faults  # noqa: E402
import cases_mail  # noqa: E402
import cases_publish  # noqa: E402
import cases_web  # noqa: E402
import install  # noqa: E402
import lab  # noqa: E402
import server  # noqa: E402
import tap  # noqa: E402


def main():
    root, cli, folder = sys.argv[1:4]
    part = sys.argv[4] if len(sys.argv) > 4 else ""
    server.end_on_signals()
    try:
        ghost = server.Ghost(pathlib.Path(folder) / "site")
    except install.Missing as reason:
        tap.skip_all(reason)
        return 0
    with ghost:
        tap.tell(f"Ghost {install.GHOST} was ready after {ghost.seconds:.1f} s")
        cases = cases_account.CASES + cases_publish.CASES + cases_web.list_cases(pathlib.Path(root)) + cases_mail.CASES + cases_faults.CASES
        wanted = [case for case in cases if part in case[0]]
        return 1 if tap.run_cases(wanted, lab.Lab(root, cli, ghost, folder)) else 0


sys.exit(main())
