import { join } from "node:path";
import { createLive } from "@parley/hook-receiver/create-live";
import { receiveHook } from "@parley/hook-receiver/receive-hook";
import type { Service } from "@parley/hook-receiver/run-service";
import { sendAsset, sendJson, sendPage } from "@parley/hook-receiver/send-page";
import { dayOf } from "./day-of.ts";
import { type Counts, hourOf } from "./open-counts.ts";
import { dayView } from "./page/day-view.ts";
import { page } from "./page/page.ts";

interface Ports {
  readonly counts: Counts;
  readonly secret: string;
  readonly timeZone: string;
  readonly complain: (line: string) => void;
  readonly nowMs: () => number;
}

const assets = join(import.meta.dirname, "page");

/** The feed: hooks come in by `POST /hook`, people look at `/`. */
export function createService({ counts, secret, timeZone, complain, nowMs }: Ports): Service {
  const view = () => dayView(dayOf(counts, hourOf(nowMs() / 1000)), timeZone);
  const live = createLive();
  const onFailure = (error: unknown): void =>
    complain(error instanceof Error ? error.message : String(error));

  return {
    async handle(request, response) {
      const { pathname } = new URL(request.url ?? "/", "http://feed");
      if (request.method === "POST" && pathname === "/hook")
        return receiveHook(request, response, {
          ...{ secret, onFailure },
          take(message) {
            if (counts.add(message)) live.changed();
          },
        });
      if (request.method !== "GET") return sendJson(response, 405, { detail: "Only GET." });
      if (pathname === "/events") return live.attach(response, () => view().text);
      if (pathname === "/") return sendPage(response, 200, page(view(), timeZone));
      return sendAsset(response, assets, pathname);
    },
    close() {
      live.close();
      counts.close();
    },
  };
}
