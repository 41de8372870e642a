import type { WebhookRequestPage } from "@parley/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { FileClock } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { botsQuery } from "../../../data/bots.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Failed } from "../../../ui/failed.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { Select } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { LogSplit } from "../deliveries/log-split.tsx";
import { RequestDetail, RequestRow } from "./webhook-request.tsx";
import "../deliveries/filter-bar.css";

/** What the Webhook blocks of a bot asked for, and what came back. */
export function RequestsSection() {
  const api = useApi();
  const { search, change } = useAddress();
  const bots = useQuery(botsQuery(api));
  const bot = bots.data?.find(({ id }) => String(id) === String(search.bot)) ?? bots.data?.[0];
  return (
    <>
      <div className="tools-head">
        <h2>{t("Request log")}</h2>
        <p>{t("What Webhook blocks of live conversations asked for, with the answers.")}</p>
      </div>
      {bots.error && (
        <Failed error={bots.error} what={t("The bots")} onRetry={() => void bots.refetch()} />
      )}
      {bots.isPending && <Skeleton />}
      {bots.data && !bot && (
        <EmptyState
          icon={<FileClock />}
          title={t("The requests of Webhook blocks")}
          why={t("There is no bot yet, and so nothing was asked for.")}
        />
      )}
      {bot && (
        <>
          <div className="filters">
            <Select
              label={t("Bot")}
              hidesLabel
              size="small"
              value={String(bot.id)}
              onChange={({ target }) => change({ bot: target.value, request: undefined })}
              options={(bots.data ?? []).map(({ id, name }) => ({
                value: String(id),
                label: name,
              }))}
            />
          </div>
          <RequestLog key={bot.id} bot={bot.id} />
        </>
      )}
    </>
  );
}

function RequestLog({ bot }: { readonly bot: number }) {
  const api = useApi();
  const { search, change } = useAddress();
  const log = useInfiniteQuery({
    queryKey: ["bots", bot, "requests"],
    queryFn: ({ signal, pageParam }) => {
      const before = pageParam === null ? "" : `&before=${pageParam}`;
      return api.get<WebhookRequestPage>(`/v1/bots/${bot}/requests/?limit=100${before}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? 5_000 : false),
  });
  const rows = log.data?.pages.flatMap(({ requests }) => requests) ?? [];
  const opened = rows.find(({ id }) => String(id) === String(search.request));
  if (log.error && !log.data)
    return <Failed error={log.error} what={t("The log")} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Skeleton />;
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<FileClock />}
        title={t("The requests of Webhook blocks")}
        why={t("No Webhook block of this bot asked for anything yet.")}
      />
    );
  return (
    <LogSplit
      label={t("Requests")}
      rows={rows}
      idOf={({ id }) => String(id)}
      row={(request) => <RequestRow request={request} />}
      opened={opened ? String(opened.id) : null}
      onOpen={(id) => change({ request: id ?? undefined }, { isStep: true })}
      hasMore={log.hasNextPage && !log.isFetchingNextPage}
      onMore={() => void log.fetchNextPage()}
    >
      {opened && <RequestDetail key={opened.id} request={opened} bot={bot} />}
    </LogSplit>
  );
}
