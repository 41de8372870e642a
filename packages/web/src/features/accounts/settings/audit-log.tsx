import type { AuditLine } from "@parley/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { type AuditFilters, auditPages } from "./audit-query.ts";
import { actorWords, deedWords, detailWords } from "./audit-words.ts";

/** The lines that the filters let through, the newest first. */
export function AuditLog({ filters }: { readonly filters: AuditFilters }) {
  const log = useInfiniteQuery(auditPages(useApi(), filters));
  const lines = log.data?.pages.flatMap(({ audit }) => audit) ?? [];
  if (log.error && !log.data)
    return (
      <Failed error={log.error} what={t("The audit log")} onRetry={() => void log.refetch()} />
    );
  if (!log.data) return <Skeleton rows={10} />;
  if (lines.length === 0)
    return (
      <EmptyState
        title={t("Nothing was done that these filters let through")}
        why={t(
          "Sign-ins, tokens, members, bots, channels, MessageHooks, exports and deletions stand here.",
        )}
      />
    );
  return (
    <>
      <ul className="audit" aria-label={t("Audit log")}>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button isBusy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("Show older")}
        </Button>
      )}
    </>
  );
}

function Line({ line }: { readonly line: AuditLine }) {
  const detail = detailWords(line);
  const isAboutThemselves = line.subject === `agent ${line.actor.agent_id}`;
  const name = isAboutThemselves ? "" : line.subject_name || line.subject;
  return (
    <li className="audit-line">
      <div className="audit-words">
        <p>
          <span className="audit-deed">{deedWords()[line.deed]}</span>
          {name !== "" && (
            <>
              {": "}
              <bdi title={line.subject}>{name}</bdi>
            </>
          )}
          {detail !== "" && (
            <span className="audit-soft">
              {" · "}
              <bdi>{detail}</bdi>
            </span>
          )}
        </p>
        <p className="audit-soft">
          <bdi>{actorWords(line)}</bdi>
          {line.actor.address !== "" && (
            <span className="mono" dir="ltr">
              {" "}
              {line.actor.address}
            </span>
          )}
        </p>
      </div>
      <span className="audit-time">
        <TimeAgo seconds={line.at} />
      </span>
    </li>
  );
}
