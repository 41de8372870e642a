-- Each line of the audit log carries a hash over itself and the hash of the line before it in its workspace. Lines from
-- before are chained as they stand now. What the newest line of a workspace is stands beside the log too.
ALTER TABLE audit RENAME TO audit_before;

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
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE audit_head (
  workspace_id INTEGER PRIMARY KEY,
  audit_id INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

INSERT INTO audit
WITH RECURSIVE chain (id, hash) AS (
  SELECT id, audit_hash('', id, workspace_id, at_ms, actor_kind, agent_id, token_id, actor_name, address, deed, subject,
      subject_name, detail)
    FROM audit_before WHERE id IN (SELECT min(id) FROM audit_before GROUP BY workspace_id)
  UNION ALL
  SELECT line.id, audit_hash(chain.hash, line.id, line.workspace_id, line.at_ms, line.actor_kind, line.agent_id,
      line.token_id, line.actor_name, line.address, line.deed, line.subject, line.subject_name, line.detail)
    FROM chain JOIN audit_before AS before ON before.id = chain.id
    JOIN audit_before AS line ON line.id = (
      SELECT min(id) FROM audit_before WHERE workspace_id = before.workspace_id AND id > before.id)
)
SELECT line.*, chain.hash FROM chain JOIN audit_before AS line ON line.id = chain.id;

INSERT INTO audit_head SELECT workspace_id, max(id), hash FROM audit GROUP BY workspace_id;

DROP TABLE audit_before;

CREATE INDEX audit_workspace ON audit (workspace_id, id);

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'A line of the audit log is not changed.'); END;

CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'A line of the audit log is not deleted.'); END;

CREATE TRIGGER audit_headed AFTER INSERT ON audit
BEGIN
  INSERT INTO audit_head (workspace_id, audit_id, hash) VALUES (new.workspace_id, new.id, new.hash)
    ON CONFLICT (workspace_id) DO UPDATE SET audit_id = excluded.audit_id, hash = excluded.hash;
END;
