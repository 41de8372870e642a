import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useApi } from "../../../data/api-context.ts";
import { createFeed, type Feed, type FeedState } from "./create-feed.ts";

/** Follows a stream of the API while the component is drawn. */
export function useFeed(path: string, event: string): FeedState & Pick<Feed, "clear"> {
  const api = useApi();
  const feed = useMemo(
    () => createFeed({ open: (signal) => api.open(path, signal), event, nowMs: Date.now }),
    [api, path, event],
  );
  useEffect(() => feed.start(), [feed]);
  return { ...useSyncExternalStore(feed.listen, feed.read), clear: feed.clear };
}
