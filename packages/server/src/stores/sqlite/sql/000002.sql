-- Tasks are claimed by the server that they call, so that one that hangs cannot keep the others from being found.
-- `host` is its origin; empty for what calls nobody.
ALTER TABLE task ADD COLUMN host TEXT NOT NULL DEFAULT '';
UPDATE task SET host = 'unknown' WHERE kind = 'call-http';

DROP INDEX task_ready;
CREATE INDEX task_ready ON task (host, ready_ms, conversation_id, key) WHERE ready_ms IS NOT NULL;
