import type { InspectedRequest, Inspector } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useEffect, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { Page } from "../../../ui/page.tsx";
import { EmptyState, Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { LogSplit } from "../deliveries/log-split.tsx";
import { NewHookDialog } from "../hook-list/new-hook-dialog.tsx";
import type { FeedState } from "../live/create-feed.ts";
import { useFeed } from "../live/use-feed.ts";
import { InspectedDetail, InspectedRow } from "./inspected-request.tsx";
import { InspectorBar } from "./inspector-bar.tsx";
import { InspectorFacts } from "./inspector-facts.tsx";
import { inspectedQuery, inspectorPath, inspectorQuery } from "./inspector-queries.ts";

/** One inspector: its address, what it answers, and what it is sent, as it comes. */
export function InspectorScreen({ id }: { readonly id: number }) {
  const { data: inspector, error, refetch } = useQuery(inspectorQuery(useApi(), id));
  return (
    <Page
      crumbs={[
        { label: t("Integrations"), to: "/integrations" },
        { label: inspector?.name ?? t("Inspector") },
      ]}
      actions={inspector && <UseAsHook url={inspector.url} />}
    >
      {error && !inspector && (
        <Failed error={error} what={t("The inspector")} onRetry={() => void refetch()} />
      )}
      {!error && !inspector && <Skeleton />}
      {inspector && <InspectorWork inspector={inspector} />}
    </Page>
  );
}

function UseAsHook({ url }: { readonly url: string }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button look="primary" icon={<Webhook />} onClick={() => setAsked(true)}>
        {t("Use it as Hook URL")}
      </Button>
      {isAsked && <NewHookDialog url={url} onClose={() => setAsked(false)} />}
    </>
  );
}

function InspectorWork({ inspector }: { readonly inspector: Inspector }) {
  const { id } = inspector;
  const feed = useFeed(`${inspectorPath(id)}live/`, "request");
  const { data: kept, refetch } = useQuery(inspectedQuery(useApi(), id));
  // Once the line stands nothing is missed: what came before it did is read then.
  useEffect(() => {
    if (feed.line === "live") void refetch();
  }, [feed.line, refetch]);
  const [opened, setOpened] = useState<InspectedRequest | null>(null);
  const requests = mergedRequests(kept ?? [], feed);
  const idOf = ({ number, at }: InspectedRequest) => `${number}-${at}`;
  const open = (key: string | null) => setOpened(requests.find((it) => idOf(it) === key) ?? null);
  const clear = () => {
    feed.clear();
    setOpened(null);
  };
  return (
    <div>
      <InspectorFacts inspector={inspector} />
      <InspectorBar inspector={inspector} feed={feed} count={requests.length} onClear={clear} />
      {requests.length === 0 && !opened ? (
        <EmptyState
          title={t("Every request to this address, the moment it comes")}
          why={t("Nothing came yet. Copy the address, or use it as a MessageHook's.")}
        />
      ) : (
        <LogSplit
          label={t("Requests")}
          rows={requests}
          idOf={idOf}
          row={(request) => <InspectedRow request={request} />}
          opened={opened && idOf(opened)}
          onOpen={open}
        >
          {opened && <InspectedDetail request={opened} url={inspector.url} />}
        </LogSplit>
      )}
    </div>
  );
}

/** What was there, and what came since, each once, newest first. */
function mergedRequests(
  kept: readonly InspectedRequest[],
  { items }: FeedState,
): readonly InspectedRequest[] {
  // What the server sends here is written in the same contract as the list.
  const live = items.map(({ data }) => JSON.parse(data) as InspectedRequest);
  const all = new Map([...kept, ...live].map((it) => [it.number, it]));
  return [...all.values()].toSorted((a, b) => b.number - a.number);
}
