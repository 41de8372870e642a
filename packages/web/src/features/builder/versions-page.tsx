import type { Version } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { notFound, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError } from "../../data/api.ts";
import { useApi } from "../../data/api-context.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";
import { botQuery, readDraft, versionsQuery } from "./builder-queries.ts";
import { VersionCompare } from "./publish/version-compare.tsx";
import { VersionRow } from "./publish/version-row.tsx";
import "./publish/versions.css";

/** `/studio/bots/1010178/versions`: what was published when, what differs, and the way back. */
export function VersionsPage() {
  const { botId } = useParams({ strict: false });
  const bot = String(botId);
  const api = useApi();
  const navigate = useNavigate();
  const about = useQuery(botQuery(api, bot));
  const versions = useQuery(versionsQuery(api, bot));
  const openBuilder = () => void navigate({ to: "/bots/$botId/builder", params: { botId: bot } });
  const name = about.data?.name ?? t("Bot");
  const error = versions.error;
  if (error instanceof ApiError && error.status === 404) throw notFound();
  return (
    <Page
      crumbs={[
        { label: t("Bots"), to: "/bots" },
        { label: name, to: `/bots/${bot}/builder` },
        { label: t("Versions") },
      ]}
      width="full"
      actions={<Button onClick={openBuilder}>{t("Open the builder")}</Button>}
    >
      {error && (
        <ErrorState
          title={t("The versions cannot be read")}
          why={error.message}
          onRetry={() => void versions.refetch()}
        />
      )}
      {!error && !versions.data && <Skeleton />}
      {versions.data?.length === 0 && (
        <EmptyState
          title={t("Versions")}
          why={t(
            "Nothing has been published yet. A version is what visitors talk to; it never changes.",
          )}
          action={<Button onClick={openBuilder}>{t("Open the builder")}</Button>}
        />
      )}
      {versions.data && versions.data.length > 0 && <Versions bot={bot} versions={versions.data} />}
    </Page>
  );
}

function Versions({
  bot,
  versions,
}: {
  readonly bot: string;
  readonly versions: readonly Version[];
}) {
  const api = useApi();
  const [newest] = versions;
  const [chosen, setChosen] = useState(newest?.version ?? 1);
  const [against, setAgainst] = useState<number | null>(null);
  const draft = useQuery({
    queryKey: ["bots", bot, "draft-to-compare"],
    queryFn: async ({ signal }) => (await readDraft(api, bot, signal)).flow,
    staleTime: 0,
  });
  return (
    <div className="versions">
      <ol className="versions-list" aria-label={t("Versions, newest first")}>
        {versions.map((version) => (
          <VersionRow
            key={version.version}
            bot={bot}
            version={version}
            isLive={version === newest}
            isChosen={version.version === chosen}
            onChoose={() => setChosen(version.version)}
          />
        ))}
      </ol>
      <VersionCompare
        key={bot}
        bot={bot}
        versions={versions}
        after={chosen}
        before={against ?? chosen - 1}
        draft={draft.data ?? null}
        onBefore={setAgainst}
      />
    </div>
  );
}
