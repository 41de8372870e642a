import { randomUUID, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { createLive } from "@parley/hook-receiver/create-live";
import { readBody } from "@parley/hook-receiver/read-body";
import { receiveHook } from "@parley/hook-receiver/receive-hook";
import type { Service } from "@parley/hook-receiver/run-service";
import { sendAsset, sendJson, sendPage } from "@parley/hook-receiver/send-page";
import type { Config } from "./config.ts";
import { createDesk } from "./create-desk.ts";
import { failurePage, roomPage, roomsPage } from "./page/page.ts";
import { roomsView, roomView } from "./page/views.ts";
import { type Parley, Refused } from "./parley.ts";
import { createRooms, roomField } from "./rooms.ts";

interface Ports {
  readonly parley: Parley;
  readonly secret: Config["secret"];
  readonly key: Config["key"];
  readonly complain: (line: string) => void;
  readonly nowMs: () => number;
}

const assets = join(import.meta.dirname, "page");
const mostFormBytes = 128 * 1024;

/** The bridge: flows ask at `/trigger`, hooks tell at `/hook`, agents look at `/`. Ready when its rooms are open again. */
export async function createService({ parley, secret, key, ...ports }: Ports): Promise<Service> {
  const live = createLive();
  const rooms = createRooms(live.changed);
  const desk = createDesk({ parley, rooms, nowMs: ports.nowMs });
  const onFailure = (error: unknown): void =>
    ports.complain(error instanceof Error ? error.message : String(error));
  await desk.restore();

  async function post(request: IncomingMessage, response: ServerResponse, path: string) {
    if (path === "/hook")
      return receiveHook(request, response, { secret, onFailure, take: desk.hear });
    if (path === "/trigger") return trigger(request, response);
    const [, room = "", act] = /^\/rooms\/([\w-]+)\/(reply|close)$/.exec(path) ?? [];
    if (act === undefined) return sendJson(response, 404, { detail: "Nothing is here." });
    return fromAgent(request, response, async (form) => {
      const text = form.get("text") ?? "";
      if (act === "close") await desk.close(room);
      else await desk.reply(room, text, form.get("key") ?? randomUUID());
      return rooms.find(room) ? `/rooms/${room}` : "/";
    });
  }

  async function trigger(request: IncomingMessage, response: ServerResponse) {
    if (!isSame(request.headers.authorization ?? "", `Bearer ${key}`))
      return sendJson(response, 401, { detail: "The key does not fit." });
    const customer = customerIn(await readBody(request, mostFormBytes));
    if (!customer) return sendJson(response, 422, { detail: "Send {id, name}." });
    const room = await desk.request(customer);
    // The names that bridges written for the original answer with; the flow keeps the last one.
    const done = { channel_created: true, agent_invited: true, agent_notified: true };
    sendJson(response, 200, { ...done, [roomField]: room });
  }

  return {
    async handle(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://desk");
      if (request.method === "POST") return post(request, response, pathname);
      if (request.method !== "GET") return sendJson(response, 405, { detail: "GET or POST." });
      if (pathname === "/") return sendPage(response, 200, roomsPage(roomsView(rooms.all())));
      if (pathname === "/events") {
        const id = searchParams.get("room");
        const view = () => (id === null ? roomsView(rooms.all()) : roomView(rooms.find(id)));
        return live.attach(response, () => view().text);
      }
      const [, id] = /^\/rooms\/([\w-]+)$/.exec(pathname) ?? [];
      if (id === undefined) return sendAsset(response, assets, pathname);
      sendPage(response, 200, roomPage(id, roomView(rooms.find(id)), randomUUID()));
    },
    close: live.close,
  };
}

/** Does what an agent asked for by a form, and says on a page or in JSON why it could not be done. */
async function fromAgent(
  request: IncomingMessage,
  response: ServerResponse,
  act: (form: URLSearchParams) => Promise<string>,
): Promise<void> {
  const forPeople = (request.headers.accept ?? "").includes("text/html");
  const fail = (status: number, detail: string): void =>
    forPeople
      ? sendPage(response, status, failurePage(detail))
      : sendJson(response, status, { detail });
  if (request.headers["sec-fetch-site"] === "cross-site" || isFromElsewhere(request))
    return fail(403, "Another site's page sent this.");
  const body = await readBody(request, mostFormBytes);
  if (body === null) return fail(413, "That is too long.");
  try {
    const location = await act(new URLSearchParams(body.toString("utf8")));
    if (!forPeople) return sendJson(response, 200, { success: true });
    response.writeHead(303, { location }).end();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    fail(502, error.message);
  }
}

function isFromElsewhere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && URL.parse(headers.origin)?.host !== headers.host;
}

function customerIn(body: Buffer | null): { readonly id: number; readonly name: string } | null {
  try {
    const { id, name } = JSON.parse(body?.toString("utf8") ?? "");
    return Number.isSafeInteger(id) && id > 0
      ? { id, name: String(name || `Visitor #${id}`) }
      : null;
  } catch {
    return null;
  }
}

function isSame(given: string, own: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(own)];
  return a.length === b.length && timingSafeEqual(a, b);
}
