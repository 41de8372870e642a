import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { t } from "../../../ui/words.ts";
import { LogSplit } from "../deliveries/log-split.tsx";
import { Payload } from "../deliveries/payload.tsx";
import { hooksPath } from "../hook-queries.ts";
import { readTold } from "../model/told-message.ts";
import type { FeedItem } from "./create-feed.ts";
import { LineBadge } from "./line-badge.tsx";
import { useFeed } from "./use-feed.ts";
import "../deliveries/filter-bar.css";

/** What happens on a channel, as it happens: the bodies that its hooks get. */
export function LiveTail({ channelId }: { readonly channelId: number }) {
  const { items, line, error, clear } = useFeed(`${hooksPath(channelId)}listen/`, "message");
  const [opened, setOpened] = useState<FeedItem | null>(null);
  const open = (id: string | null) =>
    setOpened(items.find(({ number }) => String(number) === id) ?? null);
  const isEmpty = items.length === 0 && !opened;
  return (
    <>
      <div className="filters">
        <LineBadge line={line} error={error} />
        <span className="log-soft">
          {t("Everything on the channel, whatever the MessageHook is filtered to")}
        </span>
        <span className="filters-count">
          <Button size="small" look="quiet" disabled={isEmpty} onClick={clear}>
            {t("Clear")}
          </Button>
        </span>
      </div>
      {isEmpty ? (
        <EmptyState
          title={t("Messages and events, the moment they happen")}
          why={t("Nothing has happened since this was opened. Say something in the chat.")}
        />
      ) : (
        <LogSplit
          label={t("Live")}
          rows={items}
          idOf={({ number }) => String(number)}
          row={(item) => <ToldRow item={item} />}
          opened={opened ? String(opened.number) : null}
          onOpen={open}
        >
          {opened && <Payload label={t("Body")} body={opened.data} />}
        </LogSplit>
      )}
    </>
  );
}

function ToldRow({ item }: { readonly item: FeedItem }) {
  const { type, sender, words, customer } = readTold(item.data);
  return (
    <>
      <span className="log-state log-soft">{sender}</span>
      <span className="log-main">
        <bdi>{words === "" ? type : words}</bdi>
      </span>
      <span className="log-fixed log-far mono log-soft">{type}</span>
      <span className="log-fixed log-far log-soft">
        <bdi>{customer}</bdi>
      </span>
      <span className="log-time">
        <TimeAgo seconds={item.at} />
      </span>
    </>
  );
}
