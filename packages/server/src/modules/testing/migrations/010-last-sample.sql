-- When somebody was last sampled, in whichever campaign.
create index sample_last on testing.sample (person_id, taken_at) where state = 'bound';
