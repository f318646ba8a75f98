#!/bin/sh
# Makes sure that Chromium and a font with Chinese signs are there, for the browser tests.
set -eu

missing=
command -v chromium >/dev/null || missing="chromium"
fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing="$missing fonts-wqy-microhei"
if [ -z "$missing" ]; then exit 0; fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The browser tests need: $missing. Install them from your system's packages." >&2
    exit 1
fi
apt-get update -qq
# shellcheck disable=SC2086 # several package names
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing fontconfig >/dev/null
