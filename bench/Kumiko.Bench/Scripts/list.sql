select * from read_work_orders where tenant_id = '00000001-0000-4000-8000-000000000001' order by id limit 20;
