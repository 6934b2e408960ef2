# SPDX-License-Identifier: GPL-3.0-or-later
"""What a case works with: the Ghost, galley-cli, and writers who each have a home of their own."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

import hang

SECONDS = 120  # without a request or an end; nothing takes as long unless it hangs
MOST_SECONDS = 900  # whatever it does


class Result:
    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    @property
    def json(self):
        return json.loads(self.output)

    def __str__(self):
        return f"exit status {self.status}\n{self.output}{self.errors}"


class Writer:
    """Somebody with a home: an issue, keys in files, accounts, journals."""

    def __init__(self, lab, name, url=None, key=None):
        self.lab = lab
        self.folder = lab.folder / "writers" / name
        shutil.rmtree(self.folder, ignore_errors=True)
        for part in ("config", "state", "data", "cache"):
            (self.folder / part).mkdir(parents=True)
        self.url = url or lab.ghost.url
        self.cli = lab.cli
        self.key_file = self.write("key", (key or lab.ghost.admin_key) + "\n")
        self.environment = dict(
            os.environ, HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder / "config"),
            XDG_STATE_HOME=str(self.folder / "state"), XDG_DATA_HOME=str(self.folder / "data"),
            XDG_CACHE_HOME=str(self.folder / "cache"), TZ="America/New_York",
            SECRET_BACKEND="file", SECRET_FILE_TEST_PASSWORD="pw",
            SECRET_FILE_TEST_PATH=str(self.folder / "test.keyring"))
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def copy_sample(self, paywall=True, **replaced):
        """The sample issue with its pictures. replaced: front matter keys and their new YAML."""
        source = self.lab.root / "data" / "sample"
        shutil.copytree(source / "assets", self.folder / "assets", dirs_exist_ok=True)
        text = (source / "nuri.md").read_text(encoding="utf-8")
        head, body = text.split("\n---\n", 1)
        if not paywall:
            body = body.replace("<!--members-only-->\n", "")
        lines = head.splitlines()
        for key, value in replaced.items():
            key = key.replace("_", "-")
            lines = [line for line in lines if not line.startswith(key + ":")]
            if value is not None:
                lines.append(f"{key}: {value}")
        return self.write("issue.md", "\n".join(lines) + "\n---\n" + body)

    def start(self, *arguments, **variables):
        return subprocess.Popen([self.cli, *map(str, arguments)], env=dict(self.environment, **variables),
                                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, encoding="utf-8", errors="replace")

    def wait(self, process, line):
        """Until it ends. A slow machine still gets on with what goes over the line; what hangs does not."""
        end = time.monotonic() + MOST_SECONDS
        while True:
            before = line.progress if line is not None else None
            try:
                return process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                if line is not None and line.progress != before and time.monotonic() < end:
                    continue
            where = hang.describe(process.pid)
            said = line.describe() if line is not None else ""
            process.send_signal(signal.SIGKILL)
            output, errors = process.communicate()
            raise AssertionError(f"galley-cli did not end\n{output}{errors}\n{said}\n{where}\n"
                                 f"Ghost: {self.lab.ghost.describe()}") from None

    def finish(self, process, line=None):
        """line: the Proxy that it talks through, if there is one."""
        output, errors = self.wait(process, line)
        result = Result(process.returncode, output, errors)
        for key in (self.lab.ghost.admin_key, self.lab.ghost.staff_key):
            secret = key.split(":")[1]
            if secret in output or secret in errors:
                raise AssertionError("galley-cli printed a key")
        return result

    def run(self, *arguments):
        return self.finish(self.start(*arguments))

    def publish_arguments(self, issue, *options):
        return ("publish", "--service=ghost", f"--url={self.url}", f"--key-file={self.key_file}", "--json", *options, issue)

    def publish(self, issue, *options, status=0):
        result = self.run(*self.publish_arguments(issue, *options))
        if result.status != status:
            raise AssertionError(f"publish {' '.join(options)}: wanted exit status {status}, got {result}")
        return result.json

    def resume(self, status=0):
        result = self.run("resume", "--json")
        if result.status != status:
            raise AssertionError(f"resume: wanted exit status {status}, got {result}")
        if list(result.json) != ["publishes"]:
            raise AssertionError(f"resume: not one object: {result}")
        return result

    def check_no_secrets(self):
        """A key is nowhere but in the file that the writer put it in."""
        secret = self.key_file.read_text(encoding="utf-8").split(":")[1].strip()
        for path in self.folder.rglob("*"):
            if path.is_file() and path != self.key_file and secret.encode() in path.read_bytes():
                raise AssertionError(f"the key is in {path}")


class Lab:
    """hasty: a galley-cli whose patience can be shortened (short-patience.c)."""

    def __init__(self, root, cli, hasty, ghost, folder):
        self.root = pathlib.Path(root)
        self.cli = str(pathlib.Path(cli).resolve())
        self.hasty = str(pathlib.Path(hasty).resolve())
        self.ghost = ghost
        self.mailed = {}  # subject: how many each has got
        self.folder = pathlib.Path(folder).resolve()

    def writer(self, name, **options):
        return Writer(self, name, **options)
