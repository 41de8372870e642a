import type { ServerResponse } from "node:http";

/** Server-sent events: pages that are open hear of each change. */
export interface Live {
  /** Keeps the response open, and sends what is to be seen now. */
  attach(response: ServerResponse): void;
  /** Something may look different from now on. */
  changed(): void;
  close(): void;
}

/** Many changes at once are one event. */
const gatherMs = 200;
const heartbeatMs = 15_000;
const longestBacklogBytes = 1024 * 1024;

/** Sends `view()` to all who watch, whenever it has become another. */
export function createLive(view: () => string): Live {
  const watchers = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | null = null;
  let last = "";

  const event = (): string => `event: day\ndata: ${JSON.stringify(last)}\n\n`;
  function send(text: string): void {
    for (const watcher of watchers) {
      // A page that has stopped reading comes back by itself and gets what is to be seen then.
      if (watcher.writableLength > longestBacklogBytes) watcher.destroy();
      else watcher.write(text);
    }
  }
  function look(): void {
    timer = null;
    if (watchers.size === 0) return;
    const now = view();
    if (now === last) return;
    last = now;
    send(event());
  }
  // An hour that ends changes the page as well.
  const heartbeat = setInterval(() => {
    send(": still here\n\n");
    look();
  }, heartbeatMs);

  return {
    attach(response) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      last = view();
      response.write(`retry: 1000\n\n${event()}`);
      watchers.add(response);
      response.once("close", () => watchers.delete(response));
    },
    changed() {
      timer ??= setTimeout(look, gatherMs);
    },
    close() {
      clearInterval(heartbeat);
      if (timer) clearTimeout(timer);
      for (const watcher of watchers) watcher.end();
    },
  };
}
