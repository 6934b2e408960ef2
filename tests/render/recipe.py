#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""recipe.py README > FILE: the card that the README shows, as the file it says to make of it."""

import re
import sys
import textwrap

with open(sys.argv[1], encoding="utf-8") as readme:
    text = readme.read().split("* **a card**", 1)[1].split("\n* **", 1)[0]
code = textwrap.dedent("\n".join(line for line in text.split("\n") if line.startswith(" " * 6) or not line.strip())).strip()
symbol = re.search(r"const GalleyCardKind (galley_card_\w+) = ", code)[1]
print(f"""/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "galley-card.h"

extern const GalleyCardKind {symbol};

{code}""")
