#!/bin/sh
# timed.sh [--quiet] TITLE COMMAND...: run a command, then say how long it took.
# With --quiet nothing is said of a command that took no time.
quiet=
if [ "$1" = "--quiet" ]; then quiet=1; shift; fi
title=$1; shift
began=$(date +%s)
"$@"
status=$?
took=$(($(date +%s) - began))
if [ "$status" -ne 0 ]; then
    printf '%s: failed after %s s\n' "$title" "$took" >&2
elif [ -z "$quiet" ] || [ "$took" -gt 0 ]; then
    printf '  %6s s  %s\n' "$took" "$title"
fi
exit "$status"
