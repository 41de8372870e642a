import { CloudOff, GitMerge, TriangleAlert } from "lucide-react";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Button } from "../../../ui/button.tsx";
import { useAgo } from "../../../ui/time-ago.tsx";
import { spokenLocale, t } from "../../../ui/words.ts";
import type { DraftSaver, SaveState } from "./draft-saver.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import { useAuthor } from "./use-author.ts";
import "./save-status.css";

/** How the edits stand: always readable, a button where something has to be decided. */
export function SaveStatus({
  saver,
  isReadOnly = false,
}: {
  readonly saver: DraftSaver;
  /** Work from before, on a screen that is too narrow to go on with it, is still told of. */
  readonly isReadOnly?: boolean;
}) {
  const state = useSyncExternalStore(saver.listen, saver.read);
  const [isReviewing, setReviewing] = useState(false);
  if (state.kind === "saved" && isReadOnly) return t("Read only");
  if (state.kind === "saved") return <Saved state={state} />;
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
      <Button
        className="save-review"
        size="small"
        icon={<GitMerge />}
        onClick={() => setReviewing(true)}
      >
        {t("Changed elsewhere: review")}
      </Button>
      {isReviewing && <ReviewDialog saver={saver} onClose={() => setReviewing(false)} />}
    </>
  );
}

type SavedState = Extract<SaveState, { readonly kind: "saved" }>;

/** Who saved the draft as it is, if that was somebody else, and when. */
function Saved({ state: { atMs, isTheirs, by } }: { readonly state: SavedState }) {
  const author = useAuthor(by);
  const time = useAgo(atMs / 1000);
  const isOther = author !== null && author !== "me";
  if (!isTheirs)
    return isOther ? (
      <Theirs>{t("{name} saved this {time}", { name: author.name, time })}</Theirs>
    ) : (
      <span>{t("Saved {time}", { time: isToday(atMs) ? clock(atMs) : time })}</span>
    );
  return (
    <Theirs
      title={
        author === "me"
          ? t(
              "You saved the draft in another window. What you changed there is on this canvas now.",
            )
          : t("Somebody else has saved the draft. What they changed is on your canvas now.")
      }
    >
      <GitMerge size={14} aria-hidden />
      {isOther && t("{name} saved this {time}", { name: author.name, time })}
      {author === "me" && t("Saved elsewhere {time}", { time })}
      {author === null && t("Changed by others {time}", { time })}
    </Theirs>
  );
}

function Theirs({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <span className="save-status save-theirs" title={title} dir="auto">
      {children}
    </span>
  );
}

function isToday(atMs: number): boolean {
  return new Date(atMs).toDateString() === new Date().toDateString();
}

function clock(atMs: number): string {
  return new Intl.DateTimeFormat(spokenLocale(), { hour: "numeric", minute: "2-digit" }).format(
    atMs,
  );
}
