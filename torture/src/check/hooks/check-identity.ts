import { createHmac } from "node:crypto";
import { groupBy } from "../group-by.ts";
import type { Violation } from "../violation.ts";
import { entryKey, type HookRequest, type HookRun, type WatchedHook } from "./hook-run.ts";
import { tellRequests } from "./tell-requests.ts";

/** From the moment that a request says until it is there: what a busy machine takes, with a second for the rounding. */
const freshWithinMs = 3_000;

/** Checks that every attempt is the same event, word for word, and signed for its own moment. */
export function checkIdentity(hook: WatchedHook, { stored }: HookRun): readonly Violation[] {
  const rendered = new Map(
    stored.filter(({ hookId }) => hookId === hook.id).map((it) => [entryKey(it), it]),
  );
  return [...groupBy(hook.requests, entryKey)].flatMap(([entry, requests]) => {
    const owed = rendered.get(entry);
    const isSame = (one: HookRequest): boolean =>
      one.body === owed?.body && one.webhookId === owed.eventId && one.eventId === one.webhookId;
    return [
      ...complain(requests, isSame, `${hook.name} got other bytes or another id for ${entry}`),
      ...complain(
        requests,
        ({ trace }) => trace === requests[0]?.trace && /^[0-9a-f]{32}-[0-9a-f]{16}-0$/.test(trace),
        `${hook.name} got ${entry} under another sentry-trace`,
      ),
      ...complain(requests, isFresh, `${hook.name} got ${entry} with a stale timestamp`),
      ...complain(
        requests,
        (one) => isSigned(one, hook.secret),
        `${hook.name} got ${entry} with a signature that is not valid`,
      ),
      ...complain(
        requests,
        ({ authorization }) => authorization === `Token ${hook.token}`,
        `${hook.name} got ${entry} without its token`,
      ),
    ];
  });
}

const isFresh = ({ t, timestamp }: HookRequest): boolean => {
  const ageMs = t - Number(timestamp) * 1000;
  return ageMs >= 0 && ageMs < freshWithinMs;
};

/** As Standard Webhooks has it, computed from its text alone. */
function isSigned({ webhookId, timestamp, body, signature }: HookRequest, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = createHmac("sha256", key).update(`${webhookId}.${timestamp}.${body}`);
  return signature.split(" ").includes(`v1,${signed.digest("base64")}`);
}

function complain(
  requests: readonly HookRequest[],
  isRight: (request: HookRequest) => boolean,
  what: string,
): readonly Violation[] {
  const wrong = requests.filter((one) => !isRight(one));
  if (wrong.length === 0) return [];
  return [{ invariant: "I5", kind: "other", what, history: tellRequests(wrong) }];
}
