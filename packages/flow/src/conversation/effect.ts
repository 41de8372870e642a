/** A request to somebody else's server, rendered: nothing is left to fill in. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
  readonly timeoutMs: number;
  /** How often it may be sent again after a transport failure, a 429 or a 5xx. */
  readonly retries: number;
}

/** Work owed to the outside world. Whoever performs it answers with an event that names the same visit. */
export type Effect =
  | {
      readonly kind: "call-http";
      readonly visit: number;
      readonly block: string;
      /** Sent as `Idempotency-Key`: the same on every repeat of this step. */
      readonly key: string;
      readonly request: HttpRequest;
    }
  | {
      readonly kind: "start-timer";
      readonly visit: number;
      readonly timer: string;
      readonly dueMs: number;
    }
  | { readonly kind: "cancel-timer"; readonly timer: string }
  | {
      readonly kind: "hand-over";
      readonly visit: number;
      readonly block: string;
      /** The agents to choose among; `null`: anybody of the workspace. */
      readonly agents: readonly number[] | null;
    };
