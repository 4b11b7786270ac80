-- 一问: the listed places somebody came from, as they were named then.
alter table gate.passage add column sealed_where_from bytea;
alter table gate.hold add column sealed_where_from bytea;
