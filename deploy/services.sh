#!/bin/sh
# Makes PostgreSQL and Redis answer on their standard local ports, for the tests.
# Servers named by DATABASE_URL or REDIS_URL are left alone. What does not listen is
# started; what is not installed is installed from Debian's packages (as root).
set -eu

listens() {
    .venv/bin/python -c 'import socket, sys
socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()' "$1" 2>/dev/null
}

require_root() {
    if [ "$(id -u)" -ne 0 ]; then
        echo "$1 does not answer on 127.0.0.1. Start it, or name another with $2." >&2
        exit 1
    fi
}

install() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

wait_for() {
    tries=0
    until listens "$1"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 60 ]; then echo "Nothing answers on port $1." >&2; exit 1; fi
        sleep 0.5
    done
}

# Works with Debian's rules (peer on the socket) and where everybody local is trusted.
as_postgres() {
    if psql -h 127.0.0.1 -U postgres -w -Atqc "$1" 2>/dev/null; then return; fi
    require_root "PostgreSQL (as its superuser)" DATABASE_URL
    runuser -u postgres -- psql -Atqc "$1"
}

if [ -z "${DATABASE_URL:-}" ]; then
    if ! listens 5432; then
        require_root PostgreSQL DATABASE_URL
        command -v pg_ctlcluster >/dev/null || install postgresql
        version=$(pg_lsclusters -h | awk 'NR == 1 { print $1 }')
        pg_ctlcluster --skip-systemctl-redirect "$version" main start || true
        wait_for 5432
    fi
    if [ -z "$(as_postgres "select 1 from pg_roles where rolname = 'yaoan'")" ]; then
        as_postgres "create role yaoan login createdb password 'yaoan'"
    fi
fi

if [ -z "${REDIS_URL:-}" ] && ! listens 6379; then
    require_root Redis REDIS_URL
    command -v redis-server >/dev/null || install redis-server
    redis-server --daemonize yes --bind 127.0.0.1 --port 6379 --save '' --appendonly no >/dev/null
    wait_for 6379
fi
