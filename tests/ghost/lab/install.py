#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""install.py: brings a real Ghost, and the Node it runs on, from the npm registry, once. Prints where.

They go into ${GALLEY_GHOST_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/galley-ghost}, outside the tree: first
into a folder of another name, which is renamed when all is there, so that a folder of the final name is
always whole. Two at once wait for each other. Ghost is only a peer of the tests: nothing of it is built
into Galley or shipped with it.
"""

import fcntl
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile

GHOST = "6.65.0"
NODE = "22.23.3"  # what this Ghost wants; Debian 12 has an older one
PNPM = "10.34.9"  # what its lock file was written by
NODE_GYP = "11.5.0"  # builds the SQLite driver
NAME = f"ghost-{GHOST}-node-{NODE}"
MACHINES = {"x86_64": "x64", "aarch64": "arm64"}
NPM_OPTIONS = ["--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1",
               "--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=5000"]


class Missing(Exception):
    """There is no Ghost to be had here: a sentence that says why."""


class Install:
    """Where the parts of an install are."""

    def __init__(self, folder):
        self.package = folder / "package"
        self.node = folder / "tools" / "node_modules" / f"node-linux-{MACHINES[platform.machine()]}"
        self.program = self.node / "bin" / "node"


def get_home():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(os.environ.get("GALLEY_GHOST_HOME") or os.path.join(cache, "galley-ghost"))


def run(log, folder, command, environment):
    log.write(f"\n$ {' '.join(command)}\n".encode())
    log.flush()
    return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                          stderr=log, check=False).returncode == 0


def get_last_words(path):
    """Of npm's complaint the line with the reason, without the list of what to read about it."""
    lines = [line for line in path.read_text(errors="replace").splitlines() if line.startswith(("npm error", "npm ERR!"))]
    reasons = [line for line in lines if " failed" in line or "E4" in line] or lines
    return reasons[0] if reasons else "it said nothing"


def bring_tools(folder, log):
    """The first thing asked of the registry: when this fails there is no registry."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "package.json").write_text('{"private":true}')
    packages = [f"node-linux-{MACHINES[platform.machine()]}@{NODE}", f"pnpm@{PNPM}", f"node-gyp@{NODE_GYP}"]
    environment = dict(os.environ)
    if not (run(log, tools, ["npm", "install", *NPM_OPTIONS, *packages], environment) and
            run(log, folder, ["npm", "pack", *NPM_OPTIONS, f"ghost@{GHOST}"], environment)):
        raise Missing(f"the npm registry does not give what Ghost needs: {get_last_words(folder / 'install.log')}")


def unpack(folder):
    archive = folder / f"ghost-{GHOST}.tgz"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(folder)
    archive.unlink()
    manifest = folder / "package" / "package.json"
    # As published it has a comma too many, and asks for what only its makers need.
    data = json.loads(re.sub(r",(\s*})", r"\1", manifest.read_text()))
    data.pop("packageManager", None)
    data.pop("devDependencies", None)
    manifest.write_text(json.dumps(data, indent=1))


def bring_dependencies(folder, log):
    install = Install(folder)
    modules = folder / "tools" / "node_modules"
    package = install.package
    node = str(install.program)
    environment = dict(os.environ, npm_config_nodedir=str(install.node),
                       PATH=f"{install.node / 'bin'}:{os.environ['PATH']}")
    pnpm = [node, str(modules / "pnpm" / "bin" / "pnpm.cjs"), "install", "--prod", "--no-frozen-lockfile",
            "--store-dir", str(folder / "store")]
    gyp = [node, str(modules / "node-gyp" / "bin" / "node-gyp.js"), "rebuild", "--release",
           f"--nodedir={install.node}"]
    if not run(log, package, pnpm, environment):
        return False
    # A driver that was built for another Node ends the process without a word.
    driver = package / "node_modules" / "better-sqlite3"
    shutil.rmtree(driver / "build", ignore_errors=True)
    return (run(log, driver.resolve(), gyp, environment) and
            run(log, package, [node, "-e", "new (require('better-sqlite3'))(':memory:')"], environment))


def make(home, final):
    for left in home.glob(f".{NAME}.*"):  # of one that was killed; we hold the lock
        shutil.rmtree(left, ignore_errors=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f".{NAME}.", dir=home))
    try:
        with open(folder / "install.log", "ab") as log:
            bring_tools(folder, log)
            unpack(folder)
            if not bring_dependencies(folder, log):
                shutil.copy(folder / "install.log", home / "failed.log")
                raise RuntimeError(f"Ghost could not be installed: see {home / 'failed.log'}")
        shutil.rmtree(folder / "store", ignore_errors=True)
        os.rename(folder, final)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ensure():
    """Returns the install, making it first when there is none; raises Missing."""
    if platform.system() != "Linux" or platform.machine() not in MACHINES:
        raise Missing(f"there is no Node for {platform.machine()} in the npm registry")
    home = get_home()
    final = home / NAME
    if final.is_dir():
        return Install(final)
    if shutil.which("npm") is None:
        raise Missing("npm is not installed, and Ghost comes from there")
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = open(home / "lock", "w", encoding="ascii")
    except OSError as error:
        raise Missing(f"Ghost has no place to be kept: {error}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not final.is_dir():
            print(f"Installing Ghost {GHOST} into {home}: some minutes, once", file=sys.stderr, flush=True)
            make(home, final)
    return Install(final)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        print(ensure().package.parent)
    except Missing as reason:
        sys.exit(f"No Ghost: {reason}")


if __name__ == "__main__":
    main()
