-- 交接班: what one guard leaves to the next.
create table gate.handover (
  community_id uuid not null,
  id uuid not null,
  gate_id uuid not null,
  area_path text not null,
  -- The phone's time, and when it came here.
  at timestamptz not null,
  received_at timestamptz not null,
  account_id uuid not null,
  -- Since the one before, and people waiting then.
  entered integer not null,
  "left" integer not null,
  held integer not null,
  sealed_note bytea,
  taken_at timestamptz,
  taken_by uuid,
  primary key (community_id, id)
);
create index handover_of_gate on gate.handover (gate_id, received_at);
alter table gate.handover enable row level security;
alter table gate.handover force row level security;
create policy by_area on gate.handover using (platform.sees(area_path)) with check (platform.sees(area_path));
