-- Whoever sees every area, a night's work or a change of edition, need not look up the case of each fact: for a hundred thousand cases that
-- look-up cost more than all the rest.
alter policy of_case on control.case_fact
  using (platform.sees('/') or exists (select from control.control_case c where c.community_id = case_fact.community_id and c.id = case_fact.case_id))
  with check (platform.sees('/') or exists (select from control.control_case c where c.community_id = case_fact.community_id and c.id = case_fact.case_id));
