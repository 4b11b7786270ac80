-- A guard's phone asks again and again who waits at its gate.
create index hold_of_gate on gate.hold (gate_id, resolved_at);
