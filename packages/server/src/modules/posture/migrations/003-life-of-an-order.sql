-- How long what was gathered under an order is kept after its end, and 个人信息保护影响评估: office and post of who assessed, no person's name.
alter table posture.posture_order add column retention_days integer not null default 30 check (retention_days > 0);
alter table posture.posture_order add column assessment jsonb;

-- The life of an order, one row a step: what was asked, by whom, who signed, what it came to. Both texts of a change stay readable.
create table posture.order_step (
  id         uuid primary key,
  order_id   uuid not null references posture.posture_order,
  area_path  text collate "C" not null,
  kind       text not null,
  at         timestamptz not null,
  account_id uuid,
  unit       text not null,
  -- The act it belongs to, where several sign.
  act_id     uuid,
  until      date,
  reason     text
);
create index step_of_order on posture.order_step (order_id, at);
create index step_by_place on posture.order_step (area_path);
-- append-only: posture.order_step
alter table posture.order_step enable row level security;
alter table posture.order_step force row level security;
create policy by_area on posture.order_step for select using (platform.sees(area_path) or platform.sees_above(area_path));
create policy add_step on posture.order_step for insert with check (platform.sees(area_path));
