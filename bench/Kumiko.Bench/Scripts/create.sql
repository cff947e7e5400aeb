-- One create: the event and the row in one implicit transaction and one round trip.
\set random random(0, 281474976710655)
\startpipeline
insert into kumiko_events (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata)
values ('00000001-0000-4000-8000-000000000001', (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(:random::bigint), 12, '0'))::uuid,
        1, 1, now(), 'work-order', 'work-order.created', 'user-planner', :payload, :metadata);
insert into read_work_orders (tenant_id, id, version, inserted_at, inserted_by_id, title, notes, contact, status, hours, quote, quote_currency,
                              due_on, reported_at, site_id, is_urgent)
values ('00000001-0000-4000-8000-000000000001', (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(:random::bigint), 12, '0'))::uuid,
        1, now(), 'user-planner', :title, :notes, '+49 30 1234567', 'open', 3.5, 48900, 'EUR', '2026-11-02', '2026-10-14T08:15:00Z',
        '0197c0de-0000-7000-8000-000000000003', true);
\endpipeline
