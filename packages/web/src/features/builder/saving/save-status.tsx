import { CloudOff, GitMerge, TriangleAlert } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { Button } from "../../../ui/button.tsx";
import { t } from "../../../ui/words.ts";
import type { DraftSaver } from "./draft-saver.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import "./save-status.css";

/** How the edits stand: always readable, a button where something has to be decided. */
export function SaveStatus({ saver }: { readonly saver: DraftSaver }) {
  const state = useSyncExternalStore(saver.listen, saver.read);
  const [isReviewing, setReviewing] = useState(false);
  if (state.kind === "saved" && state.isTheirs)
    return (
      <span
        className="save-status"
        title={t("Somebody else has saved the draft. What they changed is on your canvas now.")}
      >
        <GitMerge size={14} aria-hidden />
        {t("Changed by others {time}", { time: clock(state.atMs) })}
      </span>
    );
  if (state.kind === "saved") return <span>{t("Saved {time}", { time: clock(state.atMs) })}</span>;
  if (state.kind === "saving") return <span>{t("Saving…")}</span>;
  if (state.kind === "offline")
    return (
      <span className="save-status save-waits">
        <CloudOff size={14} aria-hidden />
        {t("Offline, {count, plural, one {# change} other {# changes}} kept", {
          count: state.changes,
        })}
      </span>
    );
  if (state.kind === "refused")
    return (
      <span className="save-status save-fails" title={state.message}>
        <TriangleAlert size={14} aria-hidden />
        {t("Not saved: {why}", { why: state.message })}
      </span>
    );
  return (
    <>
      <Button size="small" icon={<GitMerge />} onClick={() => setReviewing(true)}>
        {t("Changed elsewhere: review")}
      </Button>
      {isReviewing && <ReviewDialog saver={saver} onClose={() => setReviewing(false)} />}
    </>
  );
}

function clock(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}
