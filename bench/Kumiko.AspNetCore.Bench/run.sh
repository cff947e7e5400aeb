#!/bin/sh
# Needs wrk. Prints for each route the requests per second, load generator and server on the same machine, and the server's processor time
# per request, which stays true on a busy machine.
set -e
cd "$(dirname "$0")"
dotnet build -c Release -v q --nologo
DOTNET_ENVIRONMENT=Production ASPNETCORE_ENVIRONMENT=Production dotnet bin/Release/net10.0/Kumiko.AspNetCore.Bench.dll &
server=$!
trap 'kill $server' EXIT
until curl -fs http://127.0.0.1:5099/health > /dev/null; do :; done
ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
for round in 1 2 3; do
  for path in /bare /typed /api/write /api/query; do
    before=$(ticks)
    wrk -t1 -c16 -d"${SECONDS_EACH:-4}s" -s post.lua "http://127.0.0.1:5099$path" | awk -v title="round $round  $path" -v before="$before" -v stat="/proc/$server/stat" '
      / requests in / { requests = $1 }
      /Requests\/sec/ { rate = $2 }
      /Non-2xx/ { title = title " FAILED" }
      END { getline line < stat; split(line, field, " "); printf "%-20s %8.0f/s %7.1f us\n", title, rate, (field[14] + field[15] - before) * 10000 / requests }'
  done
done
