import { delayMs } from "../check/check-timers.ts";

/** Where Go and the atomic resume send conversations of the flow under test. */
export const goBlock = "went";
/** A block that leads to itself. */
export const loopBlock = "loop";

type Next = { readonly [output: string]: string };
type Block = { readonly kind: string; readonly params: object; readonly next: Next };

const block = (kind: string, params: object, next: Next): Block => ({ kind, params, next });
const text = (words: string, success: string): Block =>
  block("send_text", { text: words }, { success });
const startsWith = (word: string, isSo: string, isNot: string): Block =>
  block(
    "conditions",
    { groups: [{ rules: [{ left: "said", operator: "starts_with", right: word }] }] },
    { true: isSo, false: isNot },
  );

/**
 * The flow under test. The first word of what the customer says chooses what happens: `echo`, `delay`, `call` (an
 * outside call, then a loose end that Go leads on from), `wait` (an outside call, then a wait for its resume URL).
 * Every way leaves words that name what led to them, and asks again.
 */
export function tortureFlow(outsideUrl: string): object {
  const webhook = (path: string, next: Next, params: object = {}): Block =>
    block(
      "webhook",
      {
        url: `${outsideUrl}${path}`,
        body: {
          kind: "json",
          template: '{"said": "@said", "customer_id": @id, "resume_url": "@resume_url"}',
        },
        timeoutSeconds: 5,
        ...params,
      },
      next,
    );
  return {
    format: 1,
    name: "Torture",
    start: "hello",
    fields: { data: { type: "object" }, payment: { type: "string" } },
    blocks: {
      hello: text("Hello.", "ask"),
      ask: block("ask_text", { text: "Next?", field: "said" }, { success: "is_delay" }),
      is_delay: startsWith("delay ", "delay", "is_call"),
      delay: block("delay", { seconds: delayMs / 1000 }, { success: "woke" }),
      woke: text("woke @said", "ask"),
      is_call: startsWith("call ", "call", "is_wait"),
      call: webhook("/call", { success: "asked", failure: "call_failed" }, { retries: 5 }),
      asked: block("send_text", { text: "Please wait." }, {}),
      call_failed: text("failed @said", "ask"),
      is_wait: startsWith("wait ", "request", "is_fail"),
      request: webhook("/wait", { success: "wait", failure: "wait" }, { retries: 5 }),
      wait: block(
        "wait",
        { field: "payment", timeoutSeconds: 30 * 24 * 3600 },
        { resumed: "resumed", timeout: "ask" },
      ),
      resumed: text("resumed @payment", "ask"),
      is_fail: startsWith("fail-", "fail", "heard"),
      fail: webhook("/@said", { success: "call_taken", failure: "call_failed" }),
      call_taken: text("taken @said", "ask"),
      heard: text("heard @said", "ask"),
      [goBlock]: block(
        "formula",
        { formula: 'GetValue(@data, "status")', field: "status" },
        { success: "went_text", failed: "went_text" },
      ),
      went_text: text("went @status", "ask"),
      [loopBlock]: block(
        "set_field",
        { assignments: [{ field: "round", type: "string", value: "again" }] },
        { success: loopBlock, failed: loopBlock },
      ),
    },
  };
}
