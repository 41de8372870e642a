-- Who saved a draft as it stands, and when. Of drafts from before, nobody knows who; the bot's last change is the nearest
-- to when.
ALTER TABLE bot ADD COLUMN saved_by_id INTEGER;
ALTER TABLE bot ADD COLUMN saved_ms INTEGER NOT NULL DEFAULT 0;
UPDATE bot SET saved_ms = updated_ms;
