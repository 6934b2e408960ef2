#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mime.sh PACKAGE DESKTOP-FILE: that a system that has read PACKAGE knows a TextPack by its name, and that
# the program says it opens it.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/packages"
cp "$1" "$folder/packages/galley.xml"
update-mime-database "$folder"
grep -q '^[0-9]*:application/x-textpack:\*\.textpack$' "$folder/globs2"
grep -q '^MimeType=.*application/x-textpack;' "$2"
