/** The one way out to other people's servers: every address is checked before a byte is sent, every wait and every answer is bounded. */
export interface Egress {
  /** Sends one request and always resolves: what went wrong is an answer of kind "failed", never a rejection. */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
  /** Says what already speaks against a URL as it is written; null leaves only what its name resolves to. */
  check(url: string, policy: EgressPolicy): EgressProblem | null;
  /** Takes no more requests, waits for the running ones (each ends by its total time-out) and closes every connection. */
  close(): Promise<void>;
}

/** Who asks: "hook" may use http, and gets a long answer cut; "webhook-block" needs https and fails on a long answer. */
export type EgressPolicy = "webhook-block" | "hook";

/** Where inspectors are served: the one path of our own address that may be called. */
export const inspectorPath = "/v1/inspector/";

/** So many flows may call each other in a row; then somebody is going round in circles. */
export const mostFlowDepth = 3;

/** One request; redirects are never followed and nothing is retried. */
export interface OutboundRequest {
  readonly method: string;
  readonly url: string;
  /** Sent as they are; framing and proxy headers are refused, a User-Agent is only sent when it is given here. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | null;
  readonly policy: EgressPolicy;
  /** Covers name resolution, TCP and TLS of a new connection. */
  readonly connectTimeoutMs: number;
  /** Covers everything from the call to the last byte of the answer. */
  readonly totalTimeoutMs: number;
  /** Bytes of the answer's body, counted after decompression. */
  readonly maxAnswerBytes: number;
  /** How many flows called each other to get here: sent as X-Flow-Depth, refused above `mostFlowDepth`. */
  readonly flowDepth?: number;
  readonly signal?: AbortSignal;
  /** Called when the whole request has been handed to the connection: from then on the other server may act on it. */
  readonly onSent?: () => void;
}

/** What became of a request. */
export type OutboundAnswer = Answered | Failed;

/** The other server answered, with whatever status; header names are in lower case. */
export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly truncated: boolean;
  readonly durationMs: number;
}

/** No usable answer; only `message` may be shown to flow authors: reason and detail tell apart what they must not know. */
export interface Failed {
  readonly kind: "failed";
  readonly reason: FailureReason;
  /** The same text for a closed, a filtered and a refused internal target. */
  readonly message: string;
  /** For the administrator's log. */
  readonly detail: string;
  /** Whether the whole request had been handed to the connection: if so, the other server may have acted on it. */
  readonly sent: boolean;
  readonly durationMs: number;
}

/** Where a request ended: "connect" includes a connect time-out, "reset" a connection that broke once it was open. */
export type FailureReason =
  | "refused-by-policy"
  | "dns"
  | "connect"
  | "timeout"
  | "tls"
  | "reset"
  | "too-large"
  | "protocol"
  | "aborted";

/** Why a request may not be sent, in words a flow author may read. */
export interface EgressProblem {
  readonly code:
    | "invalid-url"
    | "scheme"
    | "userinfo"
    | "port"
    | "name"
    | "address"
    | "own-address"
    | "method"
    | "header"
    | "flow-depth";
  readonly message: string;
}
