import { setTimeout as sleep } from "node:timers/promises";
import type { OutsideCall } from "../harness/outside-service.ts";
import type { Attempt } from "../ledger/ledger-line.ts";
import type { Random } from "../random.ts";
import { GivenUp, type Operated, perform } from "./perform.ts";
import { type Answer, sendRequest } from "./send-request.ts";
import { giveUpAfterMs, type Target } from "./target.ts";

/** The doors that a visitor, and services in their conversation, use. */
export interface VisitorDoors {
  readonly secret: string;
  readonly customerId: () => number | null;
  readonly newKey: () => string;
  /** Says a word and a new key, and gives what was said. `markOf`: the bot's words that must follow. */
  say(word: string, markOf: (said: string) => string | null): Promise<string>;
  /** Writes through the platform API under an `Idempotency-Key`. */
  write(
    op: "set" | "go" | "resume",
    method: "PUT" | "POST",
    path: string,
    body: unknown,
    written: Pick<Attempt, "key" | "mark">,
  ): Promise<void>;
  callBack(url: string, written: Pick<Attempt, "key" | "mark">): Promise<void>;
  /** Waits until the flow has called the outside service with these words. */
  called(said: string): Promise<OutsideCall>;
  /** Waits until the flow asks for the next message. */
  askedAgain(): Promise<void>;
}

const pollMs = 80;
const repeatShare = 0.2;
const letters = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;

/** Makes the doors of one visitor. */
export function createVisitorDoors(target: Target, name: string, random: Random): VisitorDoors {
  const drawn = Array.from({ length: 32 }, () => random.pick(letters)).join("");
  const secret = `v${Date.now().toString(36)}_${drawn}`;
  const visitor = { authorization: `Bearer ${secret}` };
  let customerId: number | null = null;
  let count = 0;
  const newKey = (): string => {
    count += 1;
    return `${name}.${count}`;
  };

  /** Somebody whose answer got lost asks again, now and then: nothing may happen twice. */
  async function performAndRepeat(operation: Operated): Promise<void> {
    taken(await perform(target, operation));
    if (random.next() < repeatShare) taken(await perform(target, operation));
  }

  return {
    secret,
    customerId: () => customerId,
    newKey,
    say: async (word, markOf) => {
      const key = newKey();
      const said = `${word} ${key}`;
      const body = {
        ...{ channel_token: target.channelToken, new_visitor: true, ui_key: key },
        ...{ type: "text", message: said },
      };
      const url = `${target.url}/webchat/api/send/`;
      const request = { method: "POST", url, headers: visitor, body } as const;
      const operation = { client: name, op: "say", key, mark: markOf(said), request } as const;
      const { json } = taken(await perform(target, operation));
      customerId = (json as { readonly customer_id: number }).customer_id;
      return said;
    },
    write: (op, method, path, body, written) => {
      const url = `${target.url}/v1/customers/${customerId}/${path}`;
      const authorization = `Token ${target.apiToken}`;
      const headers = { authorization, "idempotency-key": written.key };
      const request = { method, url, headers, body };
      return performAndRepeat({ client: name, op, ...written, request });
    },
    callBack: (url, written) => {
      const headers = { "idempotency-key": written.key };
      const request = { method: "POST", url, headers, body: written.key } as const;
      return performAndRepeat({ client: name, op: "callback", ...written, request });
    },
    called: async (said) => {
      const call = await target.outside.called(said, giveUpAfterMs);
      if (!call) throw new GivenUp(`the outside call of "${said}"`);
      return call;
    },
    askedAgain: () => askedAgain(target, name, visitor),
  };
}

async function askedAgain(
  { url, channelToken }: Target,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const history = `${url}/webchat/api/messages/?channel_token=${channelToken}&limit=1`;
  const untilMs = performance.now() + giveUpAfterMs;
  while (performance.now() < untilMs) {
    const request = { method: "GET", url: history, headers, body: undefined } as const;
    const { json } = await sendRequest(request);
    const state = (json as { readonly state?: { readonly phase: string } } | null)?.state;
    if (state?.phase === "asking") return;
    await sleep(pollMs);
  }
  throw new GivenUp(`the next question to ${name}`);
}

/** The load does nothing that may be refused for good. */
function taken(answer: Answer): Answer {
  if (answer.outcome === "ok") return answer;
  throw new Error(`Refused with ${answer.status}: ${answer.text.slice(0, 300)}`);
}
