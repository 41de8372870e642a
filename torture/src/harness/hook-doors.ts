import type { ShownDelivery } from "../check/hooks/hook-run.ts";

/** Where the platform API is, and the right to use it. */
export interface ApiDoor {
  readonly url: string;
  readonly apiToken: string;
}

/** A hook as its owner made it. */
export interface MadeHook {
  readonly id: number;
  readonly channelId: number;
  readonly secret: string;
}

/** A hook as its owner reads it. */
export interface ShownHook {
  readonly status: string;
  readonly enabled: boolean;
  readonly notice: { readonly code: string; readonly message: string } | null;
}

const pageSize = 100;

/** Makes a channel with a bot; gives what visitors name it by as well. */
export async function createChannel(
  door: ApiDoor,
  botId: number,
): Promise<{ readonly id: number; readonly token: string }> {
  const body = { name: "Receivers", type: "landbot", bot_id: botId };
  const { channel } = await call<{ channel: { id: number; token: string } }>(
    door,
    "POST",
    "/v1/channels/",
    body,
  );
  return channel;
}

/** Makes a hook. */
export async function createHook(
  door: ApiDoor,
  channelId: number,
  settings: { readonly url: string; readonly name: string; readonly token: string },
): Promise<MadeHook> {
  const path = `/v1/channels/${channelId}/message_hooks/`;
  const made = await call<{ hook: { id: number }; secret: string }>(door, "POST", path, settings);
  return { id: made.hook.id, channelId, secret: made.secret };
}

/** Reads a hook. */
export async function readHook(door: ApiDoor, { id, channelId }: MadeHook): Promise<ShownHook> {
  const path = `/v1/channels/${channelId}/message_hooks/${id}/`;
  return (await call<{ hook: ShownHook }>(door, "GET", path)).hook;
}

/** Reads the whole of a hook's log, page by page. Nothing may be written to it meanwhile. */
export async function listDeliveries(
  door: ApiDoor,
  { id, channelId }: MadeHook,
): Promise<readonly ShownDelivery[]> {
  const path = `/v1/channels/${channelId}/message_hooks/${id}/deliveries/`;
  const all: ShownDelivery[] = [];
  for (;;) {
    const query = `?limit=${pageSize}&offset=${all.length}`;
    const { total, deliveries } = await call<{
      readonly total: number;
      readonly deliveries: readonly ShownDelivery[];
    }>(door, "GET", `${path}${query}`);
    all.push(...deliveries);
    if (all.length >= total || deliveries.length === 0) return all;
  }
}

async function call<T>(
  { url, apiToken }: ApiDoor,
  method: "GET" | "POST",
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Token ${apiToken}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}
