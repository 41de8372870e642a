import type { StudioSession } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { sessionsQuery } from "../account-calls.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { deviceName } from "./device-name.ts";

/** Where the account is signed in, and the way to end that. */
export function SessionsSection() {
  const api = useApi();
  const queries = useQueryClient();
  const notices = useNotices();
  const sessions = useQuery(sessionsQuery(api));
  const end = useMutation({
    mutationFn: (id: string | null) =>
      api.write("DELETE", `/studio/api/sessions${id === null ? "" : `/${id}`}`),
    onSuccess: async (_, id) => {
      await queries.invalidateQueries({ queryKey: ["sessions"] });
      notices.tell({ text: id === null ? t("All other sessions ended") : t("Session ended") });
    },
  });
  const rows = sessions.data?.sessions ?? [];
  return (
    <Section
      title={t("Sessions")}
      about={t("Browsers in which you are signed in.")}
      actions={
        rows.length > 1 && (
          <Button
            size="small"
            look="danger"
            isBusy={end.isPending && end.variables === null}
            onClick={() => end.mutate(null)}
          >
            {t("End all others")}
          </Button>
        )
      }
    >
      <RefusalNote error={sessions.error ?? end.error} />
      {sessions.isPending && <Skeleton rows={2} />}
      {rows.length > 0 && (
        <ul className="settings-rows">
          {rows.map((row) => (
            <SessionRow
              key={row.id}
              session={row}
              isEnding={end.isPending && end.variables === row.id}
              onEnd={() => end.mutate(row.id)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface SessionRowProps {
  readonly session: StudioSession;
  readonly isEnding: boolean;
  readonly onEnd: () => void;
}

function SessionRow({ session, isEnding, onEnd }: SessionRowProps) {
  const name = deviceName(session.user_agent);
  return (
    <li className="settings-row">
      <div className="settings-row-words">
        <p className="settings-row-name" title={session.user_agent}>
          {name}
          {session.is_current && <Badge meaning="ok">{t("This one")}</Badge>}
        </p>
        <p className="settings-row-soft">
          {session.address} · {t("last used")} <TimeAgo seconds={session.last_used_at} /> ·{" "}
          {t("signed in")} <TimeAgo seconds={session.created_at} />
        </p>
      </div>
      {!session.is_current && (
        <Button
          size="small"
          isBusy={isEnding}
          onClick={onEnd}
          aria-label={t("End the session of {device}", { device: name })}
        >
          {t("End")}
        </Button>
      )}
    </li>
  );
}
