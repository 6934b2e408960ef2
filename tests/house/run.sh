#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh RUN: what the script RUN does where packages are missing, on a system whose dpkg knows none and
# whose apt-get only writes down how it was called, and fails, so that nothing is built.
set -eu

run=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# A system with these programs and no others.
make_system() {
  rm -rf "$work/bin" "$work/called"
  mkdir "$work/bin"
  for tool in bash sh env dirname readlink; do
    ln -s "$(command -v $tool)" "$work/bin/$tool"
  done
  program dpkg-query 'exit 1'
  program true "exit 0"
  program id "echo $1"
  program apt-get "echo \"\$DEBIAN_FRONTEND \$*\" >>'$work/called'
case \"\$*\" in *install\\ *) exit 1 ;; esac"
}

program() {
  printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
  chmod +x "$work/bin/$1"
}

# start DISPLAY [ARGUMENT]: never waits for a password, because there is nobody to read it from.
start() {
  display=$1
  shift
  status=0
  env -i PATH="$work/bin" HOME="$work" DISPLAY="$display" "$run" "$@" \
    </dev/null >"$work/out" 2>"$work/err" || status=$?
}

check() {
  count=$((count + 1))
  if eval "$2"; then
    echo "ok $count - $1"
  else
    echo "not ok $count - $1"
    sed 's/^/# /' "$work/err"
  fi
}

says() { grep -qE -- "$1" "$work/err"; }
calls() { [ -f "$work/called" ] && grep -qE -- "$1" "$work/called"; }

make_system 1000
start ''
check 'without root, one line to be run as root, and 1' \
  '[ $status = 1 ] && [ "$(grep -c apt-get "$work/err")" = 1 ] && ! calls .'
check 'the line has what draws a picture without a display' \
  'says " libgtk-4-dev .* xvfb xauth"'
start :0
check 'the line has no screen where there is one' 'says " libgtk-4-dev " && ! says xvfb'
start '' test
check 'the line has what the tests need' 'says " libgtk-4-dev .* xvfb .* clang .* nodejs"'

program sudo '[ "$1" = -n ] && exit 1; exit 99'
start ''
check 'a sudo that wants a password is not asked' '[ $status = 1 ] && says "apt-get install" && ! calls .'
program sudo '[ "$1" = -n ] && shift; exec "$@"'
start ''
check 'a sudo that wants none installs' 'calls "^noninteractive .*Lock::Timeout=300 .*install meson "'
check 'what is installed is said first' 'says "^Installing: meson "'

make_system 0
start ''
check 'root installs without a question' 'calls "^noninteractive .*Lock::Timeout=300 .*install meson "'
check 'an installation that fails ends it' '[ $status != 0 ]'
echo "1..$count"
