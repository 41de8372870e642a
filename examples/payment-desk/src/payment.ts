import type { Mode } from "./config.ts";

/** What a bot asks for in `POST /payments`, checked. */
export interface NewPayment {
  readonly botId: string;
  readonly blockId: string;
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly amount: number | null;
  readonly item: string | null;
  readonly resumeUrl: string | null;
}

/** What a person decided; also the value that Parley is told. */
export type Decision = "paid" | "declined";

/** The calls to Parley: `set` then `go`, or one of the others alone. */
export type Step = "set" | "go" | "resume" | "resume-url";

/** One try of a call: the HTTP status, or null and the reason when there was no answer. */
export interface Attempt {
  readonly at: string;
  readonly status: number | null;
  readonly answer: string;
  readonly durationMs: number;
}

/** A call that a decision made necessary. Failed attempts are kept in memory only. */
export interface Call {
  readonly step: Step;
  /** `Idempotency-Key`: the same on every attempt and after a restart, so that a repeat is harmless. */
  readonly key: string;
  readonly state: "open" | "done" | "refused";
  readonly attempts: number;
  readonly last: Attempt | null;
  readonly nextAttemptAt: string | null;
}

/** A payment as the desk knows it. */
export interface Payment extends NewPayment {
  readonly id: string;
  readonly url: string;
  readonly createdAt: string;
  readonly status: "pending" | Decision;
  readonly decidedAt: string | null;
  readonly mode: Mode | null;
  readonly calls: readonly Call[];
}

/** The stored `Idempotency-Key` of a request and the fingerprint of its body. */
export interface RequestKey {
  readonly key: string;
  readonly bodyHash: string;
}

/** What can happen to a payment. All but `tried` are kept in the journal. */
export type PaymentEvent =
  | {
      readonly type: "created";
      readonly id: string;
      readonly at: string;
      readonly url: string;
      readonly request: NewPayment;
      readonly requestKey: RequestKey | null;
    }
  | {
      readonly type: "decided";
      readonly id: string;
      readonly at: string;
      readonly decision: Decision;
      /** Kept with the decision: a restart in another mode must not mix two ways of telling Parley. */
      readonly mode: Mode;
    }
  | {
      readonly type: "tried";
      readonly id: string;
      readonly attempt: Attempt;
      readonly next: string;
    }
  | {
      readonly type: "answered";
      readonly id: string;
      readonly state: "done" | "refused";
      readonly attempt: Attempt;
      readonly attempts: number;
    }
  | { readonly type: "resent"; readonly id: string; readonly at: string };

const stepsOf: { readonly [M in Mode]: readonly Step[] } = {
  "set-go": ["set", "go"],
  resume: ["resume"],
  "resume-url": ["resume-url"],
};

/** The payment after the event; undefined when the event is about a payment that was never created. */
export function evolve(payment: Payment | undefined, event: PaymentEvent): Payment | undefined {
  if (event.type === "created") return created(event);
  if (!payment) return undefined;
  switch (event.type) {
    case "decided":
      return decided(payment, event.decision, event.mode, event.at);
    case "tried":
      return withCall(payment, (call) => ({
        ...call,
        attempts: call.attempts + 1,
        last: event.attempt,
        nextAttemptAt: event.next,
      }));
    case "answered":
      return withCall(payment, (call) => ({
        ...call,
        state: event.state,
        attempts: event.attempts,
        last: event.attempt,
        nextAttemptAt: null,
      }));
    case "resent":
      return { ...payment, calls: payment.calls.map(reopened) };
  }
}

/** The call to make now: the first unfinished one, none after a refusal. */
export function currentCall(payment: Payment): Call | undefined {
  const first = payment.calls.find((call) => call.state !== "done");
  return first?.state === "open" ? first : undefined;
}

/** True when Parley refused a call for good, so that a person has to look. */
export function isRefused(payment: Payment): boolean {
  return payment.calls.some((call) => call.state === "refused");
}

function created(event: PaymentEvent & { type: "created" }): Payment {
  return {
    ...event.request,
    id: event.id,
    url: event.url,
    createdAt: event.at,
    status: "pending",
    decidedAt: null,
    mode: null,
    calls: [],
  };
}

function decided(payment: Payment, decision: Decision, mode: Mode, at: string): Payment {
  const calls = stepsOf[mode].map((step) => newCall(step, `${payment.id}.${step}`));
  return { ...payment, status: decision, decidedAt: at, mode, calls };
}

function newCall(step: Step, key: string): Call {
  return { step, key, state: "open", attempts: 0, last: null, nextAttemptAt: null };
}

function withCall(payment: Payment, change: (call: Call) => Call): Payment {
  const current = currentCall(payment);
  return {
    ...payment,
    calls: payment.calls.map((call) => (call === current ? change(call) : call)),
  };
}

/** A refused call had no effect, and its key would only bring the stored refusal back: hence a new key. */
function reopened(call: Call): Call {
  if (call.state !== "refused") return call;
  const [, base = call.key, round = "1"] = /^(.*?)(?:\.(\d+))?$/.exec(call.key) ?? [];
  return newCall(call.step, `${base}.${Number(round) + 1}`);
}
