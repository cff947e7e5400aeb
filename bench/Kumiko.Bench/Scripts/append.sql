\set random random(0, 281474976710655)
insert into kumiko_events (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata)
values ('00000001-0000-4000-8000-000000000001', (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(:random::bigint), 12, '0'))::uuid,
        1, 1, now(), 'work-order', 'work-order.created', 'user-planner', :payload, :metadata);
