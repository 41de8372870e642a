-- Traces are forgotten by age, a few at a time.
CREATE INDEX trace_age ON trace (at_us);
