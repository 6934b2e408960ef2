# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a file as the numbers of a C array."""
import sys

data = open(sys.argv[1], "rb").read()
open(sys.argv[2], "w").write(",".join(map(str, data)) + "\n")
