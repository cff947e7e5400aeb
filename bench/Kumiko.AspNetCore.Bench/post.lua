local token = io.open((os.getenv("TMPDIR") or "/tmp") .. "/kumiko-bench-token"):read("*a")
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. token
wrk.body = '{"type":"tickets:write:ticket:create","payload":{"subject":"The printer is on fire","status":"open","priority":3},"requestId":"0198f0c2-7d1e-7c3a-9b52-0a8f6d1c2e3f"}'
