-- What an event costs in the write-ahead log and on the disk, by what the log's table has. Events of about 210 bytes of JSON in streams of ten,
-- 100 to a transaction, as a bulk append writes them. Figures differ a little from run to run: pages split where they will.
--   psql -d <a database of your own> -f bench/Kumiko.Bench/Scripts/log-wal.sql
\set QUIET on
\pset format unaligned
\pset tuples_only on
set client_min_messages = warning;

create or replace procedure pg_temp.measure(label text, columns text, indexes text[]) language plpgsql as $$
declare
    start pg_lsn;
    i text;
begin
    execute 'drop table if exists log_wal';
    execute format('create table log_wal (%s position bigint generated always as identity primary key,
        tenant_id uuid not null, aggregate_id uuid not null, version bigint not null, schema_version smallint not null,
        created_at timestamptz not null, aggregate_type text collate "C" not null, type text collate "C" not null,
        created_by text collate "C" not null, idempotency_key text collate "C",
        payload jsonb not null check (jsonb_typeof(payload) = ''object''), metadata jsonb not null check (jsonb_typeof(metadata) = ''object''))', columns);
    create unique index on log_wal (tenant_id, idempotency_key) where idempotency_key is not null;
    create unique index on log_wal (tenant_id, aggregate_id, version);
    foreach i in array indexes loop
        execute format('create index on log_wal (%s)', i);
    end loop;
    commit;
    checkpoint;
    start := pg_current_wal_insert_lsn();
    for b in 0..999 loop
        insert into log_wal (tenant_id, aggregate_id, version, schema_version, created_at, aggregate_type, type, created_by, payload, metadata)
        select '10000000-0000-4000-8000-000000000001', s.id, v, 1, clock_timestamp(), 'work-order-' || s.n % 10,
               'work-order-' || s.n % 10 || '.updated-' || v % 5, '0198c0de-0000-7000-8000-00000000000a',
               jsonb_build_object('title', 'Replace the lamp in hall ' || s.n, 'note', repeat('x', 60), 'number', s.n),
               '{"userId": "0198c0de-0000-7000-8000-00000000000a", "requestId": "r-0198c0de"}'
        from (select gen_random_uuid() id, (random() * 1000)::int n from generate_series(1, 10)) s, generate_series(1, 10) v;
        commit;
    end loop;
    raise info '%', format('%-62s %s bytes of WAL, %s bytes of table and indexes', label,
        round((pg_current_wal_insert_lsn() - start) / 100000), pg_total_relation_size('log_wal') / 100000);
    drop table log_wal;
    commit;
end $$;

call pg_temp.measure('position, stream, key', '', '{}');
call pg_temp.measure('and (aggregate type, position)', '', '{"aggregate_type, position"}');
call pg_temp.measure('and (type, position)', '', '{"type, position"}');
call pg_temp.measure('and both', '', '{"aggregate_type, position","type, position"}');
call pg_temp.measure('and both, and the transaction''s id', 'xid xid8 not null default pg_current_xact_id(),', '{"aggregate_type, position","type, position"}');
