import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextArea } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import type { CommentPlace } from "./comment-place.ts";
import { useCommentChanges } from "./use-comments.ts";

/** Writes a comment about a block or a place on the canvas; it stays there. */
export function CommentDialog({
  bot,
  place,
  onClose,
}: {
  readonly bot: number;
  readonly place: CommentPlace;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState("");
  const { add } = useCommentChanges(bot);
  const send = () => add.mutate({ ...place, text }, { onSuccess: onClose });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t("Comment")}
      about={t("For those who build this bot; visitors never see it.")}
      actions={
        <Button look="primary" isBusy={add.isPending} disabled={text.trim() === ""} onClick={send}>
          {t("Comment")}
        </Button>
      }
    >
      <TextArea
        label={t("What should others know?")}
        value={text}
        rows={4}
        maxLength={4000}
        dir="auto"
        autoFocus
        error={add.error?.message}
        onChange={({ target }) => setText(target.value)}
      />
    </Dialog>
  );
}
