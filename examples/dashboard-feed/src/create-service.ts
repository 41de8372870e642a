import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { receiveHook } from "@parley/hook-receiver/receive-hook";
import type { Service } from "@parley/hook-receiver/run-service";
import { createLive } from "./create-live.ts";
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

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const assetTypes: { readonly [name: string]: string } = {
  "tokens.css": "text/css",
  "page.css": "text/css",
  "live.js": "text/javascript",
  "icon.svg": "image/svg+xml",
};

/** The feed: hooks come in by `POST /hook`, people look at `/`. */
export function createService({ counts, secret, timeZone, complain, nowMs }: Ports): Service {
  const view = () => dayView(dayOf(counts, hourOf(nowMs() / 1000)), timeZone);
  const live = createLive(() => view().text);
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
      if (request.method !== "GET") return send(response, 405, "text/plain", "Only GET.\n");
      if (pathname === "/events") return live.attach(response);
      if (pathname === "/")
        return send(response, 200, "text/html; charset=utf-8", page(view(), timeZone).text);
      return sendAsset(response, pathname);
    },
    close() {
      live.close();
      counts.close();
    },
  };
}

async function sendAsset(response: ServerResponse, path: string): Promise<void> {
  const name = /^\/assets\/([\w.]+)$/.exec(path)?.[1] ?? "";
  const type = Object.hasOwn(assetTypes, name) ? assetTypes[name] : undefined;
  if (type === undefined) return send(response, 404, "text/plain", "Nothing is here.\n");
  send(response, 200, type, await readFile(join(import.meta.dirname, "page", name)));
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  response.end(body);
}
