import type { Dispatcher } from "undici";
import type { FailureReason, OutboundAnswer, OutboundRequest } from "../ports/egress.ts";
import { ByteSink } from "./byte-sink.ts";
import { decodeBody } from "./decode-body.ts";
import { describe, EgressError, toEgressError } from "./egress-error.ts";
import { failureMessage } from "./failure-message.ts";
import type { Target } from "./url-policy.ts";

/** What one exchange needs to run. */
export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly request: OutboundRequest;
  readonly target: Target;
  readonly headers: string[];
  readonly now: () => number;
}

/** Sends one request on a pooled connection and settles exactly once: with the answer, or with the first thing that ends it. */
export function exchange(options: ExchangeOptions): Promise<OutboundAnswer> {
  return new Promise((resolve) => {
    const running = new Exchange(options, resolve);
    running.start();
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  readonly #resolve: (answer: OutboundAnswer) => void;
  readonly #startedAt: number;
  readonly #body: ByteSink;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #isSent = false;
  #isSettled = false;
  #status = 0;
  #headers: Dispatched = {};

  constructor(options: ExchangeOptions, resolve: (answer: OutboundAnswer) => void) {
    this.#options = options;
    this.#resolve = resolve;
    this.#startedAt = options.now();
    this.#body = new ByteSink(options.request.maxAnswerBytes);
    this.#timer = setTimeout(onTimeout, options.request.totalTimeoutMs, this);
  }

  start(): void {
    const { signal } = this.#options.request;
    signal?.addEventListener("abort", this.#onAbort);
    if (signal?.aborted === true) this.#onAbort();
    else this.#dispatch();
  }

  #dispatch(): void {
    const { dispatcher, request, target, headers } = this.#options;
    dispatcher.dispatch(
      {
        origin: target.origin,
        path: target.path,
        method: request.method,
        headers,
        body: request.body,
      },
      this,
    );
  }

  timeOut(): void {
    this.#fail(
      new EgressError("timeout", `no answer in ${this.#options.request.totalTimeoutMs} ms`),
    );
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Settled while it waited for a connection: thrown, it leaves the queue and the connection stays good for others.
    if (this.#isSettled) throw new EgressError("aborted", "settled before it was sent");
    this.#controller = controller;
  }

  onRequestSent(): void {
    this.#isSent = true;
    this.#options.request.onSent?.();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Dispatched): void {
    // An informational answer comes before the real one.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    const announced = Number(headers["content-length"] ?? 0);
    const { policy, maxAnswerBytes, method } = this.#options.request;
    if (policy === "webhook-block" && method !== "HEAD" && announced > maxAnswerBytes) {
      this.#fail(new EgressError("too-large", `an answer of ${announced} bytes was announced`));
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#isSettled || this.#body.add(chunk)) return;
    const { policy, maxAnswerBytes } = this.#options.request;
    if (policy === "hook") this.#answer(this.#body.bytes(), true);
    else this.#fail(new EgressError("too-large", `more than ${maxAnswerBytes} bytes`));
  }

  onResponseEnd(): void {
    const { policy, maxAnswerBytes } = this.#options.request;
    const encoding = this.#headers["content-encoding"];
    const body = this.#body.bytes();
    if (policy === "hook" || encoding === undefined) this.#answer(body, false);
    else this.#decode(body, String(encoding), maxAnswerBytes);
  }

  #decode(body: Uint8Array, encoding: string, maxBytes: number): void {
    decodeBody(body, encoding, maxBytes).then(
      (decoded) => this.#answer(decoded, false),
      (error: unknown) => this.#fail(toEgressError(error)),
    );
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#fail(toEgressError(error));
  }

  readonly #onAbort = (): void => {
    const reason: unknown = this.#options.request.signal?.reason;
    this.#fail(new EgressError("aborted", `the caller gave up: ${describe(reason)}`));
  };

  #answer(body: Uint8Array, truncated: boolean): void {
    if (!this.#settle()) return;
    const headers = plainHeaders(this.#headers);
    const durationMs = this.#options.now() - this.#startedAt;
    const answer = {
      kind: "answered",
      status: this.#status,
      headers,
      body,
      truncated,
      durationMs,
    } as const;
    if (truncated) this.#controller?.abort(new EgressError("too-large", "the rest is not read"));
    // The client frees the connection in the next check phase: a caller that goes on sooner would open a second one.
    process.nextTick(setImmediate, this.#resolve, answer);
  }

  #fail(error: EgressError): void {
    if (!this.#settle()) return;
    const reason: FailureReason = error.reason;
    const sent = this.#isSent;
    const durationMs = this.#options.now() - this.#startedAt;
    const message = failureMessage(reason, sent);
    this.#resolve({ kind: "failed", reason, message, detail: error.message, sent, durationMs });
    this.#controller?.abort(error);
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#options.request.signal?.removeEventListener("abort", this.#onAbort);
    return true;
  }
}

type Dispatched = Readonly<Record<string, string | string[] | undefined>>;

function onTimeout(running: Exchange): void {
  running.timeOut();
}

function plainHeaders(headers: Dispatched): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined || name === "__proto__") continue;
    plain[name] = typeof value === "string" ? value : value.join(", ");
  }
  return plain;
}
