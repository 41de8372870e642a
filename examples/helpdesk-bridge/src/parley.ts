import { type Line, roomField } from "./rooms.ts";

/** What the desk asks of Parley. */
export interface Parley {
  /** Sends an agent's words to the customer; the same key sends them once. An address of a picture is sent as one. */
  reply(customerId: number, text: string, key: string): Promise<void>;
  /** Takes the customer out of the room and gives the conversation back to the bot. Safe to repeat. */
  handBack(customerId: number): Promise<void>;
  transcript(customerId: number): Promise<readonly Line[]>;
  /** Everybody who is in a room, however the desk came to forget it. */
  guests(): Promise<
    readonly { readonly id: number; readonly name: string; readonly room: string }[]
  >;
}

/** Parley said no, and why, in words for an agent. */
export class Refused extends Error {}

interface Access {
  readonly parleyUrl: string;
  readonly parleyToken: string;
  readonly botId: number;
  readonly backTo: string;
}

const timeoutMs = 10_000;
const pageSize = 100;
const picture = /^https?:\/\/\S+\.(png|jpe?g|gif|webp)(\?\S*)?$/i;

/** Speaks the platform API. This is the part to copy into a bridge of your own. */
export function createParley({ parleyUrl, parleyToken, botId, backTo }: Access): Parley {
  async function call(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    const answer = await fetch(`${parleyUrl}/v1/${path}`, {
      method,
      headers: {
        authorization: `Token ${parleyToken}`,
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => {
      throw new Refused("Parley does not answer. Try again.");
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(reasonOf(answer.status, text));
    return text === "" ? {} : JSON.parse(text);
  }

  return {
    async reply(customerId, text, key) {
      const path = `customers/${customerId}`;
      if (picture.test(text)) await call("POST", `${path}/send_image/`, { url: text }, key);
      else await call("POST", `${path}/send_text/`, { message: text }, key);
    },
    async handBack(customerId) {
      // Without the field nothing goes to the desk any more; only then the bot speaks again.
      await call("DELETE", `customers/${customerId}/fields/${roomField}/`);
      // Parked there: the flow goes on when the customer writes.
      await call("PUT", `customers/${customerId}/assign_bot/${botId}/`, {
        ...{ launch: false, node: backTo },
      });
    },
    async transcript(customerId) {
      const { messages } = await call("GET", `customers/${customerId}/messages/`);
      return messages as readonly Line[];
    },
    async guests() {
      const guests = [];
      for (let offset = 0; ; offset += pageSize) {
        const page = await call("GET", `customers/?limit=${pageSize}&offset=${offset}`);
        const customers = page.customers as readonly {
          id: number;
          name: string;
          [roomField]?: unknown;
        }[];
        for (const { id, name, [roomField]: room } of customers)
          if (typeof room === "string") guests.push({ id, name, room });
        if (customers.length < pageSize) return guests;
      }
    },
  };
}

type Answer = { readonly [key: string]: unknown };

function reasonOf(status: number, text: string): string {
  try {
    const { detail, errors } = JSON.parse(text);
    return typeof detail === "string" ? detail : Object.values<string[]>(errors).flat().join(" ");
  } catch {
    return `Parley answered ${status}.`;
  }
}
