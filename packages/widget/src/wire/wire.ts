import { field, list, number, parseJson, text } from "./fields.ts";
import { type ConversationState, type Message, readMessage, readState } from "./message.ts";
import { reasonOf, WireError } from "./wire-error.ts";

export const sayTypes = ["text", "button", "image", "document", "location"] as const;

/** What a visitor can say. `uiKey` makes a repeated send one entry. */
export type Outgoing = {
  readonly uiKey: string;
  readonly type: (typeof sayTypes)[number];
  readonly message: string;
  readonly payload?: string | undefined;
  readonly url?: string | undefined;
};

export type CustomData = Readonly<Record<string, unknown>>;
export type SendOptions = { readonly isNewVisitor: boolean; readonly customData: CustomData };
export type Authorized = { readonly lastSeq: number; readonly serverTimeMs: number | undefined };
export type Sent = { readonly seq: number; readonly serverTimeMs: number | undefined };
export type Page = {
  readonly messages: readonly Message[];
  readonly lastSeq: number;
  readonly state: ConversationState;
};
export type Range = { readonly afterSeq: number } | { readonly beforeSeq: number };

/** The visitor's calls. Every one fails with a WireError. */
export type Wire = {
  start(secret: string, customData: CustomData): Promise<Authorized>;
  resume(secret: string): Promise<Authorized>;
  send(secret: string, outgoing: Outgoing, options: SendOptions): Promise<Sent>;
  read(secret: string, range: Range): Promise<Page>;
  openStream(secret: string, lastSeq: number, signal: AbortSignal): Promise<ReadableStream>;
};

export type WireOptions = {
  /** Scheme and host, without a slash at the end. */
  readonly origin: string;
  readonly channelToken: string;
  /** The page the visitor is on. */
  readonly pageUrl: () => string;
  readonly userAgent: string;
  readonly fetch: typeof fetch;
};

const pageSize = 50;
const requestTimeoutMs = 20_000;

/** Speaks the web chat wire with one channel. */
export function createWire({ origin, channelToken, pageUrl, userAgent, fetch }: WireOptions): Wire {
  const authPath = `${origin}/webchat/auth/${encodeURIComponent(channelToken)}/`;
  const query = `channel_token=${encodeURIComponent(channelToken)}`;
  const about = () => ({ origin: pageUrl(), metadata_info: { string: userAgent } });

  const request = (url: string, init: RequestInit) => answered(fetch, url, init);
  const ask = async (url: string, init: RequestInit) =>
    parseJson(
      await readText(
        await request(url, { signal: AbortSignal.timeout(requestTimeoutMs), ...init }),
      ),
    );

  return {
    async start(secret, customData) {
      const body = { start: true, new_visitor: true, custom_data: customData, ...about() };
      return readAuthorized(await ask(authPath, post(secret, body)));
    },
    async resume(secret) {
      return readAuthorized(await ask(authPath, { headers: bearer(secret) }));
    },
    async send(secret, { uiKey, ...outgoing }, { isNewVisitor, customData }) {
      const body = {
        channel_token: channelToken,
        ...outgoing,
        ui_key: uiKey,
        custom_data: Object.keys(customData).length > 0 ? customData : undefined,
        new_visitor: isNewVisitor || undefined,
        ...about(),
      };
      const answer = await ask(`${origin}/webchat/api/send/`, post(secret, body));
      return { seq: number(field(answer, "seq")) ?? 0, serverTimeMs: readServerTime(answer) };
    },
    async read(secret, range) {
      const edge =
        "afterSeq" in range ? `after_seq=${range.afterSeq}` : `before_seq=${range.beforeSeq}`;
      const url = `${origin}/webchat/api/messages/?${query}&${edge}&limit=${pageSize}`;
      return readPage(await ask(url, { headers: bearer(secret) }));
    },
    async openStream(secret, lastSeq, signal) {
      const headers = {
        ...bearer(secret),
        Accept: "text/event-stream",
        "Last-Event-ID": String(lastSeq),
      };
      const url = `${origin}/webchat/api/stream/?${query}`;
      const response = await request(url, { headers, signal });
      if (!response.body) throw new WireError(0);
      return response.body;
    },
  };
}

/** The header that says who the visitor is. */
export function bearer(secret: string): Record<string, string> {
  return { Authorization: `Bearer ${secret}` };
}

function post(secret: string, body: unknown): RequestInit {
  // text/plain spares the preflight; the server reads it as JSON.
  const headers = { ...bearer(secret), "Content-Type": "text/plain;charset=UTF-8" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}

async function answered(fetch: WireOptions["fetch"], url: string, init: RequestInit) {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "omit", cache: "no-store", ...init });
  } catch {
    throw new WireError(0);
  }
  if (response.ok) return response;
  const reason = reasonOf(parseJson(await readText(response)));
  const seconds = Number.parseFloat(response.headers.get("Retry-After") ?? "");
  throw new WireError(
    response.status,
    reason,
    Number.isFinite(seconds) ? seconds * 1000 : undefined,
  );
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new WireError(0);
  }
}

function readServerTime(answer: unknown): number | undefined {
  const seconds = number(field(answer, "server_timestamp"));
  return seconds === undefined ? undefined : seconds * 1000;
}

function readAuthorized(answer: unknown): Authorized {
  return {
    lastSeq: number(field(answer, "last_seq")) ?? 0,
    serverTimeMs: readServerTime(field(answer, "auth_data")),
  };
}

function readPage(answer: unknown): Page {
  const messages = list(field(answer, "messages")).flatMap((one) => readMessage(one) ?? []);
  return {
    messages,
    lastSeq: number(field(answer, "last_seq")) ?? messages.at(-1)?.seq ?? 0,
    state: readState(field(answer, "state")),
  };
}

/** Where an uploaded file lies, and as what it may be sent. */
export type Uploaded = { readonly url: string; readonly type: "image" | "document" };

/** Reads the answer to an upload. */
export function readUploaded(answer: unknown): Uploaded | null {
  const url = text(field(answer, "url"));
  return url ? { url, type: field(answer, "type") === "image" ? "image" : "document" } : null;
}
