import { useQuery } from "@tanstack/react-query";
import { notFound, useParams } from "@tanstack/react-router";
import { ApiError } from "../../data/api.ts";
import { useApi } from "../../data/api-context.ts";
import { Page } from "../../ui/page.tsx";
import { ErrorState, Skeleton } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";
import { botQuery, readDraft } from "./builder-queries.ts";
import { OpenBuilder } from "./open-builder.tsx";

/** `/studio/bots/1010178/builder`: draws a flow, tries it, publishes it. */
export function BuilderPage() {
  const { botId } = useParams({ strict: false });
  const bot = String(botId);
  const api = useApi();
  const draft = useQuery({
    queryKey: ["bots", bot, "opened-draft"],
    queryFn: ({ signal }) => readDraft(api, bot, signal),
    // Once open, the draft is kept up to date by its saver: a draft out of a cache would be an old one.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
  });
  const about = useQuery(botQuery(api, bot));
  if (draft.data && about.data)
    return <OpenBuilder key={bot} bot={about.data} draft={draft.data} />;
  const error = draft.error ?? about.error;
  if (error instanceof ApiError && error.status === 404) throw notFound();
  return (
    <Page crumbs={[{ label: t("Bots"), to: "/bots" }, { label: t("Builder") }]} width="full">
      {error ? (
        <ErrorState
          title={t("This bot cannot be opened")}
          why={error.message}
          onRetry={() => {
            void draft.refetch();
            void about.refetch();
          }}
        />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}
