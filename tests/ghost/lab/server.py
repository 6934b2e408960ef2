# SPDX-License-Identifier: GPL-3.0-or-later
"""A fresh Ghost on the loopback with an owner, two keys, four members and somewhere to send its mail.
Everything it writes is below one folder; it ends with the program that started it, however that ends."""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import admin
import install
import sinks

TITLE = "Focus on Korea"
OWNER = {"name": "Kim Owner", "email": "owner@example.com", "password": "Correct-Horse-9-Battery", "blogTitle": TITLE}
ZONE = "Asia/Seoul"  # nine hours ahead all the year: a wrong zone shows
FREE = ["free-1@example.com", "free-2@example.com"]
PAID = ["paid-1@example.com", "paid-2@example.com"]
LOOPBACK = pathlib.Path(__file__).resolve().parent / "loopback.cjs"
# The second spares it a tenth of its time, which goes into collecting the garbage of each request.
NODE_OPTIONS = ["--require", LOOPBACK, "--max-semi-space-size=64"]
START_SECONDS = 120
PR_SET_PDEATHSIG = 1


def find_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Ghost:
    """url, admin_key, staff_key, mail (a sinks.Mailgun), smtp, admin (an admin.Admin), seconds."""

    def __init__(self, folder):
        self.install = install.ensure()
        self.folder = pathlib.Path(folder).resolve()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.process = None
        self.cookies = {}
        self.mail = sinks.Mailgun(self.folder / "mail")
        self.smtp = sinks.Smtp(self.folder / "smtp")
        self.port = find_port()
        self.url = f"http://127.0.0.1:{self.port}"
        begin = time.monotonic()
        try:
            self.configure()
            self.start()
            self.set_up()
        except BaseException:
            self.stop()
            raise
        self.seconds = time.monotonic() - begin

    def configure(self):
        content = self.folder / "content"
        for name in ("adapters", "data", "images", "files", "media", "logs", "public", "settings"):
            (content / name).mkdir(parents=True)
        shutil.copytree(self.install.package / "content" / "themes", content / "themes")
        (self.folder / "current").symlink_to(self.install.package)
        config = {
            "url": self.url,
            "server": {"host": "127.0.0.1", "port": self.port},
            "database": {"client": "sqlite3", "useNullAsDefault": True,
                         "connection": {"filename": str(self.folder / "ghost.db")}},
            "mail": {"from": "Test <noreply@example.com>", "transport": "SMTP",
                     "options": {"host": "127.0.0.1", "port": self.smtp.port, "ignoreTLS": True}},
            "bulkEmail": {"mailgun": {"baseUrl": f"http://127.0.0.1:{self.mail.port}/v3", "apiKey": "key-test",
                                      "domain": "mg.example.com"}},
            "logging": {"transports": ["stdout"], "level": "info"},
            "process": "local",
            "paths": {"contentPath": str(content)},
            # Nothing of a test goes out to anybody.
            "privacy": {"useUpdateCheck": False, "useGravatar": False, "useRpcPing": False, "useStructuredData": False},
            "security": {"staffDeviceVerification": False},
        }
        self.config = config
        self.write_config()

    def write_config(self, **more):
        (self.folder / "config.production.json").write_text(json.dumps(dict(self.config, **more), indent=1))

    def start(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("npm_", "NODE_"))}
        environment["NODE_ENV"] = "production"
        # It leaves each picture that it made smaller in the folder for temporary files.
        environment["TMPDIR"] = str(self.folder / "tmp")
        (self.folder / "tmp").mkdir(exist_ok=True)
        with open(self.folder / "ghost.log", "ab") as log:
            self.process = subprocess.Popen([self.install.program, *NODE_OPTIONS, self.install.package / "index.js"],
                                            cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=die_with_parent)

    def kill(self):
        """As when the power goes. start() and wait() bring it back with what it had stored."""
        self.process.kill()
        self.process.wait()

    def describe(self):
        """Whether it still answers, and its last words."""
        begin = time.monotonic()
        try:
            status = admin.Admin(self.url).call("GET", "site/").status
        except OSError as reason:
            status = reason
        words = (self.folder / "ghost.log").read_text(errors="replace").splitlines()[-12:]
        return "\n".join([f"{status} after {time.monotonic() - begin:.1f} s", *words])

    def wait(self):
        """Until it answers; while it starts it refuses, then it says 503."""
        end = time.monotonic() + START_SECONDS
        visitor = admin.Admin(self.url)
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if visitor.call("GET", "authentication/setup/").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError("Ghost did not start:\n" + "\n".join(
            (self.folder / "ghost.log").read_text(errors="replace").splitlines()[-20:]))

    def set_up(self):
        self.wait()
        visitor = admin.Admin(self.url)
        visitor.ask("POST", "authentication/setup/", {"setup": [OWNER]})
        answer = visitor.call("POST", "session/", {"username": OWNER["email"], "password": OWNER["password"]})
        owner = admin.Admin(self.url, cookie=answer.get_cookie())
        self.owner = owner
        keys = owner.ask("POST", "integrations/?include=api_keys", {"integrations": [{"name": "Galley"}]})
        self.admin_key = next(key["secret"] for key in keys["integrations"][0]["api_keys"] if key["type"] == "admin")
        me = owner.ask("GET", "users/me/")["users"][0]["id"]
        token = owner.ask("GET", f"users/{me}/token/")["apiKey"]
        self.staff_key = f"{token['id']}:{token['secret']}"
        self.admin = admin.Admin(self.url, key=self.admin_key)
        owner.ask("PUT", "settings/", {"settings": [{"key": "timezone", "value": ZONE}]})
        self.add_members()

    def add_members(self):
        tiers = self.admin.ask("GET", "tiers/?limit=100")["tiers"]
        paid = next(tier["id"] for tier in tiers if tier["type"] == "paid")
        for address in FREE + PAID:
            member = {"email": address, "name": address.split("@", 1)[0]}
            if address in PAID:
                member["tiers"] = [{"id": paid}]
            self.admin.ask("POST", "members/", {"members": [member]})

    def read_page(self, url, address=None):
        """The page as a visitor has it, or as a member who has signed in."""
        headers = {}
        if address:
            if address not in self.cookies:
                member = self.admin.ask("GET", "members/?limit=1&filter=email:%27" + address + "%27")["members"][0]["id"]
                link = self.admin.ask("GET", f"members/{member}/signin_urls/")["member_signin_urls"][0]["url"]
                self.cookies[address] = admin.exchange(link).get_cookie()
            headers["Cookie"] = self.cookies[address]
        answer = admin.exchange(url, headers=headers)
        if answer.status != 200:
            raise admin.Refused(f"{url}: {answer.status}")
        return answer.text

    def get_environment(self):
        """What another program needs to use it; the keys are in files, as people have them."""
        variables = {"GALLEY_GHOST_URL": self.url, "GALLEY_GHOST_OUTBOX": str(self.mail.folder)}
        for name, key in (("GALLEY_GHOST_KEY_FILE", self.admin_key), ("GALLEY_GHOST_STAFF_KEY_FILE", self.staff_key)):
            path = self.folder / name.lower().replace("_", "-")
            path.write_text(key + "\n")
            path.chmod(0o600)
            variables[name] = str(path)
        return variables

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.mail.stop()
        self.smtp.stop()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stop()


def end_on_signals():
    """SIGTERM and SIGINT unwind the program, so that what it started is ended."""
    def leave(number, _frame):
        raise SystemExit(128 + number)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, leave)
