#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# keyring.sh PROGRAM: runs PROGRAM against a real keyring, in a home and on a bus of its own, as it is
# on one login, on the next, where the password of the login is not the keyring's, and where there is
# no keyring at all.
set -eu

program=$1
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -p "$home/run" "$home/data" "$home/config"
chmod 700 "$home/run"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS SECRET_BACKEND
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" \
  XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
count=0

if ! command -v gnome-keyring-daemon >/dev/null || ! command -v secret-tool >/dev/null; then
  echo "1..0 # SKIP no gnome-keyring or no secret-tool"
  exit 0
fi

# There is nobody before the screen who could unlock a keyring.
mkdir "$home/services"
cat >"$home/services/prompter.service" <<PROMPTER
[D-BUS Service]
Name=org.gnome.keyring.SystemPrompter
Exec=/bin/false
PROMPTER
cat >"$home/bus.conf" <<BUS
<busconfig>
  <type>session</type>
  <servicedir>$home/services</servicedir>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
BUS

cat >"$home/login.sh" <<'LOGIN'
if [ -n "$1" ]; then
  printf %s "$1" >"$HOME/password"
  # A warning must not end it.
  G_DEBUG= gnome-keyring-daemon --foreground --unlock --components=secrets \
    <"$HOME/password" >/dev/null 2>&1 &
  daemon=$!
  trap 'kill $daemon 2>/dev/null || true' EXIT
  gdbus wait --session --timeout 20 org.freedesktop.secrets
fi
shift
"$@"
LOGIN

# check NAME PASSWORD COMMAND…: one login; without a password there is no keyring.
check() {
  name=$1
  password=$2
  shift 2
  count=$((count + 1))
  if dbus-run-session --config-file="$home/bus.conf" -- sh "$home/login.sh" "$password" "$@" \
      >"$home/log" 2>&1; then
    echo "ok $count - /keyring/$name"
  else
    echo "not ok $count - /keyring/$name"
  fi
  sed 's/^/# /' "$home/log"
}

check kept right "$program" kept
check "seen by others" right sh -c 'secret-tool lookup account test-account | grep -q ":0011"'
check "next login" right "$program" there
check locked wrong "$program" refused
check "none" "" "$program" refused
check forgotten right "$program" forgotten
check "gone for others" right sh -c '! secret-tool lookup account test-account'
echo "1..$count"
