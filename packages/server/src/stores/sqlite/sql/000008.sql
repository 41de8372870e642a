-- Who did what, when and from where. A line that was written stays as it is, whatever program asks.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  workspace_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  agent_id INTEGER,
  token_id INTEGER,
  actor_name TEXT NOT NULL,
  address TEXT NOT NULL,
  deed TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX audit_workspace ON audit (workspace_id, id);

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'A line of the audit log is not changed.'); END;

CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'A line of the audit log is not deleted.'); END;
