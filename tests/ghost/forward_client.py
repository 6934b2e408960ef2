# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts by the thousand: one connection a thread, no look at what is not asked for."""

import concurrent.futures
import http.client
import json
import threading
import urllib.parse

import admin

THREADS = 2


class Client:
    def __init__(self, url, key, staff_key):
        self.url = url.rstrip("/")
        self.parts = urllib.parse.urlsplit(url)
        self.key = key
        self.staff_key = staff_key
        self.local = threading.local()

    def call(self, method, path, data=None, key=None):
        body = None if data is None else json.dumps(data).encode()
        headers = {"Accept-Version": "v6.0", "Content-Type": "application/json",
                   "Authorization": "Ghost " + admin.sign(key or self.key)}
        for again in (True, False):
            connection = getattr(self.local, "connection", None)
            if connection is None:
                connection = self.local.connection = http.client.HTTPConnection(self.parts.hostname, self.parts.port, timeout=60)
            try:
                connection.request(method, "/ghost/api/admin/" + path, body=body, headers=headers)
                response = connection.getresponse()
                return response.status, json.loads(response.read())
            except (OSError, http.client.HTTPException):
                # An idle connection ends after five seconds.
                connection.close()
                self.local.connection = None
                if not again:
                    raise

    def post(self, title, lexical):
        """The draft, or a string that says why there is none."""
        status, answer = self.call("POST", "posts/?formats=html,lexical", {
            "posts": [{"title": title, "lexical": lexical, "status": "draft", "visibility": "paid"}]})
        if status != 201:
            return f"{status} {answer['errors'][0]['message']} {answer['errors'][0]['context']}"
        return answer["posts"][0]

    def preview(self, number, member, newsletter=None):
        """The body of the mail that a free or a paid member would get, and the length of all of it."""
        path = f"email_previews/posts/{number}/?member_status={member}" + (f"&newsletter={newsletter}" if newsletter else "")
        status, answer = self.call("GET", path, key=self.staff_key)
        if status != 200:
            return f"{status} {answer['errors'][0]['message']}", 0
        html = answer["email_previews"][0]["html"]
        body = html.split("<!-- POST CONTENT START -->", 1)[1].split("<!-- POST CONTENT END -->", 1)[0]
        return body, len(html.encode())

    def add_newsletter(self, **settings):
        """Its slug."""
        status, answer = self.call("POST", "newsletters/", {"newsletters": [settings]}, key=self.staff_key)
        if status != 201:
            raise RuntimeError(f"{status} {answer['errors'][0]['context']}")
        return answer["newsletters"][0]["slug"]

    def get_look(self):
        """The site's accent, and how its first newsletter is set."""
        accent = self.call("GET", "site/")[1]["site"]["accent_color"]
        return accent, self.call("GET", "newsletters/", key=self.staff_key)[1]["newsletters"][0]

    def run(self, function, items):
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(function, items))
