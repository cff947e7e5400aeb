#!/bin/sh
# Runs a private PostgreSQL in a temporary folder for as long as standard input stays open.
#
#   private-postgres.sh durable|fast
#
# Prints "ready <Npgsql connection string>" once it accepts connections. When the other end of standard input is closed, by a tidy
# stop or because that process died, the server is shut down and the folder removed. It listens on a socket in that folder only:
# there is no port to clash with, and nobody else can reach it.
set -eu

mode=${1:-fast}
fail() { echo "private-postgres: $*" >&2; exit 1; }

# Debian keeps the server's programs out of the PATH, one folder per version; the newest is good.
find_programs() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/pgsql/bin 2>/dev/null | sort -rV); do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && { echo "$folder"; return; }
    done
    if command -v initdb >/dev/null 2>&1; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

programs=$(find_programs)
[ -n "$programs" ] || fail "PostgreSQL's server programs were not found; install them (Debian: apt-get install postgresql)."

# PostgreSQL refuses to run as root.
as=
owner=$(id -un)
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    as="setpriv --reuid=$(id -u "$owner") --regid=$(id -g "$owner") --clear-groups"
fi

# What a killed predecessor may have left: its folder names the process that should have tidied up.
base=${TMPDIR:-/tmp}
base=${base%/}
$as test -x "$base" || base=/tmp
for left in "$base"/kumiko-postgres-*; do
    [ -f "$left/keeper" ] || continue
    kill -0 "$(cat "$left/keeper")" 2>/dev/null && continue
    (cd "$left" && $as "$programs/pg_ctl" stop -D "$left/data" -m immediate) >/dev/null 2>&1 || true
    rm -rf "$left" 2>/dev/null || true
done

# Ctrl+C reaches the whole process group. The keeper outlives it, to tidy up.
trap '' INT TERM HUP

folder=$(mktemp -d "$base/kumiko-postgres-XXXXXX")
echo $$ >"$folder/keeper"
[ -z "$as" ] || chown "$owner" "$folder"
cd "$folder"
tidy() {
    $as "$programs/pg_ctl" stop -D "$folder/data" -m fast -w >/dev/null 2>&1 || true
    cd / && rm -rf "$folder"
}
trap tidy EXIT

settings="-c listen_addresses= -c unix_socket_directories=$folder -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=4GB"
if [ "$mode" = fast ]; then
    settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
fi

$as "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 \
    || fail "initdb failed: $(cat "$folder/log")"
$as "$programs/pg_ctl" start -D "$folder/data" -l "$folder/server.log" -w -t 60 -o "$settings" >"$folder/log" 2>&1 \
    || fail "the server did not start: $(cat "$folder/log" "$folder/server.log")"

echo "ready Host=$folder;Username=postgres;Database=postgres"
cat >/dev/null
