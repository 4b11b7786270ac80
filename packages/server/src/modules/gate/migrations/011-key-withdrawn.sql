-- 签名密钥作废: a key somebody else may have. One asks for it, a second person of another unit does it; every strip it signed ends.
alter table gate.signing_key drop constraint signing_key_state_check;
alter table gate.signing_key add constraint signing_key_state_check check (state in ('next', 'current', 'old', 'withdrawn'));
drop index gate.one_signing_key;
create unique index one_signing_key on gate.signing_key (state) where state in ('next', 'current');
alter table gate.signing_key add column asked_by uuid;
alter table gate.signing_key add column asked_unit text;
