-- When somebody was last tested elsewhere.
create index result_last on "foreign".result (person_id, sampled_at) where method = 'nucleic';
