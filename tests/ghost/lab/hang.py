# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a program is that does not end: each thread's place, and how busy the machine is meanwhile."""

import os
import pathlib
import shutil
import subprocess
import time

LOOK_SECONDS = 2


def read(path):
    try:
        return path.read_text(errors="replace").strip()
    except OSError as reason:
        return str(reason)


def count_ticks(pid):
    fields = read(pathlib.Path(f"/proc/{pid}/stat")).rsplit(")", 1)[-1].split()
    return int(fields[11]) + int(fields[12]) if len(fields) > 12 else 0


def trace(pid):
    """With a debugger, where there is one."""
    if shutil.which("gdb") is None:
        return "no gdb"
    try:
        done = subprocess.run(["gdb", "-p", str(pid), "-batch", "-nx", "-ex", "thread apply all bt 24"],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return "gdb did not end either"
    return "\n".join(line for line in done.stdout.splitlines() if line.startswith(("#", "Thread ")))


def describe(pid):
    ticks = count_ticks(pid)
    time.sleep(LOOK_SECONDS)
    lines = [f"load {os.getloadavg()}; in {LOOK_SECONDS} s it had {count_ticks(pid) - ticks} ticks of the processor"]
    for task in sorted(pathlib.Path(f"/proc/{pid}/task").glob("*")):
        lines.append(f"{task.name} {read(task / 'comm')}: {read(task / 'wchan')} {read(task / 'syscall')[:40]}")
    return "\n".join([*lines, trace(pid)])
