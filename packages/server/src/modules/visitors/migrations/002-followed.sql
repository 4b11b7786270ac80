-- Asked every minute: of two weeks of visits those that are not over.
create index visit_followed on visitors.visit (requested_at) where state in ('requested', 'hostConfirmed', 'issued', 'used');
