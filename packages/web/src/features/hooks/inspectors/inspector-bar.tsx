import type { Inspector } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { t } from "../../../ui/words.ts";
import type { FeedState } from "../live/create-feed.ts";
import { LineBadge } from "../live/line-badge.tsx";
import { inspectorPath } from "./inspector-queries.ts";
import "../deliveries/filter-bar.css";

export interface InspectorBarProps {
  readonly inspector: Inspector;
  readonly feed: FeedState;
  readonly count: number;
  readonly onClear: () => void;
}

/** Whether one sees what comes, how much came, clear, delete. */
export function InspectorBar({ inspector, feed, count, onClear }: InspectorBarProps) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const [isLeaving, setLeaving] = useState(false);
  const clear = useMutation({
    mutationFn: () => api.write("DELETE", `${inspectorPath(inspector.id)}requests/`),
    onSuccess: () => {
      queries.setQueryData(["inspectors", inspector.id, "requests"], []);
      onClear();
    },
    onError: (error) => notices.tell({ text: error.message, meaning: "fail" }),
  });
  return (
    <div className="filters">
      <LineBadge line={feed.line} error={feed.error} />
      <span className="log-soft">{t("The newest 100 are kept until the server restarts")}</span>
      <span className="filters-count" role="status">
        {t("{count, plural, one {# request} other {# requests}}", { count })}
      </span>
      <Button
        size="small"
        disabled={count === 0}
        isBusy={clear.isPending}
        onClick={() => clear.mutate()}
      >
        {t("Clear")}
      </Button>
      <Button size="small" look="danger" onClick={() => setLeaving(true)}>
        {t("Delete inspector")}
      </Button>
      {isLeaving && <DeleteInspector inspector={inspector} onClose={() => setLeaving(false)} />}
    </div>
  );
}

function DeleteInspector({
  inspector,
  onClose,
}: {
  readonly inspector: Inspector;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { name } = inspector;
  const remove = useMutation({
    mutationFn: () => api.write("DELETE", inspectorPath(inspector.id)),
    onSuccess: async () => {
      await navigate({ to: "/integrations", search: { section: "inspectors" } });
      await queries.invalidateQueries({ queryKey: ["inspectors"] });
    },
  });
  return (
    <Confirm
      title={t("Delete {name}?", { name })}
      about={t(
        "Its address answers 404 from now on; what it was sent goes too. MessageHooks that send there fail.",
      )}
      verb={t("Delete inspector")}
      isBusy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
