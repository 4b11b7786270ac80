-- Who looks after whom has one home, answerability.slot: what stood in the plan goes there, and the plan keeps when, not who.
-- What the history says of former carers stays as it was written.
select set_config('app.scope', '/', true);

insert into answerability.hand (community_id, id, area_path, kind, account_id, made_at)
  select held.community_id, gen_random_uuid(), a.path, 'account', held.account_id, now()
  from (select community_id, carer_id as account_id from care.plan where carer_id is not null and (until is null or merged_into is not null)
        union select community_id, second_account from care.plan where second_account is not null and (until is null or merged_into is not null)) held
    join areas.area a on a.id = held.community_id
  on conflict do nothing;
insert into answerability.hand (community_id, id, area_path, kind, person_id, made_at)
  select held.community_id, gen_random_uuid(), a.path, 'person', held.person_id, now()
  from (select distinct community_id, second_person as person_id from care.plan where second_person is not null and (until is null or merged_into is not null)) held
    join areas.area a on a.id = held.community_id
  on conflict do nothing;

insert into answerability.slot (community_id, id, area_path, home_id, subject_kind, subject_id, person_id, slot, hand_id, is_kept, gap, opened_at, released_at)
  select p.community_id, gen_random_uuid(), p.area_path, p.home_id, 'carePerson', p.id, p.person_id, 'gridWorker', h.id, h.id is not null,
    case when h.id is null then 'nobodyOnDuty' end, now(), case when p.until is not null then now() end
  from care.plan p left join answerability.hand h on h.community_id = p.community_id and h.account_id = p.carer_id
  where p.until is null or p.merged_into is not null;
insert into answerability.slot (community_id, id, area_path, home_id, subject_kind, subject_id, person_id, slot, hand_id, is_kept, gap, opened_at, released_at)
  select p.community_id, gen_random_uuid(), p.area_path, p.home_id, 'carePerson', p.id, p.person_id, 'partyMemberHome', h.id, h.id is not null,
    case when h.id is null then 'nobodyOnDuty' end, now(), case when p.until is not null then now() end
  from care.plan p left join answerability.hand h on h.community_id = p.community_id
    and (h.account_id = p.second_account or h.person_id = p.second_person)
  where p.until is null or p.merged_into is not null;

alter table care.plan drop column carer_id, drop column second_account, drop column second_person;
