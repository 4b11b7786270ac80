-- The office of whoever drafted it, at the time: an order is approved, and ended, from another one.
alter table posture.posture_order add column drafted_unit text not null default '';
