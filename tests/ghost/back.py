#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""back.py PROGRAM FOLDER: every example of the CommonMark and GitHub specifications becomes a document of
Ghost's and Markdown again, and that must become the same document. PROGRAM is test-round-trip. Prints TAP.
"""

import json
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "lab"), str(HERE)]

import forward_specs  # noqa: E402
import install  # noqa: E402
import tap  # noqa: E402


def main():
    program, folder = sys.argv[1:]
    try:
        place = install.ensure()
        examples = forward_specs.read_commonmark() + forward_specs.read_github(place.program)
    except install.Missing as reason:
        tap.skip_all(reason)
        return 0
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    path = pathlib.Path(folder) / "examples.json"
    path.write_text(json.dumps({name: markdown for name, markdown, _html in examples}), encoding="utf-8")
    result = subprocess.run([program, str(path)], capture_output=True, check=False)
    output = result.stdout.decode("utf-8", "replace")
    tap.tell(output)
    report = tap.Report()
    report.add(result.returncode == 0 and f"back {len(examples)} of {len(examples)}" in output,
               f"/ghost/back/specifications {output.splitlines()[-1] if output else result}")
    return report.end()


sys.exit(main())
