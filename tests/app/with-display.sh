#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh PROGRAM [ARGUMENT…]: runs a window test where it can touch nothing of the person at
# the machine: its own X server, its own message bus that starts no services, its own home below the
# build folder. The display is outside the bus, so that what the bus would start finds it. It does not
# start anew when its last client leaves, which would refuse the client that comes right then.
set -eu

top=${GALLEY_BUILD_ROOT:-$PWD}/tests/app/homes
mkdir -p "$top"
home=$(mktemp -d "$top/home.XXXXXX")
trap 'rm -rf "$home"' EXIT INT TERM

mkdir -p "$home/run" "$home/cache" "$home/config" "$home/data" "$home/state" "$home/tmp"
chmod 700 "$home/run"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CACHE_HOME="$home/cache" \
  XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" \
  TMPDIR="$home/tmp"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
export GDK_BACKEND=x11 GSK_RENDERER=cairo
export GALLEY_MODULEDIR="${GALLEY_MODULEDIR:-${GALLEY_BUILD_ROOT:-$PWD}/src/app}"

cat >"$home/bus.conf" <<BUS
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
BUS

status=0
xvfb-run -a -s "-screen 0 1280x900x24 -nolisten tcp -noreset" \
  dbus-run-session --config-file="$home/bus.conf" -- "$@" || status=$?
exit $status
