#!/bin/sh
# Needs wrk. Prints requests per second of each route, load generator and server on the same machine.
set -e
cd "$(dirname "$0")"
dotnet build -c Release -v q --nologo
DOTNET_ENVIRONMENT=Production ASPNETCORE_ENVIRONMENT=Production dotnet bin/Release/net10.0/Kumiko.AspNetCore.Bench.dll &
server=$!
trap 'kill $server' EXIT
until curl -fs http://127.0.0.1:5099/health > /dev/null; do :; done
for round in 1 2 3; do
  for path in /bare /typed /api/write /api/query; do
    rate=$(wrk -t1 -c16 -d"${SECONDS_EACH:-4}s" -s post.lua "http://127.0.0.1:5099$path" | awk '/Requests\/sec|Non-2xx/ { printf "%s ", $0 }')
    echo "round $round  $path  $rate"
  done
done
