#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""with-ghost.py FOLDER PROGRAM [ARGUMENT…]: runs PROGRAM beside a fresh Ghost that is made in FOLDER.

PROGRAM finds in its environment
  GALLEY_GHOST_URL             the site
  GALLEY_GHOST_KEY_FILE        a file with an Admin API key
  GALLEY_GHOST_STAFF_KEY_FILE  a file with a staff access token
  GALLEY_GHOST_OUTBOX          a folder; each newsletter that Ghost sends is a file NNNN.json there
and its exit status is ours. Where no Ghost can be had, that is said as a skipped TAP plan.
"""

import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lab"))

import install  # noqa: E402
import server  # noqa: E402
import tap  # noqa: E402


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    server.end_on_signals()
    try:
        ghost = server.Ghost(sys.argv[1])
    except install.Missing as reason:
        tap.skip_all(reason)
        return 0
    with ghost:
        tap.tell(f"Ghost {install.GHOST} was ready after {ghost.seconds:.1f} s")
        program = subprocess.Popen(sys.argv[2:], env=dict(os.environ, **ghost.get_environment()),
                                   preexec_fn=server.die_with_parent)
        try:
            return program.wait()
        finally:
            if program.poll() is None:
                program.terminate()
                program.wait()


sys.exit(main())
