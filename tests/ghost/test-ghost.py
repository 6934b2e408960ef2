#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-ghost.py works|fails SOURCE_ROOT GALLEY_CLI HASTY_CLI FOLDER [WITH_DISPLAY WINDOW_TEST…]: galley-cli and the
window against one real Ghost, as it should be or whatever fails. Prints TAP.
GALLEY_GHOST_CASES=PART runs only the cases with PART in their names.

The Ghost and all that the cases make are below FOLDER, and stay there to be looked at until the next run.
"""

import os
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "lab"), str(HERE)]

import cases_account  # noqa: E402
import cases_cells  # noqa: E402
import cases_disk  # noqa: E402
import cases_faults  # noqa: E402
import cases_flow  # noqa: E402
import cases_frame  # noqa: E402
import cases_kills  # noqa: E402
import cases_leaks  # noqa: E402
import cases_machines  # noqa: E402
import cases_mail  # noqa: E402
import cases_merge  # noqa: E402
import cases_publish  # noqa: E402
import cases_put_back  # noqa: E402
import cases_pull  # noqa: E402
import cases_web  # noqa: E402
import install  # noqa: E402
import lab  # noqa: E402
import server  # noqa: E402
import tap  # noqa: E402


def list_cases(half, root):
    works = [*cases_account.CASES, *cases_publish.CASES, *cases_pull.CASES, *cases_merge.CASES,
             *cases_web.list_cases(pathlib.Path(root)), *cases_mail.CASES, *cases_frame.CASES,
             *cases_flow.CASES]
    fails = [*cases_faults.CASES, *cases_machines.CASES, *cases_leaks.CASES, *cases_disk.CASES, *cases_put_back.CASES,
             *cases_cells.CASES, *cases_kills.CASES]
    return {"works": works, "fails": fails}[half]


def main():
    half, root, cli, hasty, folder, *display = sys.argv[1:]
    part = os.environ.get("GALLEY_GHOST_CASES", "")
    server.end_on_signals()
    try:
        ghost = server.Ghost(pathlib.Path(folder) / "site")
    except install.Missing as reason:
        tap.skip_all(reason)
        return 0
    with ghost:
        tap.tell(f"Ghost {install.GHOST} was ready after {ghost.seconds:.1f} s")
        report = tap.Report()
        cases = [case for case in list_cases(half, root) if part in case[0]]
        report.run(cases and cases + cases_mail.LAST, lab.Lab(root, cli, hasty, ghost, folder))
        for window in display[1:]:
            name = "/ghost/" + os.path.basename(window).replace("test-ghost-", "")
            if part in name:
                report.relay(name, [display[0], window], dict(os.environ, **ghost.get_environment()), 300)
        return report.end()


sys.exit(main())
