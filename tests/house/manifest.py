# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak holds what it says: every module pinned to a commit, no permission that nobody meant."""

import json
import re
import sys

# The window, the site and the folder where issues lie with their pictures; all else goes by portals.
PERMISSIONS = {"--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri", "--share=network",
               "--filesystem=xdg-documents"}
COMMIT = re.compile(r"[0-9a-f]{40}")


def find_loose(modules):
    for module in modules:
        yield from find_loose(module.get("modules", []))
        for source in module["sources"]:
            if source["type"] == "dir":
                continue
            if source["type"] != "git" or not COMMIT.fullmatch(source.get("commit", "")) or "tag" not in source:
                yield f"{module['name']} is not pinned to a commit with its tag"
            if not source.get("url", "").startswith("https://"):
                yield f"{module['name']} does not come over https"


def main():
    manifest = json.load(open(sys.argv[1], encoding="utf-8"))
    given = manifest["finish-args"]
    results = {
        "name": [] if (manifest["id"], manifest["command"]) == (sys.argv[2], "galley") else [manifest["id"]],
        "permissions": [f"{word} is asked for or missing" for word in sorted(PERMISSIONS ^ set(given))],
        "pinned": list(find_loose(manifest["modules"])),
        "last": [] if manifest["modules"][-1]["name"] == "galley" else ["Galley is not the last module"],
    }
    print(f"1..{len(results)}")
    for number, (name, faults) in enumerate(results.items(), 1):
        for fault in faults:
            print("#", fault)
        print("not ok" if faults else "ok", number, name)


main()
