import type { Comment } from "@parley/contract";
import { ViewportPortal } from "@xyflow/react";
import { MessageCircle } from "lucide-react";
import { Popover } from "radix-ui";
import { Button } from "../../../ui/button.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { useFlow } from "../use-builder.ts";
import { useCommentChanges, useComments } from "./use-comments.ts";
import "./comments.css";

/** Comments that are not settled, where they were put. */
export function CommentPins({
  bot,
  isReadOnly,
}: {
  readonly bot: number;
  readonly isReadOnly: boolean;
}) {
  const { data: comments = [] } = useComments(bot);
  const { layout = {} } = useFlow();
  return (
    <ViewportPortal>
      {comments
        .filter(({ resolved }) => !resolved)
        .map((comment) => {
          const from = (comment.block === null ? null : layout[comment.block]) ?? { x: 0, y: 0 };
          return (
            <div
              key={comment.id}
              className="pin nodrag nopan"
              style={{ left: from.x + comment.x, top: from.y + comment.y }}
            >
              <Pin bot={bot} comment={comment} isReadOnly={isReadOnly} />
            </div>
          );
        })}
    </ViewportPortal>
  );
}

function Pin({
  bot,
  comment,
  isReadOnly,
}: {
  readonly bot: number;
  readonly comment: Comment;
  readonly isReadOnly: boolean;
}) {
  const { settle, remove } = useCommentChanges(bot);
  const { id, text, agent, created_at: atSeconds } = comment;
  return (
    <Popover.Root>
      <Popover.Trigger
        className="pin-button"
        aria-label={t("Comment by {name}", { name: agent.name })}
      >
        <MessageCircle size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="pin-paper" side="right" sideOffset={6} collisionPadding={8}>
          <p className="pin-head">
            <strong dir="auto">{agent.name}</strong> <TimeAgo seconds={atSeconds} />
          </p>
          <p className="pin-text" dir="auto">
            {text}
          </p>
          {!isReadOnly && (
            <div className="pin-actions">
              <Button size="small" look="quiet" onClick={() => remove.mutate(id)}>
                {t("Delete")}
              </Button>
              <Button size="small" isBusy={settle.isPending} onClick={() => settle.mutate(id)}>
                {t("Resolve")}
              </Button>
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
