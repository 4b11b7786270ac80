-- Made by `npm run gen` from the migrations, for review. Not run by anything.

create table access.account (
  id           uuid not null,
  area_path    text not null,
  login        bytea not null,
  login_index  bytea not null,
  name         bytea not null,
  unit         text not null,
  state        text not null,
  person_id    uuid,
  lang         text,
  created_at   timestamp with time zone not null,
  last_seen_at timestamp with time zone,
  created_by   uuid,
  recovered_by uuid,
  recovered_at timestamp with time zone,
  CHECK ((lang = ANY (ARRAY['zh'::text, 'en'::text]))),
  CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
  PRIMARY KEY (id),
  UNIQUE (login_index),
  UNIQUE (person_id)
);
CREATE INDEX account_by_path ON access.account USING btree (area_path);
-- row-level security, forced
--   add_account (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path) OR access.is_me(id))
--   change_account (update) using (platform.sees(area_path) OR access.is_me(id))
-- xiaomen_app: select, insert, update, delete

create table access.attempt (
  key          bytea not null,
  failures     integer not null,
  last_at      timestamp with time zone not null,
  locked_until timestamp with time zone,
  PRIMARY KEY (key)
);
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table access.cover (
  id            uuid not null,
  account_id    uuid not null,
  by_account_id uuid not null,
  area_path     text not null,
  valid_from    date not null,
  valid_until   date not null,
  reason        bytea not null,
  made_by       uuid,
  made_at       timestamp with time zone not null,
  ended_at      timestamp with time zone,
  CHECK ((valid_until >= valid_from)),
  CHECK ((account_id <> by_account_id)),
  FOREIGN KEY (account_id) REFERENCES access.account(id) ON DELETE CASCADE,
  FOREIGN KEY (by_account_id) REFERENCES access.account(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
);
CREATE INDEX cover_by_account ON access.cover USING btree (account_id, valid_until);
CREATE INDEX cover_by_path ON access.cover USING btree (area_path, valid_until);
CREATE INDEX cover_by_stand_in ON access.cover USING btree (by_account_id, valid_until);
-- row-level security, forced
--   add_cover (insert) check platform.sees(area_path)
--   by_area_or_self (select) using (platform.sees(area_path) OR access.is_me(account_id) OR access.is_me(by_account_id))
--   change_cover (update) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table access.credential (
  account_id     uuid not null,
  area_path      text not null,
  password_hash  text,
  must_change    boolean not null default false,
  totp           bytea,
  totp_pending   bytea,
  totp_last_step bigint not null default 0,
  FOREIGN KEY (account_id) REFERENCES access.account(id) ON DELETE CASCADE,
  PRIMARY KEY (account_id)
);
-- row-level security, forced
--   by_area_or_self (all) using (platform.sees(area_path) OR access.is_me(account_id)) check (platform.sees(area_path) OR access.is_me(account_id))
-- xiaomen_app: select, insert, update, delete

create table access.role_grant (
  id           uuid not null,
  account_id   uuid not null,
  role         text not null,
  area_id      uuid,
  area_path    text not null,
  data_classes text[],
  valid_from   date not null,
  valid_until  date,
  granted_by   uuid,
  granted_at   timestamp with time zone not null,
  revoked_at   timestamp with time zone,
  overlay_id   uuid,
  cover_id     uuid,
  copied_from  uuid,
  ends_at      timestamp with time zone,
  CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
  CHECK (((area_id IS NULL) OR (overlay_id IS NULL))),
  CHECK (((cover_id IS NULL) = (copied_from IS NULL))),
  FOREIGN KEY (account_id) REFERENCES access.account(id) ON DELETE CASCADE,
  FOREIGN KEY (copied_from) REFERENCES access.role_grant(id),
  FOREIGN KEY (cover_id) REFERENCES access.cover(id),
  PRIMARY KEY (id)
);
CREATE INDEX role_grant_by_account ON access.role_grant USING btree (account_id);
CREATE INDEX role_grant_by_cover ON access.role_grant USING btree (cover_id) WHERE (cover_id IS NOT NULL);
CREATE INDEX role_grant_by_origin ON access.role_grant USING btree (copied_from) WHERE (copied_from IS NOT NULL);
CREATE INDEX role_grant_by_overlay ON access.role_grant USING btree (overlay_id) WHERE ((overlay_id IS NOT NULL) AND (revoked_at IS NULL));
CREATE INDEX role_grant_by_path ON access.role_grant USING btree (area_path, role) WHERE (revoked_at IS NULL);
-- row-level security, forced
--   add_grant (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path) OR access.is_me(account_id))
--   change_grant (update) using platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table access.session (
  id           uuid not null,
  account_id   uuid not null,
  area_path    text not null,
  token_hash   bytea not null,
  device       text not null,
  created_at   timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  idle_minutes integer not null,
  expires_at   timestamp with time zone not null,
  ended_at     timestamp with time zone,
  FOREIGN KEY (account_id) REFERENCES access.account(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (token_hash)
);
CREATE INDEX session_by_account ON access.session USING btree (account_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area_or_self (all) using (platform.sees(area_path) OR access.is_me(account_id)) check (platform.sees(area_path) OR access.is_me(account_id))
-- xiaomen_app: select, insert, update, delete

create table aid.need (
  community_id   uuid not null,
  id             uuid not null,
  home_id        uuid not null,
  area_path      text not null,
  person_id      uuid not null,
  kind           text not null,
  state          text not null,
  asker          text not null,
  case_id        uuid,
  fact_id        uuid,
  said_at        timestamp with time zone not null,
  due_at         timestamp with time zone not null,
  taken_by       uuid,
  ended_at       timestamp with time zone,
  how            text,
  heard          text,
  photo_ids      uuid[] not null,
  sealed_note    bytea,
  sealed_outcome bytea,
  next_call_on   date,
  delete_on      date,
  version        integer not null,
  CHECK ((asker = ANY (ARRAY['record'::text, 'resident'::text]))),
  CHECK (((ended_at IS NULL) = (delete_on IS NULL))),
  CHECK (((fact_id IS NULL) = (case_id IS NULL))),
  CHECK ((heard = ANY (ARRAY['got'::text, 'missing'::text]))),
  CHECK ((how = ANY (ARRAY['atDoor'::text, 'handed'::text, 'calledBack'::text]))),
  CHECK ((kind = ANY (ARRAY['food'::text, 'medicine'::text, 'doctor'::text, 'talk'::text, 'transport'::text, 'waste'::text, 'repair'::text, 'otherHelp'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'done'::text, 'cannot'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX need_by_id ON aid.need USING btree (id);
CREATE INDEX need_by_place ON aid.need USING btree (area_path, due_at);
CREATE INDEX need_of_fact ON aid.need USING btree (community_id, fact_id) WHERE (fact_id IS NOT NULL);
CREATE UNIQUE INDEX need_of_home ON aid.need USING btree (community_id, home_id, person_id, kind) WHERE (ended_at IS NULL);
CREATE INDEX need_open ON aid.need USING btree (due_at) WHERE (ended_at IS NULL);
CREATE INDEX need_to_delete ON aid.need USING btree (delete_on) WHERE (delete_on IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table aid.step (
  community_id uuid not null,
  id           uuid not null,
  transport_id uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  what         text not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX step_of_transport ON aid.step USING btree (community_id, transport_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table aid.transport (
  community_id       uuid not null,
  id                 uuid not null,
  home_id            uuid not null,
  area_path          text not null,
  person_id          uuid not null,
  companion_id       uuid,
  kind               text not null,
  state              text not null,
  asker              text not null,
  requested_at       timestamp with time zone not null,
  until_at           timestamp with time zone not null,
  is_overdue         boolean not null,
  sealed_note        bytea,
  sealed_arrangement bytea,
  left_at            timestamp with time zone,
  arrived_at         timestamp with time zone,
  ended_at           timestamp with time zone,
  delete_on          date,
  version            integer not null,
  CHECK ((asker = ANY (ARRAY['resident'::text, 'carer'::text]))),
  CHECK (((ended_at IS NULL) = (delete_on IS NULL))),
  CHECK ((kind = ANY (ARRAY['emergency'::text, 'dialysis'::text, 'birth'::text, 'otherCare'::text]))),
  CHECK ((state = ANY (ARRAY['requested'::text, 'arranged'::text, 'left'::text, 'arrived'::text, 'back'::text, 'stays'::text, 'withdrawn'::text, 'expired'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX transport_by_id ON aid.transport USING btree (id);
CREATE INDEX transport_by_place ON aid.transport USING btree (area_path, requested_at);
CREATE INDEX transport_of_home ON aid.transport USING btree (community_id, home_id);
CREATE UNIQUE INDEX transport_of_person ON aid.transport USING btree (community_id, person_id) WHERE (ended_at IS NULL);
CREATE INDEX transport_open ON aid.transport USING btree (until_at) WHERE (ended_at IS NULL);
CREATE INDEX transport_to_delete ON aid.transport USING btree (delete_on) WHERE (delete_on IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table answerability.absence (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  hand_id      uuid not null,
  from_day     date not null,
  until_day    date not null,
  reason       text not null,
  set_by       uuid,
  ended_at     timestamp with time zone,
  CHECK ((until_day >= from_day)),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX absence_by_id ON answerability.absence USING btree (id);
CREATE INDEX absence_of_hand ON answerability.absence USING btree (hand_id, until_day) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table answerability.answer (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  post         text not null,
  at_kind      text not null,
  place_id     uuid not null,
  hand_id      uuid not null,
  from_day     date not null,
  until_day    date,
  set_by       uuid,
  set_at       timestamp with time zone not null,
  CHECK ((at_kind = ANY (ARRAY['area'::text, 'grid'::text]))),
  CHECK (((until_day IS NULL) OR (until_day >= from_day))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX answer_of_hand ON answerability.answer USING btree (hand_id);
CREATE INDEX answer_of_place ON answerability.answer USING btree (community_id, place_id, post);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table answerability.change (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  slot_id      uuid not null,
  subject_kind text not null,
  subject_id   uuid not null,
  slot         text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  why          text not null,
  hand_id      uuid,
  cover_id     uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX change_of_subject ON answerability.change USING btree (subject_kind, subject_id, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table answerability.duty (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  slot         text not null,
  at_kind      text not null,
  place_id     uuid not null,
  hand_id      uuid not null,
  from_day     date not null,
  until_day    date,
  ordinal      smallint not null,
  most         smallint,
  version      integer not null default 1,
  ended_at     timestamp with time zone,
  CHECK ((at_kind = ANY (ARRAY['area'::text, 'grid'::text]))),
  CHECK (((until_day IS NULL) OR (until_day >= from_day))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX duty_by_id ON answerability.duty USING btree (id);
CREATE INDEX duty_of_hand ON answerability.duty USING btree (hand_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table answerability.hand (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  account_id   uuid,
  person_id    uuid,
  sealed_name  bytea,
  unit         text,
  sealed_phone bytea,
  made_at      timestamp with time zone not null,
  CHECK (((kind = 'account'::text) = (account_id IS NOT NULL))),
  CHECK (((kind = 'person'::text) = (person_id IS NOT NULL))),
  CHECK (((kind = 'named'::text) = (sealed_name IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['account'::text, 'person'::text, 'named'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX hand_by_account ON answerability.hand USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX hand_by_id ON answerability.hand USING btree (id);
CREATE UNIQUE INDEX hand_of_account ON answerability.hand USING btree (community_id, account_id) WHERE (account_id IS NOT NULL);
CREATE UNIQUE INDEX hand_of_person ON answerability.hand USING btree (community_id, person_id) WHERE (person_id IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table answerability.handover (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  from_hand     uuid not null,
  to_hand       uuid not null,
  slot_ids      uuid[] not null,
  state         text not null,
  offered_by    uuid,
  offered_at    timestamp with time zone not null,
  answered_by   uuid,
  answered_at   timestamp with time zone,
  sealed_reason bytea,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX handover_by_id ON answerability.handover USING btree (id);
CREATE INDEX handover_open ON answerability.handover USING btree (community_id) WHERE (state = 'offered'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table answerability.slot (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  home_id      uuid not null,
  subject_kind text not null,
  subject_id   uuid not null,
  person_id    uuid,
  slot         text not null,
  hand_id      uuid,
  cover_id     uuid,
  is_kept      boolean not null default false,
  gap          text,
  opened_at    timestamp with time zone not null,
  released_at  timestamp with time zone,
  CHECK (((cover_id IS NULL) OR (hand_id IS NOT NULL))),
  CHECK ((subject_kind = ANY (ARRAY['controlCase'::text, 'carePerson'::text, 'home'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX slot_by_id ON answerability.slot USING btree (id);
CREATE INDEX slot_by_path ON answerability.slot USING btree (area_path, id) WHERE (released_at IS NULL);
CREATE INDEX slot_of_cover ON answerability.slot USING btree (cover_id) WHERE ((released_at IS NULL) AND (cover_id IS NOT NULL));
CREATE INDEX slot_of_hand ON answerability.slot USING btree (hand_id) WHERE (released_at IS NULL);
CREATE UNIQUE INDEX slot_of_subject ON answerability.slot USING btree (subject_kind, subject_id, slot) WHERE (released_at IS NULL);
CREATE INDEX slot_open ON answerability.slot USING btree (community_id) WHERE (released_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.hand_out (
  community_id   uuid not null,
  id             uuid not null,
  round_id       uuid not null,
  holder_id      uuid not null,
  holder_kind    text not null,
  area_path      text not null,
  count          integer not null,
  returned       integer not null,
  at             timestamp with time zone not null,
  given_by       uuid,
  confirmed_at   timestamp with time zone,
  sealed_contact bytea,
  CHECK ((returned <= count)),
  CHECK ((count > 0)),
  CHECK ((holder_kind = ANY (ARRAY['home'::text, 'enterprise'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX hand_out_by_id ON antigen.hand_out USING btree (id);
CREATE INDEX hand_out_by_place ON antigen.hand_out USING btree (area_path);
CREATE INDEX hand_out_of_round ON antigen.hand_out USING btree (community_id, round_id, holder_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.holding (
  community_id uuid not null,
  round_id     uuid not null,
  holder_id    uuid not null,
  holder_kind  text not null,
  area_path    text not null,
  given        integer not null,
  used         integer not null,
  returned     integer not null,
  CHECK (((used + returned) <= given)),
  CHECK ((holder_kind = ANY (ARRAY['home'::text, 'enterprise'::text]))),
  PRIMARY KEY (community_id, round_id, holder_id)
);
CREATE INDEX holding_by_place ON antigen.holding USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.move (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  count        integer not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  round_id     uuid,
  holder_id    uuid,
  note         text,
  CHECK ((count > 0)),
  CHECK ((kind = ANY (ARRAY['received'::text, 'homeOut'::text, 'enterpriseOut'::text, 'returned'::text, 'spoilt'::text, 'used'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX move_by_id ON antigen.move USING btree (id);
CREATE INDEX move_by_place ON antigen.move USING btree (area_path, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.report (
  community_id    uuid not null,
  id              uuid not null,
  round_id        uuid not null,
  person_id       uuid not null,
  first_person_id uuid not null,
  home_id         uuid,
  area_path       text not null,
  at              timestamp with time zone not null,
  received_at     timestamp with time zone not null,
  way             text not null,
  account_id      uuid,
  sealed_result   bytea not null,
  digest          bytea not null,
  photo_id        uuid,
  is_of_stock     boolean not null,
  asks_pcr        boolean not null,
  pcr_at          timestamp with time zone,
  CHECK ((way = ANY (ARRAY['own'::text, 'helped'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX report_by_id ON antigen.report USING btree (id);
CREATE INDEX report_by_place ON antigen.report USING btree (area_path);
CREATE INDEX report_of_round ON antigen.report USING btree (community_id, round_id, person_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.round (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  title        text not null,
  age_from     integer not null,
  age_until    integer not null,
  per_head     integer not null,
  with_staff   boolean not null,
  from_day     date not null,
  due_on       date not null,
  age_unknown  integer not null,
  created_by   uuid,
  created_at   timestamp with time zone not null,
  closed_at    timestamp with time zone,
  delete_on    date,
  CHECK ((age_until >= age_from)),
  CHECK (((closed_at IS NULL) = (delete_on IS NULL))),
  CHECK ((per_head > 0)),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX round_by_id ON antigen.round USING btree (id);
CREATE INDEX round_by_place ON antigen.round USING btree (area_path);
CREATE INDEX round_to_delete ON antigen.round USING btree (delete_on) WHERE (delete_on IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.stock (
  community_id uuid not null,
  area_path    text not null,
  received     integer not null,
  out          integer not null,
  returned     integer not null,
  spoilt       integer not null,
  CHECK (((received + returned) >= ("out" + spoilt))),
  PRIMARY KEY (community_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table antigen.target (
  community_id  uuid not null,
  round_id      uuid not null,
  person_id     uuid not null,
  home_id       uuid,
  enterprise_id uuid,
  area_path     text not null,
  help          text,
  CHECK (((home_id IS NOT NULL) OR (enterprise_id IS NOT NULL))),
  CHECK ((help = ANY (ARRAY['care'::text, 'asked'::text]))),
  PRIMARY KEY (community_id, round_id, person_id)
);
CREATE INDEX target_by_place ON antigen.target USING btree (area_path);
CREATE INDEX target_of_home ON antigen.target USING btree (community_id, home_id) WHERE (home_id IS NOT NULL);
CREATE INDEX target_of_person ON antigen.target USING btree (community_id, person_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table approvals.act (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  subject_id   uuid not null,
  digest       bytea not null,
  people       integer not null,
  base         integer not null,
  permission   text not null,
  author       uuid not null,
  author_unit  text not null,
  opened_at    timestamp with time zone not null,
  expires_at   timestamp with time zone not null,
  state        text not null,
  closed_at    timestamp with time zone,
  CHECK ((base > 0)),
  CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  CHECK ((people >= 0)),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'withdrawn'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX act_by_place ON approvals.act USING btree (area_path, opened_at);
CREATE INDEX act_of_subject ON approvals.act USING btree (subject_id);
CREATE INDEX act_of_unit ON approvals.act USING btree (kind, author_unit, opened_at);
CREATE UNIQUE INDEX one_open_act ON approvals.act USING btree (kind, subject_id) WHERE (state = 'open'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table approvals.signature (
  community_id uuid not null,
  act_id       uuid not null,
  account_id   uuid not null,
  area_path    text not null,
  unit         text not null,
  signed_at    timestamp with time zone not null,
  FOREIGN KEY (community_id, act_id) REFERENCES approvals.act(community_id, id),
  PRIMARY KEY (community_id, act_id, account_id)
);
CREATE INDEX signature_by_place ON approvals.signature USING btree (area_path);
CREATE INDEX signature_of_unit ON approvals.signature USING btree (unit, signed_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table areas.area (
  id           uuid not null,
  parent_id    uuid,
  community_id uuid,
  level        text not null,
  name         text not null,
  ordinal      integer not null,
  path         text not null,
  homes        integer not null default 0,
  last_child   integer not null default 0,
  last_home    integer not null default 0,
  version      integer not null default 1,
  code         text,
  code_year    smallint,
  class_code   text,
  CHECK ((class_code ~ '^[0-9]{3}$'::text)),
  CHECK ((code ~ '^[0-9]{12}$'::text)),
  CHECK ((level = ANY (ARRAY['district'::text, 'street'::text, 'community'::text, 'compound'::text, 'building'::text, 'unit'::text]))),
  CHECK ((ordinal > 0)),
  CHECK (((code IS NULL) = (code_year IS NULL))),
  CHECK (((code IS NULL) OR (level = ANY (ARRAY['district'::text, 'street'::text, 'community'::text])))),
  FOREIGN KEY (parent_id) REFERENCES areas.area(id),
  PRIMARY KEY (id),
  UNIQUE NULLS NOT DISTINCT (parent_id, name),
  UNIQUE NULLS NOT DISTINCT (parent_id, ordinal),
  UNIQUE (path)
);
CREATE UNIQUE INDEX area_by_code ON areas.area USING btree (code) WHERE (code IS NOT NULL);
CREATE INDEX area_by_community ON areas.area USING btree (community_id);
-- row-level security, forced
--   add_area (insert) check platform.sees(path)
--   by_area (select) using (platform.sees(path) OR platform.sees_above(path))
--   change_area (update) using (platform.sees(path) OR platform.sees_above(path))
--   remove_area (delete) using platform.sees(path)
-- xiaomen_app: select, insert, update, delete

create table areas.area_history (
  community_id uuid not null,
  id           uuid not null,
  subject_id   uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  by_name      bytea,
  what         text not null,
  before       jsonb,
  after        jsonb,
  CHECK ((what = ANY (ARRAY['added'::text, 'renamed'::text, 'moved'::text, 'split'::text, 'merged'::text, 'codeSet'::text, 'removed'::text, 'drawn'::text, 'redrawn'::text, 'ended'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX history_by_path ON areas.area_history USING btree (area_path, id);
CREATE INDEX history_of_subject ON areas.area_history USING btree (subject_id, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table areas.overlay (
  id           uuid not null,
  community_id uuid,
  area_path    text not null,
  kind         text not null,
  name         text not null,
  valid_from   date not null,
  valid_until  date,
  version      integer not null default 1,
  CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
  CHECK ((kind = ANY (ARRAY['grid'::text, 'cutArea'::text, 'zone'::text, 'answerability'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX overlay_by_path ON areas."overlay" USING btree (area_path, kind);
-- row-level security, forced
--   add_overlay (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_overlay (update) using platform.sees(area_path) check platform.sees(area_path)
--   remove_overlay (delete) using platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table areas.overlay_member (
  overlay_id uuid not null,
  area_id    uuid not null,
  area_path  text not null,
  FOREIGN KEY (area_id) REFERENCES areas.area(id) ON DELETE CASCADE,
  FOREIGN KEY (overlay_id) REFERENCES areas."overlay"(id) ON DELETE CASCADE,
  PRIMARY KEY (overlay_id, area_id)
);
CREATE INDEX overlay_member_by_path ON areas.overlay_member USING btree (area_path);
-- row-level security, forced
--   add_member (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_member (update) using platform.sees(area_path) check platform.sees(area_path)
--   remove_member (delete) using platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table arrivals.arrival (
  community_id     uuid not null,
  id               uuid not null,
  area_path        text not null,
  home_id          uuid,
  person_id        uuid,
  state            text not null,
  number           text not null,
  reporter         text not null,
  sealed_name      bytea not null,
  sealed_phone     bytea,
  sealed_document  bytea,
  sealed_door      bytea,
  sealed_journey   bytea not null,
  transport        text not null,
  who_index        bytea not null,
  phone_index      bytea,
  digest           bytea not null,
  expected_on      date not null,
  arrived_on       date,
  seen_by          text,
  reported_at      timestamp with time zone not null,
  reported_by      uuid,
  chase_at         timestamp with time zone not null,
  next_level_at    timestamp with time zone not null,
  case_id          uuid,
  ground           text,
  sealed_place     bytea,
  handed_from      uuid,
  handed_community uuid,
  state_before     text,
  closed_on        date,
  delete_on        date,
  version          integer not null,
  CHECK (((closed_on IS NULL) = (delete_on IS NULL))),
  CHECK (((state = ANY (ARRAY['arrived'::text, 'controlCase'::text, 'cleared'::text])) <= (arrived_on IS NOT NULL))),
  CHECK ((reporter = ANY (ARRAY['self'::text, 'family'::text, 'employer'::text, 'landlord'::text, 'office'::text, 'list'::text, 'community'::text]))),
  CHECK ((seen_by = ANY (ARRAY['gate'::text, 'door'::text, 'office'::text, 'list'::text]))),
  CHECK ((state = ANY (ARRAY['reported'::text, 'expected'::text, 'arrived'::text, 'controlCase'::text, 'cleared'::text, 'notArrived'::text, 'elsewhere'::text]))),
  CHECK ((transport = ANY (ARRAY['train'::text, 'plane'::text, 'coach'::text, 'car'::text, 'ship'::text, 'other'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX arrival_by_id ON arrivals.arrival USING btree (id);
CREATE INDEX arrival_by_place ON arrivals.arrival USING btree (area_path, state);
CREATE UNIQUE INDEX arrival_handed ON arrivals.arrival USING btree (handed_from) WHERE ((handed_from IS NOT NULL) AND (closed_on IS NULL));
CREATE INDEX arrival_of_case ON arrivals.arrival USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX arrival_of_home ON arrivals.arrival USING btree (community_id, home_id) WHERE (home_id IS NOT NULL);
CREATE INDEX arrival_of_person ON arrivals.arrival USING btree (community_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX arrival_of_phone ON arrivals.arrival USING btree (community_id, phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX arrival_of_who ON arrivals.arrival USING btree (community_id, who_index);
CREATE INDEX arrival_to_come ON arrivals.arrival USING btree (chase_at) WHERE ((closed_on IS NULL) AND (state = ANY (ARRAY['reported'::text, 'expected'::text, 'notArrived'::text])));
CREATE INDEX arrival_to_delete ON arrivals.arrival USING btree (delete_on) WHERE (delete_on IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table arrivals.link (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  code         text not null,
  made_at      timestamp with time zone not null,
  ended_at     timestamp with time zone,
  PRIMARY KEY (community_id, id),
  UNIQUE (code)
);
CREATE UNIQUE INDEX link_of_community ON arrivals.link USING btree (community_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table arrivals.list (
  community_id uuid not null,
  digest       bytea not null,
  area_path    text not null,
  taken_at     timestamp with time zone not null,
  taken_by     uuid,
  rows         integer not null,
  PRIMARY KEY (community_id, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table arrivals.note (
  community_id uuid not null,
  id           uuid not null,
  arrival_id   uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  what         text not null,
  sealed_note  bytea,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX note_of_arrival ON arrivals.note USING btree (community_id, arrival_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table care.contact (
  community_id uuid not null,
  id           uuid not null,
  plan_id      uuid not null,
  person_id    uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  way          text not null,
  result       text not null,
  sealed_more  bytea,
  digest       bytea not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX contact_of_person ON care.contact USING btree (person_id, at DESC);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table care.contact_conflict (
  community_id uuid not null,
  contact_id   uuid not null,
  digest       bytea not null,
  area_path    text not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, contact_id, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table care.hand (
  community_id   uuid not null,
  id             uuid not null,
  plan_id        uuid not null,
  person_id      uuid not null,
  area_path      text not null,
  at             timestamp with time zone not null,
  account_id     uuid,
  why            text not null,
  carer_id       uuid,
  second_account uuid,
  second_person  uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX hand_of_person ON care.hand USING btree (person_id, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table care.interval (
  community_id uuid not null,
  category     text not null,
  days         smallint not null,
  area_path    text not null,
  set_by       uuid,
  set_at       timestamp with time zone not null,
  CHECK (((days >= 1) AND (days <= 90))),
  PRIMARY KEY (community_id, category)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table care.plan (
  community_id    uuid not null,
  id              uuid not null,
  area_path       text not null,
  home_id         uuid not null,
  person_id       uuid not null,
  override_days   smallint,
  override_reason bytea,
  interval_days   smallint not null,
  since           date not null,
  until           date,
  last_contact    date,
  last_result     text,
  next_due        date not null,
  planned_due     date,
  alarmed_due     date,
  merged_into     uuid,
  version         integer not null default 1,
  CHECK (((interval_days >= 1) AND (interval_days <= 90))),
  CHECK (((override_days >= 1) AND (override_days <= 90))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX plan_by_path ON care.plan USING btree (area_path) WHERE (until IS NULL);
CREATE INDEX plan_due ON care.plan USING btree (next_due, id) WHERE (until IS NULL);
CREATE INDEX plan_merged ON care.plan USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX plan_of_person ON care.plan USING btree (person_id);
CREATE UNIQUE INDEX plan_running ON care.plan USING btree (community_id, person_id) WHERE (until IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table care.round (
  community_id  uuid not null,
  obligation_id uuid not null,
  area_path     text not null,
  PRIMARY KEY (community_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table checklists.answer (
  community_id uuid not null,
  check_id     uuid not null,
  item         text not null,
  gate_id      uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  answer       text not null,
  sealed_note  bytea,
  photo_ids    uuid[] not null,
  CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'notApplicable'::text]))),
  PRIMARY KEY (community_id, check_id, item)
);
CREATE INDEX answer_of_gate ON checklists.answer USING btree (gate_id, item, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table checklists.check (
  community_id uuid not null,
  id           uuid not null,
  gate_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  pack_id      text not null,
  edition      text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  missing      smallint not null,
  digest       bytea not null,
  CHECK ((kind = ANY (ARRAY['full'::text, 'again'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX check_by_id ON checklists."check" USING btree (id);
CREATE INDEX check_of_gate ON checklists."check" USING btree (gate_id, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table checklists.fault (
  community_id uuid not null,
  id           uuid not null,
  gate_id      uuid not null,
  area_path    text not null,
  item         text not null,
  pack_id      text not null,
  edition      text not null,
  opened_at    timestamp with time zone not null,
  opened_by    uuid not null,
  due_at       timestamp with time zone not null,
  mended_at    timestamp with time zone,
  mended_by    uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX fault_by_id ON checklists.fault USING btree (id);
CREATE UNIQUE INDEX fault_open ON checklists.fault USING btree (gate_id, item) WHERE (mended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table control.appeal (
  community_id    uuid not null,
  id              uuid not null,
  case_id         uuid not null,
  account_id      uuid not null,
  asked_at        timestamp with time zone not null,
  due_at          timestamp with time zone not null,
  sealed_text     bytea,
  digest          bytea not null,
  state           text not null,
  proposed_by     uuid,
  proposed_unit   text,
  sealed_proposal bytea,
  answered_by     uuid,
  answered_unit   text,
  answered_at     timestamp with time zone,
  sealed_answer   bytea,
  CHECK (((state <> 'proposed'::text) OR (proposed_by IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['upheld'::text, 'corrected'::text])) = (answered_at IS NOT NULL))),
  CHECK (((state <> 'corrected'::text) OR (answered_by <> proposed_by))),
  CHECK ((state = ANY (ARRAY['open'::text, 'proposed'::text, 'upheld'::text, 'corrected'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX appeal_by_id ON control.appeal USING btree (id);
CREATE INDEX appeal_of_case ON control.appeal USING btree (community_id, case_id, asked_at);
CREATE UNIQUE INDEX appeal_waiting ON control.appeal USING btree (community_id, case_id) WHERE (state = ANY (ARRAY['open'::text, 'proposed'::text]));
-- row-level security, forced
--   of_case (all) using (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = appeal.community_id) AND (c.id = appeal.case_id)))) check (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = appeal.community_id) AND (c.id = appeal.case_id))))
-- xiaomen_app: select, insert, update, delete

create table control.case_change (
  community_id    uuid not null,
  id              uuid not null,
  case_id         uuid not null,
  kind            text not null,
  day             date,
  ground          text not null,
  evidence_kind   text not null,
  sealed_evidence bytea not null,
  state           text not null,
  proposed_by     uuid not null,
  proposed_unit   text not null,
  proposed_at     timestamp with time zone not null,
  answered_by     uuid,
  answered_unit   text,
  answered_at     timestamp with time zone,
  CHECK (((state <> 'agreed'::text) OR (answered_by <> proposed_by))),
  CHECK (((kind = 'cancel'::text) = (day IS NULL))),
  CHECK ((evidence_kind = ANY (ARRAY['testResult'::text, 'investigationDecision'::text, 'clinicReport'::text]))),
  CHECK ((kind = ANY (ARRAY['lengthen'::text, 'shorten'::text, 'expose'::text, 'cancel'::text]))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'declined'::text, 'void'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX case_change_by_id ON control.case_change USING btree (id);
CREATE INDEX case_change_of_case ON control.case_change USING btree (community_id, case_id);
CREATE UNIQUE INDEX case_change_waiting ON control.case_change USING btree (community_id, case_id) WHERE (state = 'proposed'::text);
-- row-level security, forced
--   of_case (all) using (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = case_change.community_id) AND (c.id = case_change.case_id)))) check (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = case_change.community_id) AND (c.id = case_change.case_id))))
-- xiaomen_app: select, insert, update, delete

create table control.case_fact (
  community_id uuid not null,
  case_id      uuid not null,
  number       integer not null,
  id           uuid not null,
  kind         text not null,
  day          date not null,
  half         text,
  content      jsonb not null,
  sealed       bytea,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  unit         text,
  way          text not null,
  digest       bytea,
  CHECK ((half = ANY (ARRAY['morning'::text, 'evening'::text]))),
  CHECK ((way = ANY (ARRAY['office'::text, 'visit'::text, 'phone'::text, 'own'::text, 'family'::text, 'rule'::text]))),
  PRIMARY KEY (community_id, case_id, number)
);
CREATE UNIQUE INDEX case_fact_by_id ON control.case_fact USING btree (community_id, id);
CREATE INDEX case_record_of_day ON control.case_fact USING btree (community_id, case_id, day) WHERE (kind = 'record'::text);
-- row-level security, forced
--   of_case (all) using (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = case_fact.community_id) AND (c.id = case_fact.case_id)))) check (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = case_fact.community_id) AND (c.id = case_fact.case_id))))
-- xiaomen_app: select, insert

create table control.case_fact_conflict (
  community_id uuid not null,
  fact_id      uuid not null,
  digest       bytea not null,
  case_id      uuid not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, fact_id, digest)
);
-- row-level security, forced
--   of_case (all) using (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = case_fact_conflict.community_id) AND (c.id = case_fact_conflict.case_id)))) check (EXISTS ( SELECT
   FROM control.control_case c
  WHERE ((c.community_id = case_fact_conflict.community_id) AND (c.id = case_fact_conflict.case_id))))
-- xiaomen_app: select, insert

create table control.control_case (
  community_id    uuid not null,
  id              uuid not null,
  person_id       uuid,
  first_person_id uuid,
  home_id         uuid,
  area_path       text not null,
  trigger         text not null,
  pack_id         text not null,
  edition         text not null,
  track           text not null,
  anchor_day      date not null,
  has_own_suite   boolean not null,
  sealed_guardian bytea,
  evidence_kind   text not null,
  sealed_evidence bytea not null,
  infection_id    uuid,
  caused_by       uuid,
  opened_by       uuid not null,
  opened_unit     text not null,
  opened_at       timestamp with time zone not null,
  confirmed_by    uuid,
  confirmed_unit  text,
  confirmed_at    timestamp with time zone,
  sealed_refusal  bytea,
  state           text not null,
  measure         text,
  day_one         date,
  from_day        date,
  last_day        date,
  releasable_on   date,
  records_per_day smallint not null,
  tests_due       smallint not null,
  tests_missed    smallint not null,
  settled_on      date,
  restricts       boolean not null,
  work_source     uuid not null,
  facts           integer not null,
  version         integer not null,
  place_id        uuid,
  works_due       smallint not null default 0,
  works_missed    smallint not null default 0,
  CHECK (((person_id IS NULL) <> (place_id IS NULL))),
  CHECK ((confirmed_by <> opened_by)),
  CHECK (((state = ANY (ARRAY['proposed'::text, 'declined'::text])) = (from_day IS NULL))),
  CHECK ((evidence_kind = ANY (ARRAY['testResult'::text, 'investigationDecision'::text, 'clinicReport'::text]))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'declined'::text, 'planned'::text, 'active'::text, 'extended'::text, 'dueForRelease'::text, 'released'::text, 'transferred'::text, 'cancelled'::text]))),
  CHECK (((place_id IS NULL) OR ((first_person_id IS NULL) AND (home_id IS NULL) AND (sealed_guardian IS NULL) AND (infection_id IS NULL) AND (records_per_day = 0) AND (NOT restricts)))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX control_case_by_id ON control.control_case USING btree (id);
CREATE INDEX control_case_by_place ON control.control_case USING btree (area_path, state);
CREATE INDEX control_case_caused ON control.control_case USING btree (community_id, caused_by) WHERE (caused_by IS NOT NULL);
CREATE INDEX control_case_of_first ON control.control_case USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE INDEX control_case_of_home ON control.control_case USING btree (home_id) WHERE (home_id IS NOT NULL);
CREATE INDEX control_case_of_infection ON control.control_case USING btree (community_id, infection_id) WHERE (infection_id IS NOT NULL);
CREATE INDEX control_case_of_person ON control.control_case USING btree (community_id, person_id);
CREATE INDEX control_case_open ON control.control_case USING btree (community_id, id) WHERE (state = ANY (ARRAY['planned'::text, 'active'::text, 'extended'::text, 'dueForRelease'::text]));
CREATE UNIQUE INDEX one_case_of_place ON control.control_case USING btree (community_id, place_id, track) WHERE ((place_id IS NOT NULL) AND (state = ANY (ARRAY['proposed'::text, 'planned'::text, 'active'::text, 'extended'::text, 'dueForRelease'::text])));
CREATE UNIQUE INDEX one_case_of_track ON control.control_case USING btree (community_id, person_id, track) WHERE (state = ANY (ARRAY['proposed'::text, 'planned'::text, 'active'::text, 'extended'::text, 'dueForRelease'::text]));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   place_from_below (select) using ((place_id IS NOT NULL) AND platform.sees_above(area_path))
-- xiaomen_app: select, insert, update, delete

create table control.edition_line (
  community_id    uuid not null,
  run_id          uuid not null,
  case_id         uuid not null,
  area_path       text not null,
  effect          text not null,
  from_edition    text not null,
  last_day_before date not null,
  last_day_after  date not null,
  state_before    text not null,
  state_after     text not null,
  is_applied      boolean not null,
  CHECK ((effect = ANY (ARRAY['released'::text, 'shortened'::text, 'changed'::text, 'unchanged'::text]))),
  PRIMARY KEY (community_id, run_id, case_id)
);
CREATE INDEX edition_line_of_run ON control.edition_line USING btree (run_id, case_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table control.edition_run (
  id            uuid not null,
  area_id       uuid not null,
  area_path     text not null,
  pack_id       text not null,
  edition       text not null,
  state         text not null,
  done          integer not null,
  total         integer not null,
  counts        jsonb not null,
  left_alone    integer not null,
  previewed_by  uuid not null,
  previewed_at  timestamp with time zone not null,
  previewed_for date not null,
  applied_at    timestamp with time zone,
  undone_at     timestamp with time zone,
  undo_reason   text,
  CHECK ((state = ANY (ARRAY['counting'::text, 'previewed'::text, 'proposed'::text, 'applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text, 'withdrawn'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX edition_run_by_place ON control.edition_run USING btree (area_path, previewed_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table control.infection_case (
  community_id         uuid not null,
  id                   uuid not null,
  person_id            uuid not null,
  home_id              uuid not null,
  area_path            text not null,
  found_on             date not null,
  evidence_kind        text not null,
  evidence             bytea not null,
  state                text not null,
  reported_by          uuid not null,
  reported_unit        text not null,
  registered_at        timestamp with time zone not null,
  confirmed_by         uuid,
  confirmed_at         timestamp with time zone,
  closed_by            uuid,
  closed_on            date,
  closed_ground        text,
  closed_evidence_kind text,
  closed_evidence      bytea,
  first_person_id      uuid,
  CHECK (((state = 'closed'::text) = (closed_on IS NOT NULL))),
  CHECK ((confirmed_by <> reported_by)),
  CHECK ((closed_ground = ANY (ARRAY['recovered'::text, 'registeredInError'::text, 'movedAway'::text]))),
  CHECK ((evidence_kind = ANY (ARRAY['testResult'::text, 'investigationDecision'::text, 'clinicReport'::text]))),
  CHECK ((state = ANY (ARRAY['reported'::text, 'confirmed'::text, 'closed'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX case_by_place ON control.infection_case USING btree (area_path, found_on);
CREATE INDEX case_of_first ON control.infection_case USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE UNIQUE INDEX one_open_case ON control.infection_case USING btree (community_id, person_id) WHERE (state <> 'closed'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table control.round (
  community_id  uuid not null,
  obligation_id uuid not null,
  area_path     text not null,
  PRIMARY KEY (community_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table control.transfer (
  community_id  uuid not null,
  id            uuid not null,
  case_id       uuid not null,
  area_path     text not null,
  to_community  uuid,
  to_path       text,
  state         text not null,
  sealed_words  bytea,
  offered_by    uuid,
  offered_unit  text,
  offered_at    timestamp with time zone not null,
  answered_by   uuid,
  answered_unit text,
  answered_at   timestamp with time zone,
  sealed_answer bytea,
  to_case       uuid,
  CHECK (((to_community IS NULL) = (to_path IS NULL))),
  CHECK (((state <> ALL (ARRAY['offered'::text, 'accepted'::text, 'returned'::text])) OR (to_community IS NOT NULL))),
  CHECK (((state <> ALL (ARRAY['proposed'::text, 'sentOut'::text])) OR (to_community IS NULL))),
  CHECK (((state <> ALL (ARRAY['accepted'::text, 'sentOut'::text])) OR (answered_by <> offered_by))),
  CHECK (((state <> 'accepted'::text) OR (to_case IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['suggested'::text, 'offered'::text, 'proposed'::text, 'accepted'::text, 'returned'::text, 'withdrawn'::text, 'sentOut'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX transfer_by_id ON control.transfer USING btree (id);
CREATE INDEX transfer_by_place ON control.transfer USING btree (area_path, offered_at);
CREATE INDEX transfer_by_target ON control.transfer USING btree (to_path, offered_at) WHERE (to_path IS NOT NULL);
CREATE INDEX transfer_of_case ON control.transfer USING btree (community_id, case_id);
CREATE UNIQUE INDEX transfer_waiting ON control.transfer USING btree (community_id, case_id) WHERE (state = ANY (ARRAY['suggested'::text, 'offered'::text, 'proposed'::text]));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   by_target (all) using ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'returned'::text])) AND platform.sees(to_path)) check ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'returned'::text])) AND platform.sees(to_path))
-- xiaomen_app: select, insert, update, delete

create table daily.assessment (
  community_id  uuid not null,
  day           date not null,
  subject_id    uuid not null,
  parent_id     uuid,
  member_of     uuid[] not null default '{}'::uuid[],
  member_ids    uuid[] not null default '{}'::uuid[],
  level         text not null,
  name          text not null,
  area_path     text not null,
  homes         integer not null,
  is_overlay    boolean not null,
  is_report_due boolean not null,
  state         text not null,
  own_state     text not null,
  own_checks    text[] not null default '{}'::text[],
  own_count     integer not null,
  below_count   integer not null,
  CHECK ((own_state = ANY (ARRAY['free'::text, 'notFree'::text, 'unknown'::text]))),
  CHECK ((state = ANY (ARRAY['free'::text, 'notFree'::text, 'unknown'::text]))),
  PRIMARY KEY (community_id, day, subject_id)
);
CREATE INDEX assessment_by_parent ON daily.assessment USING btree (day, parent_id);
CREATE INDEX assessment_by_place ON daily.assessment USING btree (day, area_path);
CREATE INDEX assessment_by_subject ON daily.assessment USING btree (subject_id, day);
-- row-level security, forced
--   above (select) using platform.sees_above(area_path)
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table daily.fact (
  community_id uuid not null,
  id           uuid not null,
  kind         text not null,
  area_id      uuid not null,
  area_path    text not null,
  since        timestamp with time zone not null,
  from_day     date not null,
  ended_on     date,
  cleared_at   timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['infection_case'::text, 'fever_unresolved'::text]))),
  PRIMARY KEY (community_id, kind, id)
);
CREATE INDEX fact_standing ON daily.fact USING btree (area_path) WHERE (cleared_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table daily.posting (
  community_id uuid not null,
  code         text not null,
  day          date not null,
  subject_id   uuid not null,
  level        text not null,
  name         text not null,
  full_name    text not null,
  area_path    text not null,
  state        text not null,
  posted_at    timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['posted'::text, 'withdrawn'::text]))),
  PRIMARY KEY (community_id, code)
);
CREATE INDEX posting_by_code ON daily.posting USING btree (code);
CREATE INDEX posting_by_place ON daily.posting USING btree (day, area_path);
CREATE INDEX posting_by_subject ON daily.posting USING btree (subject_id, day);
CREATE UNIQUE INDEX posting_standing ON daily.posting USING btree (community_id, day, subject_id) WHERE (state = 'posted'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   public_reading (select) using true
-- xiaomen_app: select, insert, update, delete

create table daily.report (
  community_id uuid not null,
  id           uuid not null,
  day          date not null,
  subject_id   uuid not null,
  area_path    text not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null,
  note         bytea,
  voided_at    timestamp with time zone,
  voided_by    uuid,
  void_kind    text,
  void_reason  bytea,
  CHECK (((voided_at IS NULL) = (void_kind IS NULL))),
  CHECK ((void_kind = ANY (ARRAY['takenBack'::text, 'contradicted'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX report_by_place ON daily.report USING btree (day, area_path) WHERE (voided_at IS NULL);
CREATE UNIQUE INDEX report_of_day ON daily.report USING btree (community_id, day, subject_id) WHERE (voided_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.alarm (
  community_id uuid not null,
  id           uuid not null,
  door_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  raised_at    timestamp with time zone not null,
  cleared_at   timestamp with time zone,
  answered_at  timestamp with time zone,
  answered_by  uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX alarm_by_id ON doors.alarm USING btree (id);
CREATE UNIQUE INDEX alarm_open ON doors.alarm USING btree (community_id, door_id, kind) WHERE (answered_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.card (
  community_id    uuid not null,
  id              uuid not null,
  area_path       text not null,
  holder          text not null,
  person_id       uuid,
  first_person_id uuid,
  home_id         uuid,
  sealed_worker   bytea,
  sealed_number   bytea not null,
  number_index    bytea not null,
  list_hash       text not null,
  state           text not null,
  issued_at       timestamp with time zone not null,
  valid_until     timestamp with time zone,
  ended_at        timestamp with time zone,
  ended_why       text,
  replaced_by     uuid,
  CHECK ((list_hash ~ '^[0-9a-f]{16}$'::text)),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX card_by_hash ON doors.card USING btree (community_id, list_hash);
CREATE INDEX card_by_id ON doors.card USING btree (id);
CREATE UNIQUE INDEX card_by_number ON doors.card USING btree (community_id, number_index) WHERE (state = 'active'::text);
CREATE INDEX card_by_path ON doors.card USING btree (area_path);
CREATE INDEX card_of_first ON doors.card USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE INDEX card_of_home ON doors.card USING btree (home_id) WHERE (home_id IS NOT NULL);
CREATE INDEX card_of_person ON doors.card USING btree (person_id) WHERE (person_id IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.command (
  community_id uuid not null,
  id           uuid not null,
  door_id      uuid not null,
  device_id    uuid not null,
  area_path    text not null,
  kind         text not null,
  why          text not null,
  asked_at     timestamp with time zone not null,
  until        timestamp with time zone not null,
  sent_at      timestamp with time zone,
  answered_at  timestamp with time zone,
  was_done     boolean,
  is_told      boolean not null default false,
  fire_id      uuid,
  account_id   uuid,
  digest       bytea,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX command_by_id ON doors.command USING btree (id);
CREATE INDEX command_of_door ON doors.command USING btree (door_id, asked_at);
CREATE INDEX command_open ON doors.command USING btree (until) WHERE ((answered_at IS NULL) AND (NOT is_told));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.device (
  community_id   uuid not null,
  id             uuid not null,
  door_id        uuid not null,
  area_path      text not null,
  secret_hash    bytea not null,
  made_at        timestamp with time zone not null,
  ended_at       timestamp with time zone,
  is_online      boolean not null default false,
  seen_at        timestamp with time zone,
  lock_state     text,
  list_version   text,
  list_at        timestamp with time zone,
  listed         bytea not null default '\x'::bytea,
  wanted_version text,
  wanted         bytea not null default '\x'::bytea,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX device_by_id ON doors.device USING btree (id);
CREATE UNIQUE INDEX device_of_door ON doors.device USING btree (community_id, door_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.door (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  gate_id      uuid,
  name         text not null,
  kind         text not null,
  direction    text not null,
  open_seconds integer not null,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, area_id, name)
);
CREATE INDEX door_by_id ON doors.door USING btree (id);
CREATE INDEX door_by_path ON doors.door USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.event (
  community_id uuid not null,
  device_id    uuid not null,
  n            bigint not null,
  door_id      uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  kind         text not null,
  card_id      uuid,
  person_id    uuid,
  home_id      uuid,
  outcome      text,
  reasons      text[] not null default '{}'::text[],
  was_opened   boolean,
  is_late      boolean not null,
  digest       bytea not null,
  PRIMARY KEY (community_id, device_id, n)
);
CREATE INDEX event_by_time ON doors.event USING btree (received_at);
CREATE INDEX event_of_card ON doors.event USING btree (community_id, card_id, at) WHERE (card_id IS NOT NULL);
CREATE INDEX event_of_door ON doors.event USING btree (door_id, received_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table doors.event_conflict (
  community_id uuid not null,
  device_id    uuid not null,
  n            bigint not null,
  digest       bytea not null,
  area_path    text not null,
  received_at  timestamp with time zone not null,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, device_id, n, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table doors.fire (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  begun_at     timestamp with time zone not null,
  begun_by     uuid,
  ended_at     timestamp with time zone,
  ended_by     uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX fire_by_id ON doors.fire USING btree (id);
CREATE UNIQUE INDEX fire_open ON doors.fire USING btree (community_id, area_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.sensor (
  community_id uuid not null,
  id           uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  secret_hash  bytea not null,
  made_at      timestamp with time zone not null,
  ended_at     timestamp with time zone,
  is_online    boolean not null default false,
  seen_at      timestamp with time zone,
  lock_state   text,
  battery      smallint,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX sensor_by_id ON doors.sensor USING btree (id);
CREATE INDEX sensor_by_path ON doors.sensor USING btree (area_path);
CREATE UNIQUE INDEX sensor_of_home ON doors.sensor USING btree (community_id, home_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table doors.sensor_event (
  community_id uuid not null,
  sensor_id    uuid not null,
  n            bigint not null,
  area_path    text not null,
  kind         text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  CHECK ((kind = ANY (ARRAY['opened'::text, 'closed'::text]))),
  PRIMARY KEY (community_id, sensor_id, n)
);
CREATE INDEX sensor_event_by_time ON doors.sensor_event USING btree (received_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table foreign.aside (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  giver_id      uuid not null,
  file_id       uuid not null,
  row_number    integer not null,
  row_key       bytea not null,
  problem       text not null,
  state         text not null,
  sampled_at    timestamp with time zone not null,
  method        text not null,
  result        text not null,
  sealed_row    bytea not null,
  received_at   timestamp with time zone not null,
  settled_at    timestamp with time zone,
  settled_by    uuid,
  sealed_reason bytea,
  delete_on     date not null,
  CHECK (((state = 'open'::text) = (settled_at IS NULL))),
  CHECK ((method = ANY (ARRAY['nucleic'::text, 'antigen'::text, 'unknown'::text]))),
  CHECK ((problem = ANY (ARRAY['unmatched'::text, 'ambiguous'::text]))),
  CHECK ((result = ANY (ARRAY['negative'::text, 'positive'::text, 'unclear'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'placed'::text, 'elsewhere'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX aside_by_id ON "foreign".aside USING btree (id);
CREATE INDEX aside_by_place ON "foreign".aside USING btree (area_path, state, received_at);
CREATE UNIQUE INDEX aside_once ON "foreign".aside USING btree (community_id, row_key);
CREATE INDEX aside_to_delete ON "foreign".aside USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table foreign.file (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  giver_id     uuid not null,
  digest       bytea not null,
  taken_at     timestamp with time zone not null,
  taken_by     uuid not null,
  rows         integer not null,
  matched      integer not null,
  known        integer not null,
  aside        integer not null,
  faults       integer not null,
  delete_on    date not null,
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX file_by_id ON "foreign".file USING btree (id);
CREATE INDEX file_by_place ON "foreign".file USING btree (area_path, taken_at);
CREATE INDEX file_to_delete ON "foreign".file USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table foreign.giver (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  name         text not null,
  method       text not null,
  columns      jsonb not null,
  made_by      uuid not null,
  made_at      timestamp with time zone not null,
  CHECK ((method = ANY (ARRAY['nucleic'::text, 'antigen'::text, 'unknown'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX giver_by_id ON "foreign".giver USING btree (id);
CREATE INDEX giver_by_place ON "foreign".giver USING btree (area_path);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table foreign.result (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  person_id    uuid not null,
  home_id      uuid,
  giver_id     uuid not null,
  file_id      uuid not null,
  way          text not null,
  sampled_at   timestamp with time zone not null,
  method       text not null,
  result       text not null,
  sealed_row   bytea not null,
  received_at  timestamp with time zone not null,
  placed_by    uuid,
  seen_to_at   timestamp with time zone,
  seen_to_by   uuid,
  delete_on    date not null,
  CHECK ((method = ANY (ARRAY['nucleic'::text, 'antigen'::text, 'unknown'::text]))),
  CHECK ((result = ANY (ARRAY['negative'::text, 'positive'::text, 'unclear'::text]))),
  CHECK ((way = ANY (ARRAY['document'::text, 'birthday'::text, 'hand'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX result_by_id ON "foreign".result USING btree (id);
CREATE INDEX result_by_place ON "foreign".result USING btree (area_path, sampled_at);
CREATE INDEX result_last ON "foreign".result USING btree (person_id, sampled_at) WHERE (method = 'nucleic'::text);
CREATE UNIQUE INDEX result_once ON "foreign".result USING btree (community_id, person_id, sampled_at, method, result);
CREATE INDEX result_positive ON "foreign".result USING btree (community_id, received_at) WHERE ((result = 'positive'::text) AND (seen_to_at IS NULL));
CREATE INDEX result_to_delete ON "foreign".result USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.attendant (
  community_id    uuid not null,
  id              uuid not null,
  area_path       text not null,
  person_id       uuid not null,
  credential_id   uuid not null,
  sealed_name     bytea not null,
  sealed_phone    bytea,
  valid_from      timestamp with time zone not null,
  valid_until     timestamp with time zone not null,
  made_at         timestamp with time zone not null,
  account_id      uuid,
  ended_at        timestamp with time zone,
  first_person_id uuid,
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX attendant_of_credential ON gate.attendant USING btree (credential_id);
CREATE INDEX attendant_of_first_person ON gate.attendant USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE INDEX attendant_of_person ON gate.attendant USING btree (person_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.case_mark (
  community_id    uuid not null,
  case_id         uuid not null,
  person_id       uuid not null,
  home_id         uuid,
  area_path       text not null,
  closed_at       timestamp with time zone,
  first_person_id uuid,
  first_home_id   uuid,
  kind            text not null default 'infection'::text,
  version         integer not null default 0,
  CHECK ((kind = ANY (ARRAY['infection'::text, 'measure'::text, 'keyTest'::text]))),
  PRIMARY KEY (community_id, case_id)
);
CREATE INDEX case_mark_of_first ON gate.case_mark USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE INDEX case_mark_of_first_home ON gate.case_mark USING btree (first_home_id) WHERE (first_home_id IS NOT NULL);
CREATE INDEX case_mark_of_home ON gate.case_mark USING btree (community_id, home_id) WHERE (closed_at IS NULL);
CREATE INDEX case_mark_of_person ON gate.case_mark USING btree (community_id, person_id) WHERE (closed_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.credential (
  community_id    uuid not null,
  id              uuid not null,
  area_path       text not null,
  person_id       uuid,
  home_id         uuid,
  pass_class      text not null,
  code_id         text not null,
  short_code      text not null,
  issued_at       timestamp with time zone not null,
  valid_until     timestamp with time zone,
  revoked_at      timestamp with time zone,
  revoked_why     text,
  first_person_id uuid,
  first_home_id   uuid,
  ended_by        uuid,
  valid_from      timestamp with time zone,
  CHECK ((code_id ~ '^[0-9a-f]{16}$'::text)),
  CHECK (((home_id IS NOT NULL) OR (pass_class = ANY (ARRAY['visitor'::text, 'attendant'::text])))),
  CHECK ((pass_class = ANY (ARRAY['personal'::text, 'family'::text, 'paper'::text, 'worker'::text, 'visitor'::text, 'attendant'::text]))),
  CHECK ((short_code ~ '^[0-9]{9}$'::text)),
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, code_id),
  UNIQUE (community_id, short_code)
);
CREATE INDEX credential_by_id ON gate.credential USING btree (id);
CREATE INDEX credential_of_anybody ON gate.credential USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX credential_of_anywhere ON gate.credential USING btree (home_id);
CREATE INDEX credential_of_first ON gate.credential USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE INDEX credential_of_first_home ON gate.credential USING btree (first_home_id) WHERE (first_home_id IS NOT NULL);
CREATE UNIQUE INDEX credential_of_home ON gate.credential USING btree (community_id, home_id, pass_class) WHERE ((revoked_at IS NULL) AND (person_id IS NULL));
CREATE UNIQUE INDEX credential_of_person ON gate.credential USING btree (community_id, person_id, pass_class) WHERE ((revoked_at IS NULL) AND (person_id IS NOT NULL));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.gate (
  id             uuid not null,
  community_id   uuid not null,
  area_id        uuid not null,
  area_path      text not null,
  name           text not null,
  is_open        boolean not null default true,
  hours          jsonb not null default '[]'::jsonb,
  drop_zone      text,
  isolation_area text,
  PRIMARY KEY (id),
  UNIQUE (community_id, area_id, name)
);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.handover (
  community_id uuid not null,
  id           uuid not null,
  gate_id      uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid not null,
  entered      integer not null,
  left         integer not null,
  held         integer not null,
  sealed_note  bytea,
  taken_at     timestamp with time zone,
  taken_by     uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX handover_of_gate ON gate.handover USING btree (gate_id, received_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.hold (
  community_id       uuid not null,
  passage_id         uuid not null,
  area_path          text not null,
  gate_id            uuid not null,
  person_id          uuid,
  home_id            uuid,
  at                 timestamp with time zone not null,
  reasons            text[] not null,
  sealed_temperature bytea,
  resolved_at        timestamp with time zone,
  finding            text,
  resolved_by        uuid,
  sealed_note        bytea,
  sealed_where_from  bytea,
  PRIMARY KEY (community_id, passage_id)
);
CREATE INDEX hold_by_passage ON gate.hold USING btree (passage_id);
CREATE INDEX hold_of_gate ON gate.hold USING btree (gate_id, resolved_at);
CREATE INDEX hold_open ON gate.hold USING btree (at) WHERE (resolved_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.only_open (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  area_id      uuid not null,
  gate_id      uuid not null,
  opened_at    timestamp with time zone not null,
  until        timestamp with time zone not null,
  account_id   uuid,
  ended_at     timestamp with time zone,
  ended_by     uuid,
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX only_open_of_area ON gate.only_open USING btree (area_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.passage (
  community_id       uuid not null,
  id                 uuid not null,
  gate_id            uuid not null,
  area_path          text not null,
  at                 timestamp with time zone not null,
  received_at        timestamp with time zone not null,
  late_s             integer not null,
  direction          text not null,
  means              text not null,
  credential_id      uuid,
  person_id          uuid,
  home_id            uuid,
  pass_class         text,
  outcome            text not null,
  reasons            text[] not null,
  guard_says         text,
  is_medical         boolean not null,
  sealed_temperature bytea,
  sealed_means       bytea,
  sealed_note        bytea,
  digest             bytea not null,
  account_id         uuid,
  sealed_where_from  bytea,
  seen               text,
  arrival            text,
  sealed_plate       bytea,
  CHECK ((arrival = ANY (ARRAY['courier'::text, 'takeaway'::text, 'supplyVehicle'::text, 'ambulance'::text, 'otherVehicle'::text]))),
  CHECK ((seen = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'none'::text]))),
  PRIMARY KEY (community_id, id)
) partition by RANGE (id);
CREATE INDEX passage_near ON ONLY gate.passage USING btree (gate_id, at);
CREATE INDEX passage_of_gate ON ONLY gate.passage USING btree (gate_id, received_at);
CREATE INDEX passage_of_person ON ONLY gate.passage USING btree (person_id, at) WHERE (person_id IS NOT NULL);
CREATE INDEX passage_out_of_home ON ONLY gate.passage USING btree (community_id, home_id, at) WHERE ((direction = 'out'::text) AND (home_id IS NOT NULL));
CREATE INDEX passage_out_of_person ON ONLY gate.passage USING btree (community_id, person_id, at) WHERE ((direction = 'out'::text) AND (person_id IS NOT NULL));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table gate.passage_conflict (
  community_id uuid not null,
  passage_id   uuid not null,
  digest       bytea not null,
  gate_id      uuid not null,
  area_path    text not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, passage_id, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table gate.signing_key (
  kid        text not null,
  public_key bytea not null,
  state      text not null,
  made_at    timestamp with time zone not null,
  retired_at timestamp with time zone,
  asked_by   uuid,
  asked_unit text,
  CHECK ((state = ANY (ARRAY['next'::text, 'current'::text, 'old'::text, 'withdrawn'::text]))),
  PRIMARY KEY (kid)
);
CREATE UNIQUE INDEX one_signing_key ON gate.signing_key USING btree (state) WHERE (state = ANY (ARRAY['next'::text, 'current'::text]));
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table gate.status_mark (
  community_id uuid not null,
  person_id    uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  verdict      text not null,
  reason       text,
  until        timestamp with time zone,
  version      integer not null,
  CHECK ((verdict = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text]))),
  PRIMARY KEY (community_id, person_id)
);
CREATE INDEX status_mark_against ON gate.status_mark USING btree (community_id, home_id) WHERE (verdict <> 'green'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.transport_mark (
  community_id uuid not null,
  transport_id uuid not null,
  area_path    text not null,
  home_id      uuid not null,
  person_ids   uuid[] not null,
  sealed_plate bytea,
  plate_index  bytea,
  from_at      timestamp with time zone not null,
  until_at     timestamp with time zone not null,
  PRIMARY KEY (community_id, transport_id)
);
CREATE INDEX transport_mark_by_end ON gate.transport_mark USING btree (until_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.vehicle (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  arrival      text not null,
  sealed_plate bytea not null,
  plate_index  bytea not null,
  from_day     date not null,
  until_day    date not null,
  ended_at     timestamp with time zone,
  CHECK ((arrival = ANY (ARRAY['supplyVehicle'::text, 'otherVehicle'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX vehicle_by_id ON gate.vehicle USING btree (id);
CREATE UNIQUE INDEX vehicle_by_plate ON gate.vehicle USING btree (community_id, plate_index) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table gate.zone_mark (
  zone_id         uuid not null,
  area_path       text not null,
  version         integer not null,
  keeps_in        boolean not null,
  admits_visitors boolean not null,
  from_at         timestamp with time zone not null,
  until_at        timestamp with time zone not null,
  PRIMARY KEY (zone_id, area_path)
);
CREATE INDEX zone_mark_by_end ON gate.zone_mark USING btree (until_at);
-- row-level security, forced
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table lab.channel (
  id         uuid not null,
  area_id    uuid not null,
  area_path  text not null,
  name       text not null,
  asked_by   uuid not null,
  asked_unit text not null,
  asked_at   timestamp with time zone not null,
  agreed_by  uuid,
  agreed_at  timestamp with time zone,
  made_at    timestamp with time zone,
  ended_at   timestamp with time zone,
  heard_at   timestamp with time zone,
  PRIMARY KEY (id)
);
CREATE INDEX channel_by_place ON lab.channel USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table lab.due (
  community_id uuid not null,
  tube_id      uuid not null,
  campaign_id  uuid not null,
  area_path    text not null,
  result_id    uuid not null,
  verdict      text not null,
  at           timestamp with time zone not null,
  delete_on    date not null,
  CHECK ((verdict = ANY (ARRAY['negative'::text, 'positive'::text, 'invalid'::text, 'lost'::text]))),
  PRIMARY KEY (community_id, tube_id)
);
CREATE INDEX due_in_order ON lab.due USING btree (community_id, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table lab.nonce (
  channel_id uuid not null,
  area_path  text not null,
  nonce_key  bytea not null,
  at         timestamp with time zone not null,
  PRIMARY KEY (channel_id, nonce_key)
);
CREATE INDEX nonce_by_age ON lab.nonce USING btree (at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table lab.recall (
  community_id    uuid not null,
  id              uuid not null,
  tube_id         uuid not null,
  campaign_id     uuid not null,
  person_id       uuid not null,
  first_person_id uuid not null,
  home_id         uuid,
  area_path       text not null,
  state           text not null,
  holds           boolean not null,
  opened_at       timestamp with time zone not null,
  state_at        timestamp with time zone not null,
  told_at         timestamp with time zone,
  told_by         uuid,
  again_tube      uuid,
  delete_on       date not null,
  version         integer not null,
  CHECK ((state = ANY (ARRAY['notified'::text, 'atHome'::text, 'unreachable'::text, 'resampled'::text, 'negative'::text, 'positive'::text, 'withdrawn'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX recall_by_id ON lab.recall USING btree (id);
CREATE INDEX recall_by_place ON lab.recall USING btree (area_path, opened_at);
CREATE INDEX recall_of_campaign ON lab.recall USING btree (community_id, campaign_id);
CREATE INDEX recall_of_home ON lab.recall USING btree (community_id, home_id) WHERE (home_id IS NOT NULL);
CREATE INDEX recall_of_person ON lab.recall USING btree (community_id, person_id);
CREATE UNIQUE INDEX recall_of_pool ON lab.recall USING btree (community_id, tube_id, first_person_id);
CREATE INDEX recall_of_second ON lab.recall USING btree (community_id, again_tube) WHERE (again_tube IS NOT NULL);
CREATE INDEX recall_to_delete ON lab.recall USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table lab.result (
  community_id uuid not null,
  id           uuid not null,
  tube_id      uuid not null,
  campaign_id  uuid not null,
  area_path    text not null,
  kind         text not null,
  verdict      text not null,
  of_id        uuid,
  reason       text,
  way          text not null,
  sealed_ct    bytea,
  at           timestamp with time zone not null,
  account_id   uuid not null,
  unit         text not null,
  delete_on    date not null,
  CHECK (((kind = 'report'::text) = (of_id IS NULL))),
  CHECK (((kind = 'amend'::text) = (reason IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['report'::text, 'amend'::text, 'confirm'::text, 'decline'::text]))),
  CHECK ((reason = ANY (ARRAY['mixedUp'::text, 'misread'::text, 'repeated'::text, 'contaminated'::text]))),
  CHECK ((verdict = ANY (ARRAY['negative'::text, 'positive'::text, 'invalid'::text]))),
  CHECK ((way = ANY (ARRAY['scan'::text, 'file'::text, 'api'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX result_of_tube ON lab.result USING btree (community_id, tube_id, at);
CREATE INDEX result_to_delete ON lab.result USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, delete

create table lab.unmatched (
  id         uuid not null,
  area_path  text not null,
  tube_code  text not null,
  verdict    text not null,
  sealed_ct  bytea,
  way        text not null,
  at         timestamp with time zone not null,
  account_id uuid not null,
  unit       text not null,
  matched_at timestamp with time zone,
  delete_on  date not null,
  CHECK ((verdict = ANY (ARRAY['negative'::text, 'positive'::text, 'invalid'::text]))),
  CHECK ((way = ANY (ARRAY['scan'::text, 'file'::text, 'api'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX unmatched_by_code ON lab.unmatched USING btree (tube_code) WHERE (matched_at IS NULL);
CREATE INDEX unmatched_by_place ON lab.unmatched USING btree (area_path, at) WHERE (matched_at IS NULL);
CREATE INDEX unmatched_to_delete ON lab.unmatched USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table lab.waiting (
  community_id uuid not null,
  tube_id      uuid not null,
  result_id    uuid not null,
  area_path    text not null,
  tube_code    text not null,
  verdict      text not null,
  account_id   uuid not null,
  unit         text not null,
  at           timestamp with time zone not null,
  delete_on    date not null,
  CHECK ((verdict = ANY (ARRAY['negative'::text, 'positive'::text, 'invalid'::text]))),
  PRIMARY KEY (community_id, tube_id)
);
CREATE INDEX waiting_by_place ON lab.waiting USING btree (area_path, at);
CREATE INDEX waiting_to_delete ON lab.waiting USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.call (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  by           uuid not null,
  outcome      text not null,
  sealed_note  bytea,
  digest       bytea not null,
  delete_on    date not null,
  CHECK ((outcome = ANY (ARRAY['reached'::text, 'noAnswer'::text, 'busy'::text, 'wrongNumber'::text, 'refused'::text, 'callBack'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX call_by_lead ON leads.call USING btree (community_id, lead_id, at);
CREATE INDEX call_to_delete ON leads.call USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.channel (
  id         uuid not null,
  area_id    uuid not null,
  area_path  text not null,
  name       text not null,
  kind       text not null,
  asked_by   uuid not null,
  asked_unit text not null,
  asked_at   timestamp with time zone not null,
  agreed_by  uuid,
  agreed_at  timestamp with time zone,
  made_at    timestamp with time zone,
  ended_at   timestamp with time zone,
  heard_at   timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['positive'::text, 'contact'::text, 'secondaryContact'::text, 'riskArea'::text, 'symptom'::text, 'other'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX lead_channel_by_place ON leads.channel USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.file (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  giver_id     uuid not null,
  digest       bytea not null,
  taken_at     timestamp with time zone not null,
  taken_by     uuid not null,
  rows         integer not null,
  delete_on    date not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX file_by_giver ON leads.file USING btree (giver_id, taken_at);
CREATE UNIQUE INDEX file_by_id ON leads.file USING btree (id);
CREATE INDEX file_to_delete ON leads.file USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.giver (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  name         text not null,
  kind         text not null,
  columns      jsonb not null,
  made_by      uuid not null,
  made_at      timestamp with time zone not null,
  CHECK ((kind = ANY (ARRAY['positive'::text, 'contact'::text, 'secondaryContact'::text, 'riskArea'::text, 'symptom'::text, 'other'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX giver_by_id ON leads.giver USING btree (id);
CREATE INDEX giver_by_place ON leads.giver USING btree (area_path);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.lead (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  desk_id       uuid not null,
  offered_to    uuid,
  kind          text not null,
  priority      smallint not null,
  way           text not null,
  state         text not null,
  received_at   timestamp with time zone not null,
  accept_by     timestamp with time zone,
  tell_by       timestamp with time zone,
  close_by      timestamp with time zone not null,
  accepted_at   timestamp with time zone,
  told_at       timestamp with time zone,
  closed_at     timestamp with time zone,
  outcome       text,
  due_at        timestamp with time zone default 
CASE
    WHEN (state = 'closed'::text) THEN NULL::timestamp with time zone
    ELSE LEAST(
    CASE
        WHEN (accepted_at IS NULL) THEN accept_by
        ELSE NULL::timestamp with time zone
    END,
    CASE
        WHEN (told_at IS NULL) THEN tell_by
        ELSE NULL::timestamp with time zone
    END, close_by)
END,
  returns       smallint not null,
  sources       integer not null,
  document_key  bytea,
  contact_key   bytea,
  sealed_said   bytea not null,
  has_phone     boolean not null,
  suggest_id    uuid,
  suggest_way   text,
  suggest_also  uuid,
  suggest_doubt text,
  person_id     uuid,
  home_id       uuid,
  call_at       timestamp with time zone,
  tries         smallint not null,
  lang          text,
  held_by       uuid,
  held_until    timestamp with time zone,
  reminded_at   timestamp with time zone,
  moved_at      timestamp with time zone not null,
  version       integer not null,
  delete_on     date not null,
  CHECK (((state = 'offered'::text) = (offered_to IS NOT NULL))),
  CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CHECK (((state = 'closed'::text) = (outcome IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['accepted'::text, 'working'::text, 'closed'::text])) OR (desk_id = community_id))),
  CHECK ((kind = ANY (ARRAY['positive'::text, 'contact'::text, 'secondaryContact'::text, 'riskArea'::text, 'symptom'::text, 'other'::text]))),
  CHECK ((outcome = ANY (ARRAY['reached'::text, 'underControl'::text, 'notFound'::text, 'elsewhere'::text, 'noRisk'::text, 'wrongInformation'::text]))),
  CHECK ((state = ANY (ARRAY['received'::text, 'triaged'::text, 'offered'::text, 'accepted'::text, 'working'::text, 'returned'::text, 'closed'::text]))),
  CHECK ((suggest_doubt = ANY (ARRAY['several'::text, 'elsewhere'::text, 'nothing'::text]))),
  CHECK ((suggest_way = ANY (ARRAY['document'::text, 'phone'::text, 'place'::text, 'address'::text]))),
  CHECK ((way = ANY (ARRAY['file'::text, 'form'::text, 'phone'::text, 'api'::text, 'resident'::text, 'gate'::text, 'case'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX lead_by_closing ON leads.lead USING btree (community_id, closed_at, id) WHERE (state = 'closed'::text);
CREATE INDEX lead_by_contact ON leads.lead USING btree (community_id, contact_key) WHERE ((contact_key IS NOT NULL) AND (state <> 'closed'::text));
CREATE INDEX lead_by_desk ON leads.lead USING btree (desk_id, state, due_at, id);
CREATE INDEX lead_by_document ON leads.lead USING btree (community_id, document_key) WHERE ((document_key IS NOT NULL) AND (state <> 'closed'::text));
CREATE UNIQUE INDEX lead_by_id ON leads.lead USING btree (id);
CREATE INDEX lead_by_person ON leads.lead USING btree (person_id) WHERE ((person_id IS NOT NULL) AND (state <> 'closed'::text));
CREATE INDEX lead_by_place ON leads.lead USING btree (area_path, state, due_at, id);
CREATE INDEX lead_by_state ON leads.lead USING btree (community_id, state, due_at, id);
CREATE INDEX lead_closed_at_place ON leads.lead USING btree (area_path, closed_at, id) WHERE (state = 'closed'::text);
CREATE INDEX lead_held ON leads.lead USING btree (held_by) WHERE (held_by IS NOT NULL);
CREATE INDEX lead_to_call ON leads.lead USING btree (community_id, priority, due_at, id) WHERE ((told_at IS NULL) AND has_phone AND (state <> 'closed'::text));
CREATE INDEX lead_to_delete ON leads.lead USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.nonce (
  channel_id uuid not null,
  area_path  text not null,
  nonce_key  bytea not null,
  at         timestamp with time zone not null,
  PRIMARY KEY (channel_id, nonce_key)
);
CREATE INDEX lead_nonce_by_age ON leads.nonce USING btree (at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.post (
  community_id uuid not null,
  id           uuid not null,
  surge_id     uuid not null,
  area_path    text not null,
  account_id   uuid not null,
  part         text not null,
  line         smallint,
  grant_id     uuid,
  CHECK ((part = ANY (ARRAY['chief'::text, 'line'::text, 'volunteer'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX post_once ON leads.post USING btree (surge_id, account_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.sample (
  community_id  uuid not null,
  id            uuid not null,
  lead_id       uuid not null,
  area_path     text not null,
  day           date not null,
  drawn_at      timestamp with time zone not null,
  checked_at    timestamp with time zone,
  checked_by    uuid,
  is_good       boolean,
  sealed_reason bytea,
  delete_on     date not null,
  CHECK (((checked_at IS NULL) = (is_good IS NULL))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX sample_by_id ON leads.sample USING btree (id);
CREATE UNIQUE INDEX sample_once ON leads.sample USING btree (community_id, day, lead_id);
CREATE INDEX sample_to_delete ON leads.sample USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.seat (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  account_id   uuid not null,
  unit         text not null,
  taken_at     timestamp with time zone not null,
  left_at      timestamp with time zone,
  sealed_note  bytea,
  delete_on    date not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX seat_by_place ON leads.seat USING btree (area_path, left_at);
CREATE UNIQUE INDEX seat_once ON leads.seat USING btree (community_id, account_id) WHERE (left_at IS NULL);
CREATE INDEX seat_to_delete ON leads.seat USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.source (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  area_path    text not null,
  way          text not null,
  giver_id     uuid,
  file_id      uuid,
  row_number   integer,
  source_key   bytea not null,
  received_at  timestamp with time zone not null,
  sealed_said  bytea not null,
  told_by      uuid,
  delete_on    date not null,
  CHECK ((way = ANY (ARRAY['file'::text, 'form'::text, 'phone'::text, 'api'::text, 'resident'::text, 'gate'::text, 'case'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX source_by_giver ON leads.source USING btree (giver_id, received_at) WHERE (giver_id IS NOT NULL);
CREATE INDEX source_by_lead ON leads.source USING btree (community_id, lead_id);
CREATE INDEX source_by_teller ON leads.source USING btree (told_by, received_at) WHERE (told_by IS NOT NULL);
CREATE UNIQUE INDEX source_once ON leads.source USING btree (community_id, source_key);
CREATE INDEX source_to_delete ON leads.source USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.statement (
  community_id uuid not null,
  id           uuid not null,
  lead_id      uuid not null,
  call_id      uuid not null,
  area_path    text not null,
  area_id      uuid,
  from_at      timestamp with time zone not null,
  until_at     timestamp with time zone,
  sealed_told  bytea not null,
  told_at      timestamp with time zone not null,
  delete_on    date not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX statement_by_lead ON leads.statement USING btree (community_id, lead_id, from_at);
CREATE INDEX statement_to_delete ON leads.statement USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.step (
  community_id  uuid not null,
  id            uuid not null,
  lead_id       uuid not null,
  area_path     text not null,
  at            timestamp with time zone not null,
  by            uuid,
  kind          text not null,
  desk_id       uuid not null,
  version       integer not null,
  batch_id      uuid,
  before        jsonb,
  reason        text,
  sealed_note   bytea,
  is_correction boolean not null,
  delete_on     date not null,
  CHECK ((kind = ANY (ARRAY['receive'::text, 'merge'::text, 'triage'::text, 'offer'::text, 'takeBack'::text, 'keep'::text, 'accept'::text, 'giveBack'::text, 'recall'::text, 'tell'::text, 'call'::text, 'close'::text, 'reopen'::text, 'remind'::text, 'task'::text, 'visited'::text, 'undo'::text]))),
  CHECK ((reason = ANY (ARRAY['notHere'::text, 'movedAway'::text, 'noSuchAddress'::text, 'notEnough'::text, 'other'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX step_by_batch ON leads.step USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX step_by_desk ON leads.step USING btree (desk_id, at);
CREATE INDEX step_by_lead ON leads.step USING btree (community_id, lead_id, at);
CREATE INDEX step_corrections ON leads.step USING btree (community_id, at) WHERE is_correction;
CREATE INDEX step_to_delete ON leads.step USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.surge (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  until        timestamp with time zone not null,
  began_at     timestamp with time zone not null,
  began_by     uuid not null,
  ended_at     timestamp with time zone,
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX surge_once ON leads.surge USING btree (community_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table leads.unread (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  giver_id      uuid not null,
  file_id       uuid,
  row_number    integer not null,
  row_key       bytea not null,
  fault         text not null,
  field         text not null,
  sealed_cells  bytea not null,
  state         text not null,
  received_at   timestamp with time zone not null,
  settled_at    timestamp with time zone,
  settled_by    uuid,
  sealed_reason bytea,
  delete_on     date not null,
  CHECK (((state = 'open'::text) = (settled_at IS NULL))),
  CHECK ((fault = ANY (ARRAY['no_subject'::text, 'many_names'::text, 'too_long'::text, 'bad_phone'::text, 'bad_document'::text, 'bad_time'::text, 'time_ahead'::text, 'bad_kind'::text]))),
  CHECK ((field = ANY (ARRAY['reference'::text, 'name'::text, 'phone'::text, 'documentNumber'::text, 'address'::text, 'said'::text, 'kind'::text, 'sentAt'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'mended'::text, 'aside'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX unread_by_id ON leads.unread USING btree (id);
CREATE INDEX unread_by_place ON leads.unread USING btree (area_path, state, received_at);
CREATE UNIQUE INDEX unread_once ON leads.unread USING btree (community_id, row_key);
CREATE INDEX unread_to_delete ON leads.unread USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table occupations.asked (
  community_id    uuid not null,
  person_id       uuid not null,
  area_path       text not null,
  mark_id         uuid not null default gen_random_uuid(),
  is_overdue      boolean not null default false,
  overdue_version integer not null default 0,
  PRIMARY KEY (community_id, person_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table occupations.link (
  community_id  uuid not null,
  enterprise_id uuid not null,
  area_path     text not null,
  code_index    bytea not null,
  made_at       timestamp with time zone not null,
  made_by       uuid not null,
  until         timestamp with time zone not null,
  PRIMARY KEY (community_id, enterprise_id),
  UNIQUE (code_index)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table occupations.round (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  opened_at    timestamp with time zone not null,
  PRIMARY KEY (community_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table occupations.test (
  community_id    uuid not null,
  id              uuid not null,
  area_path       text not null,
  person_id       uuid not null,
  sampled_on      date not null,
  sealed_evidence bytea not null,
  noted_by        uuid not null,
  noted_at        timestamp with time zone not null,
  delete_on       date not null,
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX test_by_id ON occupations.test USING btree (id);
CREATE INDEX test_of_person ON occupations.test USING btree (person_id, sampled_on);
CREATE INDEX test_to_delete ON occupations.test USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table patrols.breach (
  community_id  uuid not null,
  id            uuid not null,
  area_id       uuid not null,
  area_path     text not null,
  kind          text not null,
  at            timestamp with time zone not null,
  received_at   timestamp with time zone not null,
  account_id    uuid,
  sealed_place  bytea,
  sealed_note   bytea,
  photo_ids     uuid[] not null,
  digest        bytea not null,
  outcome       text,
  answered_at   timestamp with time zone,
  answered_by   uuid,
  sealed_answer bytea,
  CHECK ((kind = ANY (ARRAY['climbed'::text, 'cut'::text, 'left'::text, 'entered'::text, 'other'::text]))),
  CHECK ((outcome = ANY (ARRAY['broughtBack'::text, 'sentAway'::text, 'repaired'::text, 'toPolice'::text, 'nothingFound'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX breach_answered ON patrols.breach USING btree (area_path, answered_at) WHERE (answered_at IS NOT NULL);
CREATE INDEX breach_by_id ON patrols.breach USING btree (id);
CREATE INDEX breach_open ON patrols.breach USING btree (area_path) WHERE (answered_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table patrols.missed (
  community_id uuid not null,
  id           uuid not null,
  route_id     uuid not null,
  area_path    text not null,
  round_at     timestamp with time zone not null,
  told_at      timestamp with time zone not null,
  settled_at   timestamp with time zone,
  answer       text,
  answered_by  uuid,
  CHECK ((answer = ANY (ARRAY['walkedAfter'::text, 'nobodyOnDuty'::text, 'badWeather'::text, 'pathBlocked'::text]))),
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, route_id, round_at)
);
CREATE INDEX missed_by_id ON patrols.missed USING btree (id);
CREATE INDEX missed_of_route ON patrols.missed USING btree (route_id, round_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table patrols.point (
  community_id uuid not null,
  id           uuid not null,
  route_id     uuid not null,
  area_path    text not null,
  ordinal      smallint not null,
  name         text not null,
  hint         text,
  code         text not null,
  from_at      timestamp with time zone not null,
  until_at     timestamp with time zone,
  PRIMARY KEY (community_id, id),
  UNIQUE (code)
);
CREATE INDEX point_by_id ON patrols.point USING btree (id);
CREATE INDEX point_of_route ON patrols.point USING btree (route_id, ordinal);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table patrols.route (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  version      integer not null,
  made_at      timestamp with time zone not null,
  ended_at     timestamp with time zone,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX route_by_id ON patrols.route USING btree (id);
CREATE UNIQUE INDEX route_by_name ON patrols.route USING btree (area_id, name) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table patrols.timetable (
  community_id      uuid not null,
  route_id          uuid not null,
  from_at           timestamp with time zone not null,
  area_path         text not null,
  times             text[] not null,
  tolerance_minutes smallint not null,
  PRIMARY KEY (community_id, route_id, from_at)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table patrols.visit (
  community_id uuid not null,
  id           uuid not null,
  route_id     uuid not null,
  point_id     uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  here_reason  text,
  digest       bytea not null,
  CHECK ((here_reason = ANY (ARRAY['codeMissing'::text, 'codeDamaged'::text, 'noCamera'::text, 'blocked'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX visit_by_id ON patrols.visit USING btree (id);
CREATE INDEX visit_of_route ON patrols.visit USING btree (route_id, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table photos.photo (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  kind         text not null,
  sealed_bytes bytea not null,
  digest       bytea not null,
  is_used      boolean not null default false,
  delete_on    date not null,
  CHECK ((kind = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX photo_by_id ON photos.photo USING btree (id);
CREATE INDEX photo_to_delete ON photos.photo USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table platform.audit (
  id              uuid not null,
  at              timestamp with time zone not null,
  actor_kind      text not null,
  actor_id        uuid,
  actor_name      text not null,
  actor_role      text,
  actor_unit      text not null default ''::text,
  session_id      uuid,
  operation       text not null,
  permission      text,
  community_id    uuid,
  area_path       text not null,
  classes         text[] not null default '{}'::text[],
  subjects        uuid[] not null default '{}'::uuid[],
  reason_in_clear text,
  reason          bytea,
  purpose         text,
  PRIMARY KEY (id)
) partition by RANGE (id);
CREATE INDEX audit_by_actor ON ONLY platform.audit USING btree (actor_id, at);
CREATE INDEX audit_by_subject ON ONLY platform.audit USING gin (subjects);
CREATE INDEX audit_in_clear ON ONLY platform.audit USING btree (id) WHERE (reason_in_clear IS NOT NULL);
CREATE INDEX audit_of_areas ON ONLY platform.audit USING btree (area_path, id) WHERE ((cardinality(classes) > 0) AND ((cardinality(subjects) < 1) OR (cardinality(subjects) > 499)));
-- row-level security, forced
--   by_area_or_self (select) using (platform.sees(area_path) OR ((NULLIF(current_setting('app.person'::text, true), ''::text))::uuid = ANY (subjects)) OR ((NULLIF(current_setting('app.person'::text, true), ''::text) IS NOT NULL) AND (cardinality(classes) > 0) AND platform.sees_above(area_path)))
--   write_any (insert) check true
-- xiaomen_app: select, insert

create table platform.former_place (
  old_path  text not null,
  area_path text not null,
  at        timestamp with time zone not null,
  PRIMARY KEY (old_path)
);
CREATE INDEX former_place_by_path ON platform.former_place USING btree (area_path);
CREATE INDEX former_place_by_time ON platform.former_place USING btree (at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table platform.heard (
  event_id uuid not null,
  reaction text not null,
  at       timestamp with time zone not null,
  PRIMARY KEY (event_id, reaction)
);
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table platform.job_run (
  job        text not null,
  due        timestamp with time zone not null,
  started_at timestamp with time zone not null,
  ended_at   timestamp with time zone,
  error      text,
  PRIMARY KEY (job, due)
);
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table platform.migration (
  name   text not null,
  digest text not null,
  at     timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table platform.outbox (
  id       uuid not null,
  at       timestamp with time zone not null,
  name     text not null,
  payload  jsonb not null,
  attempts integer not null default 0,
  next_at  timestamp with time zone not null,
  done_at  timestamp with time zone,
  error    text,
  PRIMARY KEY (id)
);
CREATE INDEX outbox_waiting ON platform.outbox USING btree (next_at, id) WHERE (done_at IS NULL);
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table posture.local_edition (
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  pack_id      text not null,
  base_edition text not null,
  edition      text not null,
  files        jsonb not null,
  examples     jsonb not null,
  note         text not null,
  state        text not null,
  drafted_by   uuid not null,
  drafted_unit text not null,
  drafted_at   timestamp with time zone not null,
  approved_at  timestamp with time zone,
  CHECK (((state = 'approved'::text) = (approved_at IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['drafted'::text, 'approved'::text, 'withdrawn'::text]))),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_local_edition ON posture.local_edition USING btree (pack_id, edition);
-- row-level security, forced
--   add_edition (insert) check platform.sees(area_path)
--   change_edition (update) using platform.sees(area_path) check platform.sees(area_path)
--   read_edition (select) using ((state = 'approved'::text) OR platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert, update, delete

create table posture.order_step (
  id         uuid not null,
  order_id   uuid not null,
  area_path  text not null,
  kind       text not null,
  at         timestamp with time zone not null,
  account_id uuid,
  unit       text not null,
  act_id     uuid,
  until      date,
  reason     text,
  FOREIGN KEY (order_id) REFERENCES posture.posture_order(id),
  PRIMARY KEY (id)
);
CREATE INDEX step_by_place ON posture.order_step USING btree (area_path);
CREATE INDEX step_of_order ON posture.order_step USING btree (order_id, at);
-- row-level security, forced
--   add_step (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert

create table posture.posture_order (
  id             uuid not null,
  area_id        uuid not null,
  area_path      text not null,
  posture        text not null,
  pack_id        text not null,
  edition        text not null,
  legal_basis    text not null,
  purpose        text not null,
  state          text not null,
  drafted_by     uuid not null,
  drafted_at     timestamp with time zone not null,
  approved_by    uuid,
  approved_at    timestamp with time zone,
  valid_until    date not null,
  ended_by       uuid,
  ended_at       timestamp with time zone,
  end_reason     text,
  drafted_unit   text not null default ''::text,
  retention_days integer not null default 30,
  assessment     jsonb,
  CHECK ((approved_by <> drafted_by)),
  CHECK ((((state = 'drafted'::text) = (approved_by IS NULL)) OR (state = 'ended'::text))),
  CHECK ((posture = ANY (ARRAY['peace'::text, 'watch'::text, 'emergency'::text]))),
  CHECK ((retention_days > 0)),
  CHECK ((state = ANY (ARRAY['drafted'::text, 'inForce'::text, 'ended'::text]))),
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_order_in_force ON posture.posture_order USING btree (area_id) WHERE (state = 'inForce'::text);
CREATE INDEX order_in_force ON posture.posture_order USING btree (area_path) WHERE (state = 'inForce'::text);
-- row-level security, forced
--   add_order (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_order (update) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table presence.check_in (
  community_id  uuid not null,
  id            uuid not null,
  spot_id       uuid not null,
  area_path     text not null,
  at            timestamp with time zone not null,
  left_at       timestamp with time zone,
  proof         text not null,
  identity      text not null,
  tag           bytea not null,
  sealed_person bytea not null,
  pairing       text,
  digest        bytea not null,
  confirmed_by  uuid,
  confirmed_at  timestamp with time zone,
  delete_on     date not null,
  CHECK ((left_at > at)),
  CHECK ((identity = ANY (ARRAY['account'::text, 'code'::text, 'said'::text]))),
  CHECK ((proof = ANY (ARRAY['claimed'::text, 'rotating'::text, 'confirmed'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX check_in_assumed ON presence.check_in USING btree (spot_id, at) WHERE ((proof <> 'claimed'::text) AND (left_at IS NULL));
CREATE UNIQUE INDEX check_in_by_id ON presence.check_in USING btree (id);
CREATE INDEX check_in_by_place ON presence.check_in USING btree (area_path);
CREATE INDEX check_in_claimed ON presence.check_in USING btree (spot_id, at) WHERE (proof = 'claimed'::text);
CREATE INDEX check_in_left ON presence.check_in USING btree (spot_id, at) WHERE ((proof <> 'claimed'::text) AND (left_at IS NOT NULL));
CREATE INDEX check_in_of_tag ON presence.check_in USING btree (tag, at);
CREATE INDEX check_in_to_delete ON presence.check_in USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table presence.spot (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  kind         text not null,
  code         text not null,
  screen_no    integer not null,
  latitude     double precision,
  longitude    double precision,
  made_by      uuid not null,
  made_at      timestamp with time zone not null,
  closed_at    timestamp with time zone,
  CHECK ((code ~ '^[A-Z0-9]{12}$'::text)),
  CHECK ((kind = ANY (ARRAY['shop'::text, 'market'::text, 'clinic'::text, 'pharmacy'::text, 'restaurant'::text, 'office'::text, 'lobby'::text, 'activity'::text, 'transport'::text, 'otherSpot'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX spot_by_code ON presence.spot USING btree (code);
CREATE UNIQUE INDEX spot_by_id ON presence.spot USING btree (id);
CREATE INDEX spot_by_place ON presence.spot USING btree (area_path);
CREATE UNIQUE INDEX spot_once ON presence.spot USING btree (area_id, name) WHERE (closed_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table presence.trace (
  community_id     uuid not null,
  id               uuid not null,
  area_id          uuid not null,
  area_path        text not null,
  ground           text not null,
  sealed_subject   bytea not null,
  sealed_reason    bytea not null,
  since            timestamp with time zone not null,
  until            timestamp with time zone not null,
  ring             smallint not null,
  people           integer not null,
  counts           jsonb not null,
  digest           bytea not null,
  asked_by         uuid not null,
  asked_at         timestamp with time zone not null,
  ask_until        timestamp with time zone not null,
  opened_by        uuid,
  opened_at        timestamp with time zone,
  open_until       timestamp with time zone,
  export_signed_at timestamp with time zone,
  withdrawn_at     timestamp with time zone,
  delete_on        date not null,
  CHECK (((opened_at IS NULL) = (open_until IS NULL))),
  CHECK ((since < until)),
  CHECK ((ground = ANY (ARRAY['case'::text, 'lead'::text, 'positive'::text, 'instruction'::text]))),
  CHECK ((ring = ANY (ARRAY[1, 2]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX trace_by_id ON presence.trace USING btree (id);
CREATE INDEX trace_by_place ON presence.trace USING btree (area_path, asked_at);
CREATE INDEX trace_to_delete ON presence.trace USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table queries.export (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  account_id   uuid not null,
  unit         text not null,
  kind         text not null,
  source       text not null,
  code         text not null,
  spec         bytea,
  grants       jsonb not null,
  purpose      bytea not null,
  reason       bytea,
  state        text not null,
  failure      text,
  rows         integer not null default 0,
  counts       jsonb not null,
  over         text[] not null default '{}'::text[],
  filled       jsonb,
  file_key     bytea,
  file_name    bytea,
  ticket       bytea,
  requested_at timestamp with time zone not null,
  decided_by   uuid,
  decided_at   timestamp with time zone,
  until        timestamp with time zone,
  taken_at     timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['list'::text, 'sheet'::text, 'chain'::text]))),
  CHECK ((state = ANY (ARRAY['building'::text, 'reasonNeeded'::text, 'waiting'::text, 'ready'::text, 'taken'::text, 'refused'::text, 'expired'::text, 'failed'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX export_by_account ON queries.export USING btree (account_id, requested_at);
CREATE INDEX export_by_id ON queries.export USING btree (id);
CREATE INDEX export_open ON queries.export USING btree (requested_at) WHERE (state = ANY (ARRAY['building'::text, 'reasonNeeded'::text, 'waiting'::text, 'ready'::text]));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table queries.layout (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  source       text not null,
  spec         bytea not null,
  shared_with  text[] not null,
  version      integer not null default 1,
  changed_by   uuid,
  changed_at   timestamp with time zone not null,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, area_id, name)
);
CREATE INDEX layout_by_id ON queries.layout USING btree (id);
CREATE INDEX layout_by_path ON queries.layout USING btree (area_path);
-- row-level security, forced
--   add_layout (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_layout (update) using platform.sees(area_path) check platform.sees(area_path)
--   remove_layout (delete) using platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table queries.layout_version (
  community_id uuid not null,
  layout_id    uuid not null,
  version      integer not null,
  area_path    text not null,
  name         text not null,
  spec         bytea not null,
  changed_by   uuid,
  changed_at   timestamp with time zone not null,
  PRIMARY KEY (community_id, layout_id, version)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table queries.sheet (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  account_id   uuid not null,
  file_key     bytea not null,
  about        bytea not null,
  created_at   timestamp with time zone not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX sheet_by_id ON queries.sheet USING btree (id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table queries.sheet_map (
  community_id uuid not null,
  fingerprint  bytea not null,
  area_path    text not null,
  fields       bytea not null,
  changed_by   uuid,
  changed_at   timestamp with time zone not null,
  PRIMARY KEY (community_id, fingerprint)
);
-- row-level security, forced
--   add_map (insert) check (platform.sees(area_path) OR platform.sees_above(area_path))
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_map (update) using (platform.sees(area_path) OR platform.sees_above(area_path)) check (platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert, update, delete

create table registry.duplicate_pair (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  person_a     uuid not null,
  person_b     uuid not null,
  matches      text[] not null,
  is_across    boolean not null default false,
  decision     text,
  found_at     timestamp with time zone not null,
  decided_at   timestamp with time zone,
  decided_by   uuid,
  CHECK ((person_a < person_b)),
  CHECK ((decision = ANY (ARRAY['same'::text, 'different'::text]))),
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, person_a, person_b)
);
CREATE INDEX duplicate_pair_across ON registry.duplicate_pair USING btree (id) WHERE (is_across AND (decision IS NULL));
CREATE INDEX duplicate_pair_by_id ON registry.duplicate_pair USING btree (id);
CREATE INDEX duplicate_pair_of_a ON registry.duplicate_pair USING btree (person_a);
CREATE INDEX duplicate_pair_of_b ON registry.duplicate_pair USING btree (person_b);
CREATE INDEX duplicate_pair_open ON registry.duplicate_pair USING btree (area_path, id) WHERE (decision IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.elsewhere (
  community_id   uuid not null,
  id             uuid not null,
  area_path      text not null,
  person_id      uuid not null,
  direction      text not null,
  community_name bytea not null,
  place          bytea,
  since          date not null,
  until_day      date,
  state          text not null,
  way            text,
  to_community   uuid,
  report_id      uuid,
  noted_at       timestamp with time zone not null,
  noted_by       uuid,
  reported_at    timestamp with time zone,
  answered_at    timestamp with time zone,
  reason         bytea,
  version        integer not null default 1,
  CHECK ((direction = ANY (ARRAY['registeredHereLivesThere'::text, 'livesHereRegisteredThere'::text]))),
  CHECK ((state = ANY (ARRAY['noted'::text, 'reported'::text, 'acknowledged'::text, 'returned'::text, 'ended'::text]))),
  CHECK ((way = ANY (ARRAY['inbox'::text, 'list'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX elsewhere_by_id ON registry.elsewhere USING btree (id);
CREATE INDEX elsewhere_by_path ON registry.elsewhere USING btree (area_path, id);
CREATE UNIQUE INDEX elsewhere_of_person ON registry.elsewhere USING btree (community_id, person_id, direction) WHERE (state <> 'ended'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.elsewhere_report (
  community_id     uuid not null,
  id               uuid not null,
  area_path        text not null,
  from_community   uuid not null,
  from_name        text not null,
  elsewhere_id     uuid not null,
  direction        text not null,
  name             bytea not null,
  phone            bytea,
  document         bytea,
  document_kind    text,
  document_country text,
  place            bytea,
  since            date not null,
  state            text not null,
  received_at      timestamp with time zone not null,
  answered_at      timestamp with time zone,
  answered_by      uuid,
  reason           bytea,
  home_id          uuid,
  person_id        uuid,
  version          integer not null default 1,
  CHECK ((direction = ANY (ARRAY['registeredHereLivesThere'::text, 'livesHereRegisteredThere'::text]))),
  CHECK ((document_kind = ANY (ARRAY['residentId'::text, 'hkMoTwPermit'::text, 'foreignPermanentResidence'::text, 'passport'::text, 'other'::text]))),
  CHECK ((state = ANY (ARRAY['reported'::text, 'acknowledged'::text, 'returned'::text, 'ended'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX elsewhere_report_by_id ON registry.elsewhere_report USING btree (id);
CREATE INDEX elsewhere_report_by_path ON registry.elsewhere_report USING btree (area_path, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.enterprise (
  community_id  uuid not null,
  id            uuid not null,
  area_id       uuid not null,
  home_id       uuid,
  area_path     text not null,
  name          text not null,
  name_key      text not null,
  trade         text not null,
  state         text not null,
  contact_name  bytea,
  contact_phone bytea,
  opened_on     date not null,
  closed_on     date,
  version       integer not null default 1,
  created_at    timestamp with time zone not null,
  CHECK ((closed_on >= opened_on)),
  CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'vacant'::text]))),
  CHECK ((trade = ANY (ARRAY['restaurant'::text, 'pharmacy'::text, 'market'::text, 'supermarket'::text, 'logistics'::text, 'courier'::text, 'constructionSite'::text, 'hotel'::text, 'office'::text, 'school'::text, 'careHome'::text, 'other'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX enterprise_by_home ON registry.enterprise USING btree (home_id) WHERE (home_id IS NOT NULL);
CREATE INDEX enterprise_by_id ON registry.enterprise USING btree (id);
CREATE INDEX enterprise_by_path ON registry.enterprise USING btree (area_path, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.history (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  person_id    uuid,
  home_id      uuid,
  what         text not null,
  before       bytea,
  other_id     uuid,
  detail       text,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX history_by_home ON registry.history USING btree (home_id);
CREATE INDEX history_by_other ON registry.history USING btree (other_id) WHERE (other_id IS NOT NULL);
CREATE INDEX history_by_person ON registry.history USING btree (person_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table registry.home (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  ordinal      integer not null,
  door         text not null,
  door_key     text not null,
  floor        smallint,
  use          text not null,
  version      integer not null default 1,
  import_id    uuid,
  leaned_on    boolean not null default false,
  created_at   timestamp with time zone not null,
  order_key    text not null,
  retired_at   timestamp with time zone,
  merged_into  uuid,
  CHECK ((ordinal > 0)),
  CHECK ((use = ANY (ARRAY['permanent'::text, 'rented'::text, 'vacant'::text, 'shop'::text, 'dormitory'::text, 'yard'::text]))),
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, area_path)
);
CREATE INDEX home_by_door ON registry.home USING btree (door_key, area_path);
CREATE INDEX home_by_id ON registry.home USING btree (id);
CREATE INDEX home_by_path ON registry.home USING btree (area_path);
CREATE UNIQUE INDEX home_door ON registry.home USING btree (community_id, area_id, door_key) WHERE (retired_at IS NULL);
CREATE INDEX home_in_order ON registry.home USING btree (order_key);
CREATE INDEX home_of_use ON registry.home USING btree (use, order_key) WHERE (use <> ALL (ARRAY['permanent'::text, 'rented'::text]));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.import (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  account_id   uuid,
  file_name    text not null,
  format       text not null,
  state        text not null,
  failure      text,
  file_key     bytea,
  fields       jsonb,
  counts       jsonb not null,
  preview      bytea,
  choice       jsonb,
  made         jsonb,
  created_at   timestamp with time zone not null,
  committed_at timestamp with time zone,
  undo_until   timestamp with time zone,
  CHECK ((format = ANY (ARRAY['xlsx'::text, 'csv'::text]))),
  CHECK ((state = ANY (ARRAY['reading'::text, 'ready'::text, 'committing'::text, 'committed'::text, 'undoing'::text, 'undone'::text, 'failed'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX import_by_id ON registry.import USING btree (id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.import_change (
  community_id  uuid not null,
  import_id     uuid not null,
  area_path     text not null,
  kind          text not null,
  row_id        uuid not null,
  before        jsonb not null,
  version_after integer not null,
  CHECK ((kind = ANY (ARRAY['person'::text, 'home'::text]))),
  PRIMARY KEY (community_id, import_id, kind, row_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.import_column (
  community_id uuid not null,
  area_path    text not null,
  header_index bytea not null,
  header       bytea not null,
  field        text,
  PRIMARY KEY (community_id, header_index)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.invitation (
  community_id uuid not null,
  id           uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  code_index   bytea not null,
  account_id   uuid,
  created_at   timestamp with time zone not null,
  until        timestamp with time zone not null,
  ended_at     timestamp with time zone,
  failures     integer not null default 0,
  failed_at    timestamp with time zone,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX invitation_by_code ON registry.invitation USING btree (code_index);
CREATE INDEX invitation_by_home ON registry.invitation USING btree (home_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.known_elsewhere (
  community_id uuid not null,
  person_id    uuid not null,
  area_path    text not null,
  told_at      timestamp with time zone not null,
  PRIMARY KEY (community_id, person_id)
);
CREATE INDEX known_elsewhere_by_path ON registry.known_elsewhere USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.landlord (
  community_id       uuid not null,
  id                 uuid not null,
  area_path          text not null,
  name               bytea not null,
  phone              bytea,
  person_id          uuid,
  contact_account_id uuid,
  contact_name       bytea,
  contact_phone      bytea,
  code_index         bytea,
  link_until         timestamp with time zone,
  heard_at           timestamp with time zone,
  silent_told_at     timestamp with time zone,
  version            integer not null default 1,
  created_at         timestamp with time zone not null,
  closed_at          timestamp with time zone,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX landlord_by_code ON registry.landlord USING btree (code_index) WHERE (code_index IS NOT NULL);
CREATE INDEX landlord_by_id ON registry.landlord USING btree (id);
CREATE INDEX landlord_by_path ON registry.landlord USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   by_home (select) using ((NOT platform.sees(area_path)) AND (EXISTS ( SELECT 1
   FROM registry.landlord_home h
  WHERE ((h.landlord_id = landlord.id) AND platform.sees(h.area_path)))))
-- xiaomen_app: select, insert, update, delete

create table registry.landlord_home (
  community_id uuid not null,
  id           uuid not null,
  landlord_id  uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  from_day     date not null,
  until_day    date,
  CHECK ((until_day >= from_day)),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX landlord_home_by_landlord ON registry.landlord_home USING btree (landlord_id);
CREATE INDEX landlord_home_by_path ON registry.landlord_home USING btree (area_path) WHERE (until_day IS NULL);
CREATE UNIQUE INDEX landlord_home_now ON registry.landlord_home USING btree (home_id) WHERE (until_day IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.landlord_setting (
  community_id uuid not null,
  area_path    text not null,
  silent_days  integer not null,
  CHECK (((silent_days >= 1) AND (silent_days <= 365))),
  PRIMARY KEY (community_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_beneath (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.person (
  community_id     uuid not null,
  id               uuid not null,
  area_path        text not null,
  home_id          uuid,
  name             bytea not null,
  phone            bytea,
  document         bytea,
  document_kind    text,
  document_country text,
  care             bytea,
  lang             text,
  name_tokens      integer[] not null,
  phone_index      bytea,
  phone_tail       bytea,
  document_index   bytea,
  version          integer not null default 1,
  import_id        uuid,
  leaned_on        boolean not null default false,
  created_at       timestamp with time zone not null,
  merged_into      uuid,
  birth_index      bytea,
  CHECK ((document_kind = ANY (ARRAY['residentId'::text, 'hkMoTwPermit'::text, 'foreignPermanentResidence'::text, 'passport'::text, 'other'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX person_by_birth ON registry.person USING btree (birth_index) WHERE (birth_index IS NOT NULL);
CREATE INDEX person_by_document ON registry.person USING btree (document_index) WHERE (document_index IS NOT NULL);
CREATE INDEX person_by_first_letter ON registry.person USING btree ((name_tokens[2]), area_path);
CREATE INDEX person_by_given_name ON registry.person USING btree ((name_tokens[6]), area_path);
CREATE INDEX person_by_id ON registry.person USING btree (id);
CREATE INDEX person_by_initials ON registry.person USING btree ((name_tokens[3]), area_path);
CREATE INDEX person_by_path ON registry.person USING btree (area_path);
CREATE INDEX person_by_phone ON registry.person USING btree (phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX person_by_phone_tail ON registry.person USING btree (phone_tail) WHERE (phone_tail IS NOT NULL);
CREATE INDEX person_in_care ON registry.person USING btree (area_path, id) WHERE (care IS NOT NULL);
CREATE INDEX person_maybe_foreign ON registry.person USING btree (area_path, id) WHERE ((document_country IS NOT NULL) OR (document_kind = ANY (ARRAY['foreignPermanentResidence'::text, 'passport'::text])));
CREATE INDEX person_merged ON registry.person USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX person_of_long_name ON registry.person USING btree (area_path) WHERE (name_tokens[7] IS NOT NULL);
CREATE INDEX person_of_old_form ON registry.person USING btree (id) WHERE (name_tokens[1] >= 0);
CREATE INDEX person_speaking ON registry.person USING btree (lang, area_path) WHERE (lang IS NOT NULL);
CREATE INDEX person_without_document ON registry.person USING btree (area_path, id) WHERE (document IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.reshaping (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  kept_id      uuid not null,
  other_id     uuid not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  undo_until   timestamp with time zone,
  undone_at    timestamp with time zone,
  undone_by    uuid,
  memo         jsonb,
  CHECK ((kind = ANY (ARRAY['mergePeople'::text, 'splitHome'::text, 'mergeHomes'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX reshaping_by_id ON registry.reshaping USING btree (id);
CREATE INDEX reshaping_by_path ON registry.reshaping USING btree (area_path, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.reshaping_row (
  community_id uuid not null,
  reshaping_id uuid not null,
  area_path    text not null,
  of_table     text not null,
  row_id       uuid not null,
  before       jsonb not null,
  after        jsonb,
  PRIMARY KEY (community_id, reshaping_id, of_table, row_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.residency (
  community_id uuid not null,
  id           uuid not null,
  person_id    uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  from_day     date not null,
  until_day    date,
  import_id    uuid,
  CHECK ((until_day >= from_day)),
  CHECK ((kind = ANY (ARRAY['owner'::text, 'family'::text, 'tenant'::text, 'dormitory'::text, 'shopStaff'::text, 'registeredElsewhere'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX residency_by_home ON registry.residency USING btree (home_id);
CREATE INDEX residency_by_person ON registry.residency USING btree (person_id);
CREATE INDEX residency_of_kind ON registry.residency USING btree (kind, area_path) WHERE ((until_day IS NULL) AND (kind <> ALL (ARRAY['owner'::text, 'family'::text, 'tenant'::text])));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.staff (
  community_id  uuid not null,
  id            uuid not null,
  enterprise_id uuid not null,
  person_id     uuid not null,
  area_path     text not null,
  occupation    text not null,
  note          bytea,
  from_day      date not null,
  until_day     date,
  CHECK ((until_day >= from_day)),
  CHECK ((occupation = ANY (ARRAY['coldChain'::text, 'driver'::text, 'courier'::text, 'marketStaff'::text, 'propertyStaff'::text, 'siteWorker'::text, 'cook'::text, 'other'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX staff_by_enterprise ON registry.staff USING btree (enterprise_id, id);
CREATE INDEX staff_by_id ON registry.staff USING btree (id);
CREATE INDEX staff_by_path ON registry.staff USING btree (area_path, enterprise_id) WHERE (until_day IS NULL);
CREATE UNIQUE INDEX staff_now ON registry.staff USING btree (person_id, enterprise_id) WHERE (until_day IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.stay (
  community_id uuid not null,
  residency_id uuid not null,
  sealed       bytea not null,
  sealed_to    bytea,
  PRIMARY KEY (community_id, residency_id)
);
CREATE INDEX stay_by_residency ON registry.stay USING btree (residency_id);
-- row-level security, forced
--   of_residency (all) using (EXISTS ( SELECT
   FROM registry.residency r
  WHERE ((r.community_id = stay.community_id) AND (r.id = stay.residency_id)))) check (EXISTS ( SELECT
   FROM registry.residency r
  WHERE ((r.community_id = stay.community_id) AND (r.id = stay.residency_id))))
-- xiaomen_app: select, insert, update, delete

create table registry.stay_place (
  community_id uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  use_before   text not null,
  opened_on    date not null,
  closed_on    date,
  version      integer not null default 1,
  CHECK ((closed_on >= opened_on)),
  CHECK ((kind = ANY (ARRAY['depot'::text, 'site'::text, 'dormitory'::text, 'hotel'::text, 'other'::text]))),
  PRIMARY KEY (community_id, home_id)
);
CREATE INDEX stay_place_by_home ON registry.stay_place USING btree (home_id);
CREATE INDEX stay_place_by_path ON registry.stay_place USING btree (area_path, home_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table registry.tenant_decision (
  community_id uuid not null,
  report_id    uuid not null,
  area_path    text not null,
  account_id   uuid,
  outcome      text not null,
  reason       bytea,
  decided_at   timestamp with time zone not null,
  CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text]))),
  PRIMARY KEY (community_id, report_id)
);
CREATE INDEX tenant_decision_by_report ON registry.tenant_decision USING btree (report_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table registry.tenant_report (
  community_id uuid not null,
  id           uuid not null,
  landlord_id  uuid not null,
  home_id      uuid,
  area_path    text not null,
  kind         text not null,
  content      bytea not null,
  reported_at  timestamp with time zone not null,
  CHECK ((kind = ANY (ARRAY['arrival'::text, 'departure'::text, 'stillThere'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX tenant_report_by_id ON registry.tenant_report USING btree (id);
CREATE INDEX tenant_report_by_landlord ON registry.tenant_report USING btree (landlord_id, id);
CREATE INDEX tenant_report_by_path ON registry.tenant_report USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table registry.tenant_report_other (
  community_id uuid not null,
  id           uuid not null,
  report_id    uuid not null,
  area_path    text not null,
  content      bytea not null,
  reported_at  timestamp with time zone not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX tenant_report_other_by_report ON registry.tenant_report_other USING btree (report_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table risk.risk_area (
  id        uuid not null,
  area_id   uuid not null,
  area_path text not null,
  name      text not null,
  code      text,
  level     text not null,
  from_day  date not null,
  until_day date,
  version   integer not null default 1,
  entry_key text not null,
  CHECK ((until_day >= from_day)),
  CHECK ((code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'::text)),
  CHECK ((level = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text]))),
  PRIMARY KEY (id),
  UNIQUE (area_id, entry_key)
);
CREATE INDEX risk_area_by_path ON risk.risk_area USING btree (area_path, until_day);
-- row-level security, forced
--   add_area (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_area (update) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table risk.risk_change (
  id           uuid not null,
  risk_area_id uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  what         text not null,
  name         text not null,
  code         text,
  level        text not null,
  from_day     date not null,
  until_day    date,
  CHECK ((what = ANY (ARRAY['added'::text, 'imported'::text, 'edited'::text, 'ended'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX risk_change_of ON risk.risk_change USING btree (risk_area_id, at);
-- row-level security, forced
--   add_change (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert

create table screening.plan (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  people       integer not null,
  plan         jsonb not null,
  changed_by   uuid,
  changed_at   timestamp with time zone not null,
  version      integer not null,
  CHECK ((people > 0)),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX plan_by_id ON screening.plan USING btree (id);
CREATE INDEX plan_by_place ON screening.plan USING btree (area_path, changed_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table seals.alarm (
  community_id uuid not null,
  id           uuid not null,
  seal_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  raised_at    timestamp with time zone not null,
  answered_at  timestamp with time zone,
  answered_by  uuid,
  finding      text,
  sealed_note  bytea,
  CHECK ((finding = ANY (ARRAY['medical'::text, 'delivery'::text, 'leftHome'::text, 'weather'::text, 'damaged'::text, 'sensorFault'::text]))),
  CHECK ((kind = ANY (ARRAY['opened'::text, 'broken'::text, 'offline'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX alarm_by_id ON seals.alarm USING btree (id);
CREATE INDEX alarm_of_seal ON seals.alarm USING btree (seal_id, raised_at);
CREATE UNIQUE INDEX alarm_open ON seals.alarm USING btree (community_id, seal_id, kind) WHERE (answered_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table seals.fact (
  community_id uuid not null,
  id           uuid not null,
  seal_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  outcome      text,
  photo_ids    uuid[] not null,
  sealed_note  bytea,
  digest       bytea,
  CHECK ((kind = ANY (ARRAY['told'::text, 'applied'::text, 'checked'::text, 'removed'::text, 'withdrawn'::text, 'opened'::text, 'closed'::text]))),
  CHECK ((outcome = ANY (ARRAY['whole'::text, 'broken'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX fact_of_seal ON seals.fact USING btree (seal_id, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table seals.opening (
  community_id uuid not null,
  id           uuid not null,
  seal_id      uuid not null,
  area_path    text not null,
  why          text not null,
  from_at      timestamp with time zone not null,
  until_at     timestamp with time zone not null,
  said_by      uuid,
  is_own       boolean not null,
  CHECK ((why = ANY (ARRAY['medical'::text, 'delivery'::text, 'visit'::text, 'waste'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX opening_of_seal ON seals.opening USING btree (seal_id, until_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table seals.seal (
  community_id        uuid not null,
  id                  uuid not null,
  home_id             uuid not null,
  area_path           text not null,
  number              text not null,
  state               text not null,
  issued_at           timestamp with time zone not null,
  issued_by           uuid,
  told_at             timestamp with time zone,
  told_way            text,
  agrees_to_sensor    boolean,
  applied_at          timestamp with time zone,
  next_check_at       timestamp with time zone,
  check_every_hours   smallint not null,
  remove_within_hours smallint not null,
  remove_by           timestamp with time zone,
  removal_reason      text,
  ended_at            timestamp with time zone,
  sensor_id           uuid,
  CHECK ((removal_reason = ANY (ARRAY['ended'::text, 'notAllowed'::text, 'movedOut'::text]))),
  CHECK ((state = ANY (ARRAY['issued'::text, 'applied'::text, 'broken'::text, 'removed'::text, 'withdrawn'::text]))),
  CHECK ((told_way = ANY (ARRAY['atDoor'::text, 'phone'::text, 'paper'::text]))),
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, number)
);
CREATE INDEX seal_by_id ON seals.seal USING btree (id);
CREATE INDEX seal_ended ON seals.seal USING btree (area_path, ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX seal_live ON seals.seal USING btree (area_path) WHERE (state = ANY (ARRAY['issued'::text, 'applied'::text]));
CREATE UNIQUE INDEX seal_of_home ON seals.seal USING btree (community_id, home_id) WHERE (state = ANY (ARRAY['issued'::text, 'applied'::text]));
CREATE INDEX seal_of_sensor ON seals.seal USING btree (sensor_id) WHERE (sensor_id IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table setup.installation (
  only_one  boolean not null default true,
  begun_at  timestamp with time zone not null,
  street_id uuid,
  actor_id  uuid,
  step      text not null,
  share     real not null default 0,
  done_at   timestamp with time zone,
  CHECK (only_one),
  CHECK ((step = ANY (ARRAY['areas'::text, 'ledger'::text, 'reading'::text, 'committing'::text, 'done'::text, 'failed'::text]))),
  PRIMARY KEY (only_one)
);
-- no row-level security
-- xiaomen_app: select, insert, update, delete

create table sites.session (
  community_id   uuid not null,
  id             uuid not null,
  area_path      text not null,
  enterprise_id  uuid not null,
  plan_id        uuid,
  kind           text not null,
  day            date not null,
  from_clock     text not null,
  until_clock    text not null,
  tables         smallint not null,
  people         integer not null,
  point_name     text,
  provider       text,
  sealed_contact bytea,
  provider_staff smallint,
  max_wait_s     integer not null,
  longest_queue  integer not null,
  state          text not null,
  made_by        uuid not null,
  made_at        timestamp with time zone not null,
  delete_on      date not null,
  version        integer not null,
  CHECK ((from_clock < until_clock)),
  CHECK (((kind = 'thirdParty'::text) = (provider IS NOT NULL))),
  CHECK (((kind = 'nearby'::text) = (point_name IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['onSite'::text, 'nearby'::text, 'thirdParty'::text]))),
  CHECK ((people > 0)),
  CHECK ((state = ANY (ARRAY['planned'::text, 'cancelled'::text]))),
  CHECK (((tables >= 1) AND (tables <= 50))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX session_by_id ON sites.session USING btree (id);
CREATE INDEX session_by_place ON sites.session USING btree (area_path, day);
CREATE INDEX session_of_plan ON sites.session USING btree (plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX session_to_delete ON sites.session USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.change (
  community_id uuid not null,
  id           uuid not null,
  person_id    uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  was          text not null,
  verdict      text not null,
  reason       text,
  source_id    uuid,
  morning_id   uuid,
  red_id       uuid,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX change_of_morning ON status.change USING btree (morning_id) WHERE (morning_id IS NOT NULL);
CREATE INDEX change_of_person ON status.change USING btree (community_id, person_id, at);
CREATE INDEX change_of_red ON status.change USING btree (red_id) WHERE (red_id IS NOT NULL);
CREATE INDEX change_untold ON status.change USING btree (community_id, at) WHERE (morning_id IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.correction (
  community_id    uuid not null,
  id              uuid not null,
  signal_id       uuid not null,
  person_id       uuid not null,
  home_id         uuid not null,
  area_path       text not null,
  asked_at        timestamp with time zone not null,
  due_at          timestamp with time zone not null,
  sealed_text     bytea,
  digest          bytea not null,
  state           text not null,
  proposed_by     uuid,
  proposed_unit   text,
  sealed_proposal bytea,
  answered_by     uuid,
  answered_unit   text,
  answered_at     timestamp with time zone,
  sealed_answer   bytea,
  CHECK (((state <> 'proposed'::text) OR (proposed_by IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['upheld'::text, 'corrected'::text])) = (answered_at IS NOT NULL))),
  CHECK (((state <> 'corrected'::text) OR (proposed_by IS NULL) OR (answered_by <> proposed_by))),
  CHECK ((state = ANY (ARRAY['open'::text, 'proposed'::text, 'upheld'::text, 'corrected'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX correction_by_id ON status.correction USING btree (id);
CREATE INDEX correction_by_place ON status.correction USING btree (area_path, asked_at);
CREATE INDEX correction_of_person ON status.correction USING btree (community_id, person_id, asked_at);
CREATE UNIQUE INDEX correction_waiting ON status.correction USING btree (community_id, signal_id) WHERE (state = ANY (ARRAY['open'::text, 'proposed'::text]));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.delivery (
  community_id uuid not null,
  digest_id    uuid not null,
  hook_id      uuid not null,
  area_path    text not null,
  state        text not null,
  attempts     integer not null,
  sent_at      timestamp with time zone,
  last_error   text,
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'dropped'::text]))),
  PRIMARY KEY (community_id, digest_id, hook_id)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.digest (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  day          date not null,
  made_at      timestamp with time zone not null,
  people       integer not null,
  CHECK ((kind = ANY (ARRAY['morning'::text, 'red'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX digest_by_place ON status.digest USING btree (area_path, made_at);
CREATE UNIQUE INDEX digest_of_day ON status.digest USING btree (community_id, day) WHERE (kind = 'morning'::text);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.hook (
  id            uuid not null,
  community_id  uuid not null,
  area_path     text not null,
  kind          text not null,
  name          text not null,
  is_active     boolean not null,
  made_at       timestamp with time zone not null,
  last_sent_at  timestamp with time zone,
  failing_since timestamp with time zone,
  last_error    text,
  CHECK ((kind = ANY (ARRAY['wecom'::text, 'dingtalk'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX hook_by_place ON status.hook USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.import (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  source_id     uuid not null,
  state         text not null,
  imported_by   uuid not null,
  imported_unit text not null,
  imported_at   timestamp with time zone not null,
  expires_at    timestamp with time zone not null,
  people        integer not null,
  reds          integer not null,
  yellows       integer not null,
  greens        integer not null,
  decided_by    uuid,
  decided_unit  text,
  decided_at    timestamp with time zone,
  sealed_reason bytea,
  CHECK (((state = 'waiting'::text) = (decided_at IS NULL))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'inForce'::text, 'declined'::text, 'expired'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX import_by_id ON status.import USING btree (id);
CREATE INDEX import_by_place ON status.import USING btree (area_path, imported_at);
CREATE INDEX import_waiting ON status.import USING btree (expires_at) WHERE (state = 'waiting'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.nonce (
  source_id uuid not null,
  area_path text not null,
  nonce_key bytea not null,
  at        timestamp with time zone not null,
  PRIMARY KEY (source_id, nonce_key)
);
CREATE INDEX nonce_by_age ON status.nonce USING btree (at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.signal (
  community_id      uuid not null,
  id                uuid not null,
  person_id         uuid not null,
  first_person_id   uuid,
  home_id           uuid not null,
  area_path         text not null,
  source_id         uuid not null,
  kind              text not null,
  way               text not null,
  state             text not null,
  valid_from        timestamp with time zone not null,
  valid_until       timestamp with time zone,
  received_at       timestamp with time zone not null,
  event_key         bytea not null,
  digest            bytea not null,
  sealed_evidence   bytea,
  reported_by       uuid,
  reported_unit     text,
  confirmed_by      uuid,
  confirmed_at      timestamp with time zone,
  ended_at          timestamp with time zone,
  ended_by          uuid,
  sealed_end_reason bytea,
  import_id         uuid,
  agreed_units      text[] not null default '{}'::text[],
  is_lapsed         boolean not null default false,
  CHECK (((state <> 'withdrawn'::text) OR (ended_at IS NOT NULL))),
  CHECK ((confirmed_by <> reported_by)),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'inForce'::text, 'superseded'::text, 'withdrawn'::text]))),
  CHECK ((way = ANY (ARRAY['hand'::text, 'file'::text, 'api'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX signal_by_confirmed ON status.signal USING btree (community_id, confirmed_at) WHERE (way <> 'api'::text);
CREATE INDEX signal_by_id ON status.signal USING btree (id);
CREATE INDEX signal_by_place ON status.signal USING btree (area_path, received_at);
CREATE UNIQUE INDEX signal_of_event ON status.signal USING btree (source_id, event_key, person_id) WHERE (NOT is_lapsed);
CREATE INDEX signal_of_first ON status.signal USING btree (first_person_id) WHERE (first_person_id IS NOT NULL);
CREATE INDEX signal_of_import ON status.signal USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX signal_of_person ON status.signal USING btree (community_id, person_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.source (
  id               uuid not null,
  area_id          uuid not null,
  area_path        text not null,
  name             text not null,
  kinds            text[] not null,
  trust            text not null,
  is_active        boolean not null,
  columns          jsonb not null,
  made_by          uuid,
  made_at          timestamp with time zone not null,
  secret_made_at   timestamp with time zone,
  heard_at         timestamp with time zone,
  agreed_at        timestamp with time zone,
  secret_asked_by  uuid,
  secret_asked_at  timestamp with time zone,
  secret_agreed_at timestamp with time zone,
  CHECK (((agreed_at IS NOT NULL) OR (NOT is_active))),
  CHECK ((trust = ANY (ARRAY['official'::text, 'partner'::text, 'notice'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX source_by_place ON status.source USING btree (area_path);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.standing (
  community_id uuid not null,
  person_id    uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  verdict      text not null,
  reason       text,
  signal_id    uuid,
  is_automatic boolean not null,
  since        timestamp with time zone not null,
  until        timestamp with time zone,
  version      integer not null,
  CHECK ((verdict = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text]))),
  PRIMARY KEY (community_id, person_id)
);
CREATE INDEX standing_against ON status.standing USING btree (area_path) WHERE (verdict <> 'green'::text);
CREATE INDEX standing_ends ON status.standing USING btree (until) WHERE (until IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table status.unmatched (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  source_id    uuid not null,
  way          text not null,
  problem      text not null,
  row_number   integer,
  received_at  timestamp with time zone not null,
  event_key    bytea not null,
  digest       bytea not null,
  sealed_event bytea not null,
  CHECK ((way = ANY (ARRAY['file'::text, 'api'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX unmatched_by_id ON status.unmatched USING btree (id);
CREATE INDEX unmatched_by_place ON status.unmatched USING btree (area_path, received_at);
CREATE UNIQUE INDEX unmatched_of_event ON status.unmatched USING btree (source_id, event_key);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table sweeps.difference (
  community_id uuid not null,
  id           uuid not null,
  sweep_id     uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  visit_id     uuid not null,
  kind         text not null,
  person_id    uuid,
  residency_id uuid,
  payload      bytea,
  home_use     text,
  state        text not null,
  at           timestamp with time zone not null,
  decided_by   uuid,
  decided_at   timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['newcomer'::text, 'leftHere'::text, 'correctPerson'::text, 'homeUse'::text]))),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'rejected'::text, 'superseded'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX difference_by_home ON sweeps.difference USING btree (community_id, sweep_id, home_id);
CREATE INDEX difference_by_state ON sweeps.difference USING btree (sweep_id, state, id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table sweeps.stop (
  community_id  uuid not null,
  sweep_id      uuid not null,
  home_id       uuid not null,
  area_path     text not null,
  page          smallint not null,
  row_no        smallint not null,
  code_index    bytea not null,
  state         text not null,
  is_disputed   boolean not null default false,
  visits        smallint not null default 0,
  tries         smallint not null default 0,
  last_way      text,
  last_at       timestamp with time zone,
  ruling_visit  uuid,
  settled_way   text,
  decided_visit uuid,
  decided_count smallint,
  try_on        date,
  try_part      text,
  gone_at       timestamp with time zone,
  CHECK ((state = ANY (ARRAY['notVisited'::text, 'nobodyHome'::text, 'refused'::text, 'vacant'::text, 'done'::text, 'gone'::text]))),
  PRIMARY KEY (community_id, sweep_id, home_id),
  UNIQUE (community_id, sweep_id, page, row_no)
);
CREATE INDEX stop_by_code ON sweeps.stop USING btree (code_index);
CREATE INDEX stop_by_home ON sweeps.stop USING btree (home_id);
CREATE INDEX stop_by_path ON sweeps.stop USING btree (sweep_id, area_path) INCLUDE (state, is_disputed, settled_way);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table sweeps.sweep (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  uses         text[] not null,
  round        smallint not null,
  from_day     date not null,
  due_on       date not null,
  state        text not null,
  created_by   uuid,
  created_at   timestamp with time zone not null,
  closed_by    uuid,
  closed_at    timestamp with time zone,
  CHECK ((due_on >= from_day)),
  CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX sweep_by_id ON sweeps.sweep USING btree (id);
CREATE INDEX sweep_by_path ON sweeps.sweep USING btree (area_path, state);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table sweeps.visit (
  community_id uuid not null,
  id           uuid not null,
  sweep_id     uuid not null,
  home_id      uuid not null,
  area_path    text not null,
  nth          smallint not null,
  round        smallint not null,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  way          text not null,
  outcome      text not null,
  reason       text,
  corrects     uuid,
  sealed_body  bytea not null,
  digest       bytea not null,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, sweep_id, home_id, nth)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table sweeps.visit_conflict (
  community_id uuid not null,
  visit_id     uuid not null,
  digest       bytea not null,
  area_path    text not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, visit_id, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table tasks.duty (
  community_id  uuid not null,
  obligation_id uuid not null,
  subject_id    uuid not null,
  subject_kind  text not null,
  home_id       uuid,
  area_path     text not null,
  expected_from date not null,
  done_at       timestamp with time zone,
  done_way      text,
  done_by       uuid,
  excuse        text,
  excuse_until  date,
  excuse_note   bytea,
  excused_by    uuid,
  tries         smallint not null default 0,
  last_outcome  text,
  last_reason   text,
  last_at       timestamp with time zone,
  CHECK ((subject_kind = ANY (ARRAY['home'::text, 'person'::text]))),
  PRIMARY KEY (community_id, obligation_id, subject_id)
);
CREATE INDEX duty_by_home ON tasks.duty USING btree (home_id);
CREATE INDEX duty_by_subject ON tasks.duty USING btree (subject_id) WHERE (subject_kind = 'person'::text);
CREATE INDEX duty_standing ON tasks.duty USING btree (obligation_id, area_path) INCLUDE (done_at, expected_from, excuse, excuse_until);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tasks.obligation (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  title        text not null,
  source       text not null,
  source_id    uuid,
  from_day     date not null,
  due_on       date not null,
  state        text not null,
  created_by   uuid,
  created_at   timestamp with time zone not null,
  closed_at    timestamp with time zone,
  CHECK ((due_on >= from_day)),
  CHECK ((source = ANY (ARRAY['hand'::text, 'sweeps'::text, 'care'::text, 'registry'::text, 'gate'::text, 'checklists'::text, 'patrols'::text, 'control'::text, 'zones'::text, 'arrivals'::text, 'seals'::text, 'aid'::text, 'antigen'::text, 'testing'::text, 'lab'::text, 'foreign'::text, 'occupations'::text, 'leads'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX obligation_by_id ON tasks.obligation USING btree (id);
CREATE INDEX obligation_by_path ON tasks.obligation USING btree (area_path, state);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table tasks.outcome (
  community_id uuid not null,
  id           uuid not null,
  task_id      uuid not null,
  area_path    text not null,
  home_id      uuid,
  at           timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  way          text not null,
  outcome      text not null,
  reason       text,
  try_on       date,
  try_part     text,
  sealed_note  bytea,
  digest       bytea not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX outcome_of_task ON tasks.outcome USING btree (community_id, task_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table tasks.outcome_conflict (
  community_id uuid not null,
  outcome_id   uuid not null,
  digest       bytea not null,
  area_path    text not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, outcome_id, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table tasks.task (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  home_id       uuid,
  subject_kind  text not null,
  subject_id    uuid not null,
  kind          text not null,
  title         text not null,
  roles         text[] not null,
  account_id    uuid,
  obligation_id uuid,
  source        text not null,
  source_id     uuid not null,
  key           text not null,
  from_day      date not null,
  due_on        date not null,
  priority      smallint not null,
  state         text not null,
  is_touched    boolean not null default false,
  tries         smallint not null default 0,
  last_outcome  text,
  try_on        date,
  try_part      text,
  done_at       timestamp with time zone,
  done_by       uuid,
  is_disputed   boolean not null default false,
  created_at    timestamp with time zone not null,
  CHECK ((source = ANY (ARRAY['hand'::text, 'sweeps'::text, 'care'::text, 'registry'::text, 'gate'::text, 'checklists'::text, 'patrols'::text, 'control'::text, 'zones'::text, 'arrivals'::text, 'seals'::text, 'aid'::text, 'antigen'::text, 'testing'::text, 'lab'::text, 'foreign'::text, 'occupations'::text, 'leads'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'excused'::text, 'cancelled'::text]))),
  CHECK ((subject_kind = ANY (ARRAY['home'::text, 'person'::text, 'passage'::text, 'gate'::text, 'round'::text, 'breach'::text, 'area'::text, 'arrival'::text, 'seal'::text, 'transport'::text]))),
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, source, source_id, key)
);
CREATE INDEX task_by_id ON tasks.task USING btree (id);
CREATE INDEX task_disputed ON tasks.task USING btree (area_path) WHERE is_disputed;
CREATE INDEX task_done ON tasks.task USING btree (area_path, done_at) WHERE (done_at IS NOT NULL);
CREATE INDEX task_of_duty ON tasks.task USING btree (community_id, obligation_id, subject_id) WHERE (obligation_id IS NOT NULL);
CREATE INDEX task_of_source ON tasks.task USING btree (source_id, source);
CREATE INDEX task_open_at_home ON tasks.task USING btree (home_id) WHERE (state = 'open'::text);
CREATE INDEX task_open_by_path ON tasks.task USING btree (area_path) WHERE (state = 'open'::text);
CREATE INDEX task_open_of ON tasks.task USING btree (account_id) WHERE ((state = 'open'::text) AND (account_id IS NOT NULL));
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.again (
  community_id uuid not null,
  campaign_id  uuid not null,
  person_id    uuid not null,
  area_path    text not null,
  asked_at     timestamp with time zone not null,
  done_at      timestamp with time zone,
  PRIMARY KEY (community_id, campaign_id, person_id)
);
CREATE INDEX again_open ON testing.again USING btree (community_id, campaign_id) WHERE (done_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.box (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  point_id     uuid not null,
  area_path    text not null,
  code         text not null,
  state        text not null,
  counted      smallint,
  opened_at    timestamp with time zone not null,
  closed_at    timestamp with time zone,
  sent_at      timestamp with time zone,
  received_at  timestamp with time zone,
  version      integer not null,
  CHECK ((state = ANY (ARRAY['open'::text, 'sealed'::text, 'inTransit'::text, 'received'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX box_by_code ON testing.box USING btree (code);
CREATE INDEX box_of_campaign ON testing.box USING btree (community_id, campaign_id, point_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.campaign (
  community_id uuid not null,
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  day          date not null,
  from_clock   text not null,
  until_clock  text not null,
  pool_size    smallint not null,
  age_from     smallint not null,
  age_to       smallint not null,
  state        text not null,
  expected     integer,
  created_by   uuid not null,
  created_at   timestamp with time zone not null,
  started_at   timestamp with time zone,
  ended_at     timestamp with time zone,
  delete_on    date,
  version      integer not null,
  CHECK (((ended_at IS NULL) = (delete_on IS NULL))),
  CHECK ((age_from <= age_to)),
  CHECK ((pool_size = ANY (ARRAY[1, 5, 10, 20]))),
  CHECK ((state = ANY (ARRAY['reserve'::text, 'planned'::text, 'running'::text, 'ended'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX campaign_by_id ON testing.campaign USING btree (id);
CREATE INDEX campaign_by_place ON testing.campaign USING btree (area_path, day);
CREATE INDEX campaign_open ON testing.campaign USING btree (community_id) WHERE (state = 'running'::text);
CREATE INDEX campaign_to_delete ON testing.campaign USING btree (delete_on) WHERE (delete_on IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
--   from_below (select) using platform.sees_above(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.custody (
  community_id   uuid not null,
  id             uuid not null,
  box_id         uuid not null,
  campaign_id    uuid not null,
  area_path      text not null,
  kind           text not null,
  counted        smallint not null,
  sealed_courier bytea,
  at             timestamp with time zone not null,
  recorded_at    timestamp with time zone not null,
  account_id     uuid,
  CHECK ((kind = ANY (ARRAY['closed'::text, 'handedOver'::text, 'received'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX custody_of_box ON testing.custody USING btree (community_id, box_id);
CREATE INDEX custody_of_campaign ON testing.custody USING btree (community_id, campaign_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, delete

create table testing.doubt (
  community_id uuid not null,
  sample_id    uuid not null,
  kind         text not null,
  campaign_id  uuid not null,
  area_path    text not null,
  seen_at      timestamp with time zone not null,
  settled_at   timestamp with time zone,
  settled_by   uuid,
  CHECK ((kind = ANY (ARRAY['overfull'::text, 'afterSeal'::text, 'twiceInTube'::text, 'inOtherTube'::text, 'twiceInRound'::text, 'otherHome'::text, 'unknownPerson'::text, 'wrongClock'::text]))),
  PRIMARY KEY (community_id, sample_id, kind)
);
CREATE INDEX doubt_open ON testing.doubt USING btree (community_id, campaign_id) WHERE (settled_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.point (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  name         text not null,
  tables       smallint not null,
  batch        text not null,
  waiting      integer,
  waiting_at   timestamp with time zone,
  closed_at    timestamp with time zone,
  version      integer not null,
  CHECK (((tables >= 1) AND (tables <= 50))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX point_by_batch ON testing.point USING btree (batch);
CREATE UNIQUE INDEX point_by_id ON testing.point USING btree (id);
CREATE INDEX point_by_place ON testing.point USING btree (area_path);
CREATE INDEX point_of_campaign ON testing.point USING btree (community_id, campaign_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.sample (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  point_id     uuid not null,
  area_path    text not null,
  tube_code    text not null,
  size         smallint not null,
  table_no     smallint not null,
  is_household boolean not null,
  means_kind   text not null,
  sealed_shown bytea,
  person_id    uuid,
  home_id      uuid,
  taken_at     timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  digest       bytea not null,
  tube_id      uuid,
  number       smallint,
  state        text not null,
  out_reason   text,
  out_at       timestamp with time zone,
  CHECK ((means_kind = ANY (ARRAY['code'::text, 'short'::text, 'document'::text, 'door'::text, 'none'::text]))),
  CHECK ((out_reason = ANY (ARRAY['wrongPerson'::text, 'wrongTube'::text, 'sampleFailed'::text, 'refused'::text]))),
  CHECK ((state = ANY (ARRAY['new'::text, 'bound'::text, 'contested'::text, 'out'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX sample_by_id ON testing.sample USING btree (id);
CREATE INDEX sample_by_person ON testing.sample USING btree (community_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX sample_last ON testing.sample USING btree (person_id, taken_at) WHERE (state = 'bound'::text);
CREATE INDEX sample_new ON testing.sample USING btree (community_id, received_at) WHERE (state = 'new'::text);
CREATE INDEX sample_of_campaign ON testing.sample USING btree (community_id, campaign_id);
CREATE INDEX sample_of_person ON testing.sample USING btree (community_id, campaign_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX sample_of_tube ON testing.sample USING btree (community_id, tube_id) WHERE (tube_id IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.sample_conflict (
  community_id uuid not null,
  sample_id    uuid not null,
  digest       bytea not null,
  area_path    text not null,
  received_at  timestamp with time zone not null,
  account_id   uuid,
  sealed_body  bytea not null,
  PRIMARY KEY (community_id, sample_id, digest)
);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert

create table testing.slot (
  community_id uuid not null,
  point_id     uuid not null,
  number       integer not null,
  campaign_id  uuid not null,
  area_path    text not null,
  from_minute  smallint not null,
  until_minute smallint not null,
  people       integer not null,
  PRIMARY KEY (community_id, point_id, number)
);
CREATE INDEX slot_of_campaign ON testing.slot USING btree (community_id, campaign_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table testing.tube (
  community_id uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  point_id     uuid not null,
  area_path    text not null,
  code         text not null,
  size         smallint not null,
  home_id      uuid,
  state        text not null,
  samples      smallint not null,
  counted      smallint,
  table_no     smallint not null,
  opened_at    timestamp with time zone not null,
  sealed_at    timestamp with time zone,
  sealed_by    uuid,
  box_id       uuid,
  version      integer not null,
  received_at  timestamp with time zone,
  CHECK ((size = ANY (ARRAY[1, 5, 10, 20]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'sealed'::text, 'boxed'::text, 'handedOver'::text, 'received'::text, 'negative'::text, 'positive'::text, 'invalid'::text, 'lost'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX tube_by_code ON testing.tube USING btree (code);
CREATE INDEX tube_of_box ON testing.tube USING btree (community_id, box_id) WHERE (box_id IS NOT NULL);
CREATE INDEX tube_of_campaign ON testing.tube USING btree (community_id, campaign_id, state);
CREATE INDEX tube_waiting ON testing.tube USING btree (area_path, received_at) WHERE (state = 'received'::text);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tracing.counter (
  desk_id   uuid not null,
  area_path text not null,
  last      integer not null,
  PRIMARY KEY (desk_id)
);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR platform.sees_above(area_path)) check (platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert, update, delete

create table tracing.edit (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  kind         text not null,
  at           timestamp with time zone not null,
  account_id   uuid not null,
  before       jsonb not null,
  undone_at    timestamp with time zone,
  CHECK ((kind = ANY (ARRAY['isolated'::text, 'close'::text, 'told'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX edit_by_id ON tracing.edit USING btree (id);
CREATE INDEX edit_by_place ON tracing.edit USING btree (area_path, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tracing.export (
  community_id  uuid not null,
  id            uuid not null,
  area_path     text not null,
  format        text not null,
  with_names    boolean not null,
  people        integer not null,
  sealed_reason bytea not null,
  asked_at      timestamp with time zone not null,
  asked_by      uuid not null,
  asked_unit    text not null,
  signed_by     uuid,
  signed_at     timestamp with time zone,
  CHECK ((format = ANY (ARRAY['zh'::text, 'en'::text, 'goData'::text, 'fhir'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX export_by_id ON tracing.export USING btree (id);
CREATE INDEX export_by_place ON tracing.export USING btree (area_path, asked_at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tracing.exposure (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  from_id      uuid not null,
  to_id        uuid not null,
  kind         text not null,
  certainty    text not null,
  origin       text not null,
  day          date not null,
  day_to       date not null,
  minutes      integer,
  sealed_place bytea,
  is_infection boolean not null,
  is_active    boolean not null,
  made_at      timestamp with time zone not null,
  made_by      uuid,
  version      integer not null,
  CHECK ((certainty = ANY (ARRAY['certain'::text, 'probable'::text, 'possible'::text]))),
  CHECK ((from_id <> to_id)),
  CHECK ((day <= day_to)),
  CHECK ((is_active OR (NOT is_infection))),
  CHECK ((kind = ANY (ARRAY['household'::text, 'sameStairs'::text, 'sameTube'::text, 'sameGate'::text, 'samePlace'::text, 'meal'::text, 'care'::text, 'work'::text, 'school'::text, 'transport'::text, 'gathering'::text, 'other'::text]))),
  CHECK (((minutes >= 0) AND (minutes <= 20160))),
  CHECK ((origin = ANY (ARRAY['told'::text, 'ledger'::text, 'tube'::text, 'trace'::text, 'lead'::text, 'file'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX exposure_by_id ON tracing.exposure USING btree (id);
CREATE INDEX exposure_by_place ON tracing.exposure USING btree (area_path);
CREATE UNIQUE INDEX exposure_once ON tracing.exposure USING btree (from_id, to_id, kind, day);
CREATE UNIQUE INDEX exposure_source ON tracing.exposure USING btree (to_id) WHERE is_infection;
CREATE INDEX exposure_to ON tracing.exposure USING btree (to_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tracing.file (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  digest       bytea not null,
  taken_at     timestamp with time zone not null,
  taken_by     uuid not null,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX file_by_digest ON tracing.file USING btree (community_id, digest);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tracing.traced (
  community_id uuid not null,
  id           uuid not null,
  area_path    text not null,
  desk_id      uuid not null,
  label        text not null,
  standing     text not null,
  case_kind    text,
  person_id    uuid,
  home_id      uuid,
  sealed_said  bytea not null,
  name_key     bytea,
  phone_key    bytea,
  document_key bytea,
  onset_on     date,
  sampled_on   date,
  reported_on  date not null,
  isolated_on  date,
  last_met_on  date,
  origin       text not null,
  infection_id uuid,
  control_id   uuid,
  told_at      timestamp with time zone,
  due_at       timestamp with time zone,
  closed_on    date,
  close_reason text,
  made_at      timestamp with time zone not null,
  made_by      uuid,
  version      integer not null,
  CHECK ((case_kind = ANY (ARRAY['confirmed'::text, 'asymptomatic'::text, 'probable'::text, 'suspected'::text]))),
  CHECK (((closed_on IS NULL) = (close_reason IS NULL))),
  CHECK (((case_kind IS NOT NULL) = (standing = 'case'::text))),
  CHECK ((close_reason = ANY (ARRAY['recovered'::text, 'released'::text, 'noContact'::text, 'negative'::text, 'movedAway'::text, 'died'::text, 'registeredInError'::text]))),
  CHECK ((origin = ANY (ARRAY['told'::text, 'ledger'::text, 'tube'::text, 'trace'::text, 'lead'::text, 'file'::text]))),
  CHECK ((standing = ANY (ARRAY['case'::text, 'contact'::text, 'secondaryContact'::text, 'none'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE UNIQUE INDEX traced_by_id ON tracing.traced USING btree (id);
CREATE INDEX traced_by_place ON tracing.traced USING btree (area_path, standing);
CREATE INDEX traced_by_report ON tracing.traced USING btree (reported_on DESC, id DESC);
CREATE INDEX traced_by_standing ON tracing.traced USING btree (standing, reported_on DESC, id DESC);
CREATE INDEX traced_document ON tracing.traced USING btree (document_key) WHERE (document_key IS NOT NULL);
CREATE INDEX traced_due ON tracing.traced USING btree (due_at) WHERE ((closed_on IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX traced_infection ON tracing.traced USING btree (infection_id) WHERE (infection_id IS NOT NULL);
CREATE UNIQUE INDEX traced_label ON tracing.traced USING btree (desk_id, label);
CREATE INDEX traced_name ON tracing.traced USING btree (name_key) WHERE (name_key IS NOT NULL);
CREATE UNIQUE INDEX traced_once_document ON tracing.traced USING btree (desk_id, document_key) WHERE ((document_key IS NOT NULL) AND (closed_on IS NULL));
CREATE UNIQUE INDEX traced_once_person ON tracing.traced USING btree (person_id) WHERE ((person_id IS NOT NULL) AND (closed_on IS NULL));
CREATE INDEX traced_phone ON tracing.traced USING btree (phone_key) WHERE (phone_key IS NOT NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table tracing.turn (
  community_id  uuid not null,
  id            uuid not null,
  traced_id     uuid not null,
  area_path     text not null,
  at            timestamp with time zone not null,
  account_id    uuid,
  unit          text not null,
  kind          text not null,
  from_word     text,
  to_word       text,
  sealed_reason bytea,
  CHECK ((kind = ANY (ARRAY['entered'::text, 'standing'::text, 'dates'::text, 'told'::text, 'control'::text, 'closed'::text, 'reopened'::text, 'source'::text, 'bulk'::text, 'undone'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX turn_of_traced ON tracing.turn USING btree (traced_id, at);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table visitors.call (
  community_id uuid not null,
  id           uuid not null,
  visit_id     uuid not null,
  area_path    text not null,
  at           timestamp with time zone not null,
  account_id   uuid,
  outcome      text not null,
  CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'refused'::text, 'noAnswer'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX call_of_visit ON visitors.call USING btree (community_id, visit_id);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table visitors.poster (
  community_id uuid not null,
  id           uuid not null,
  gate_id      uuid not null,
  area_path    text not null,
  code         text not null,
  made_at      timestamp with time zone not null,
  ended_at     timestamp with time zone,
  PRIMARY KEY (community_id, id),
  UNIQUE (code)
);
CREATE UNIQUE INDEX poster_of_gate ON visitors.poster USING btree (gate_id) WHERE (ended_at IS NULL);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table visitors.visit (
  community_id         uuid not null,
  id                   uuid not null,
  gate_id              uuid not null,
  area_path            text not null,
  home_id              uuid,
  home_path            text,
  state                text not null,
  sealed_name          bytea not null,
  sealed_phone         bytea,
  sealed_door          bytea not null,
  sealed_purpose       bytea not null,
  sealed_from          bytea not null,
  sealed_plate         bytea,
  link_index           bytea not null,
  digest               bytea not null,
  requested_at         timestamp with time zone not null,
  present_at           timestamp with time zone,
  presence             text,
  present_by           uuid,
  number_tries         smallint not null default 0,
  confirmed_at         timestamp with time zone,
  confirmed_by         text,
  confirmed_account_id uuid,
  credential_id        uuid,
  valid_until          timestamp with time zone,
  delete_on            date not null,
  CHECK ((confirmed_by = ANY (ARRAY['host'::text, 'call'::text]))),
  CHECK ((presence = ANY (ARRAY['guard'::text, 'display'::text]))),
  CHECK ((state = ANY (ARRAY['requested'::text, 'hostConfirmed'::text, 'refused'::text, 'issued'::text, 'used'::text, 'expired'::text]))),
  PRIMARY KEY (community_id, id)
);
CREATE INDEX visit_by_id ON visitors.visit USING btree (id);
CREATE INDEX visit_by_link ON visitors.visit USING btree (link_index);
CREATE INDEX visit_followed ON visitors.visit USING btree (requested_at) WHERE (state = ANY (ARRAY['requested'::text, 'hostConfirmed'::text, 'issued'::text, 'used'::text]));
CREATE INDEX visit_of_gate ON visitors.visit USING btree (gate_id, requested_at);
CREATE INDEX visit_of_home ON visitors.visit USING btree (home_id, requested_at) WHERE (home_id IS NOT NULL);
CREATE INDEX visit_to_delete ON visitors.visit USING btree (delete_on);
-- row-level security, forced
--   by_area (all) using (platform.sees(area_path) OR ((home_path IS NOT NULL) AND platform.sees(home_path))) check (platform.sees(area_path) OR ((home_path IS NOT NULL) AND platform.sees(home_path)))
-- xiaomen_app: select, insert, update, delete

create table zones.case_mark (
  community_id uuid not null,
  case_id      uuid not null,
  area_path    text not null,
  found_on     date not null,
  is_error     boolean not null,
  PRIMARY KEY (community_id, case_id)
);
CREATE INDEX case_mark_by_place ON zones.case_mark USING btree (area_path, found_on);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table zones.zone (
  id           uuid not null,
  area_id      uuid not null,
  area_path    text not null,
  kind         text not null,
  kind_since   date,
  order_id     uuid not null,
  order_until  date not null,
  pack_id      text not null,
  edition      text not null,
  state        text not null,
  ground       text not null,
  legal_basis  text not null,
  centre_id    uuid,
  from_at      timestamp with time zone,
  until_at     timestamp with time zone,
  last_case_on date,
  drafted_by   uuid not null,
  drafted_unit text not null,
  drafted_at   timestamp with time zone not null,
  ended_at     timestamp with time zone,
  end_reason   text,
  version      integer not null,
  CHECK (((kind = 'standstill'::text) = (until_at IS NOT NULL))),
  CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  CHECK ((state = ANY (ARRAY['drafted'::text, 'inForce'::text, 'ended'::text]))),
  PRIMARY KEY (id)
);
CREATE INDEX zone_by_place ON zones.zone USING btree (area_path, state);
-- row-level security, forced
--   add_zone (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_zone (update) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table zones.zone_area (
  zone_id   uuid not null,
  area_id   uuid not null,
  area_path text not null,
  from_at   timestamp with time zone not null,
  until_at  timestamp with time zone,
  FOREIGN KEY (zone_id) REFERENCES zones.zone(id),
  PRIMARY KEY (zone_id, area_id, from_at)
);
CREATE INDEX zone_area_by_path ON zones.zone_area USING btree (area_path) WHERE (until_at IS NULL);
-- row-level security, forced
--   add_area (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
--   change_area (update) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete

create table zones.zone_evidence (
  id         uuid not null,
  zone_id    uuid not null,
  area_path  text not null,
  kind       text not null,
  on_day     date not null,
  value      double precision,
  reference  text not null,
  account_id uuid not null,
  unit       text not null,
  at         timestamp with time zone not null,
  CHECK (((kind = 'index'::text) = (value IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['allTested'::text, 'index'::text]))),
  FOREIGN KEY (zone_id) REFERENCES zones.zone(id),
  PRIMARY KEY (id)
);
CREATE INDEX evidence_by_place ON zones.zone_evidence USING btree (area_path);
CREATE INDEX evidence_of_zone ON zones.zone_evidence USING btree (zone_id, on_day);
-- row-level security, forced
--   add_evidence (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert

create table zones.zone_step (
  id         uuid not null,
  zone_id    uuid not null,
  area_path  text not null,
  kind       text not null,
  at         timestamp with time zone not null,
  account_id uuid,
  unit       text not null,
  act_id     uuid,
  areas      jsonb,
  to_kind    text,
  reason     text,
  FOREIGN KEY (zone_id) REFERENCES zones.zone(id),
  PRIMARY KEY (id)
);
CREATE INDEX step_by_place ON zones.zone_step USING btree (area_path);
CREATE INDEX step_of_zone ON zones.zone_step USING btree (zone_id, at);
-- row-level security, forced
--   add_step (insert) check platform.sees(area_path)
--   by_area (select) using (platform.sees(area_path) OR platform.sees_above(area_path))
-- xiaomen_app: select, insert

create table zones.zone_work (
  zone_id      uuid not null,
  community_id uuid not null,
  area_path    text not null,
  source_id    uuid not null,
  FOREIGN KEY (zone_id) REFERENCES zones.zone(id),
  PRIMARY KEY (zone_id, community_id)
);
CREATE INDEX work_by_place ON zones.zone_work USING btree (area_path);
-- row-level security, forced
--   by_area (all) using platform.sees(area_path) check platform.sees(area_path)
-- xiaomen_app: select, insert, update, delete
