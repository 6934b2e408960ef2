# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases one after another, told as TAP. A case is a function of the lab; it fails by raising."""

import time
import traceback


def skip_all(reason):
    print(f"1..0 # SKIP {reason}", flush=True)


def tell(text):
    for line in str(text).splitlines():
        print(f"# {line}", flush=True)


def run_cases(cases, lab):
    """cases: (name, function) pairs. Returns how many failed."""
    failed = 0
    print(f"1..{len(cases)}", flush=True)
    for number, (name, case) in enumerate(cases, 1):
        begin = time.monotonic()
        try:
            case(lab)
            good = True
        except Exception:
            good = False
            failed += 1
            tell(traceback.format_exc())
        print(f"{'ok' if good else 'not ok'} {number} - {name}", flush=True)
        tell(f"{time.monotonic() - begin:.1f} s")
    return failed


def same(got, wanted, what=""):
    if got != wanted:
        raise AssertionError(f"{what}{': ' if what else ''}{got!r} is not {wanted!r}")


def holds(text, part, what="the text"):
    if part not in text:
        raise AssertionError(f"{what} lacks {part!r}:\n{text[:6000]}")


def lacks(text, part, what="the text"):
    if part in text:
        raise AssertionError(f"{what} has {part!r}:\n{text[:6000]}")
