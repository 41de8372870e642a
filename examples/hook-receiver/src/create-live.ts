import type { ServerResponse } from "node:http";

/** Server-sent events: pages that are open hear of each change. */
export interface Live {
  /** Keeps the response open: sends what is to be seen now, and again whenever it has become another. */
  attach(response: ServerResponse, view: () => string): void;
  /** Something may look different from now on. */
  changed(): void;
  close(): void;
}

interface Watcher {
  readonly response: ServerResponse;
  readonly view: () => string;
  last: string;
}

/** Many changes at once are one event. */
const gatherMs = 200;
const heartbeatMs = 15_000;
const longestBacklogBytes = 1024 * 1024;

/** Starts to keep pages current. */
export function createLive(): Live {
  const watchers = new Set<Watcher>();
  let timer: NodeJS.Timeout | null = null;

  function send({ response }: Watcher, text: string): void {
    // A page that has stopped reading comes back by itself and gets what is to be seen then.
    if (response.writableLength > longestBacklogBytes) response.destroy();
    else response.write(text);
  }
  function look(watcher: Watcher): void {
    const view = watcher.view();
    if (view === watcher.last) return;
    watcher.last = view;
    send(watcher, `event: view\ndata: ${JSON.stringify(view)}\n\n`);
  }
  function lookAll(): void {
    timer = null;
    for (const watcher of watchers) look(watcher);
  }
  // Time that passes may change a page as well.
  const heartbeat = setInterval(() => {
    for (const watcher of watchers) send(watcher, ": still here\n\n");
    lookAll();
  }, heartbeatMs);

  return {
    attach(response, view) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 1000\n\n");
      const watcher = { response, view, last: "" };
      look(watcher);
      watchers.add(watcher);
      response.once("close", () => watchers.delete(watcher));
    },
    changed() {
      timer ??= setTimeout(lookAll, gatherMs);
    },
    close() {
      clearInterval(heartbeat);
      if (timer) clearTimeout(timer);
      for (const { response } of watchers) response.end();
    },
  };
}
