/** An answer that is not the expected one, in the words of the API. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What is wrong with which input: dotted name → messages. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    told: {
      readonly message: string;
      readonly fields?: Readonly<Record<string, readonly string[]>>;
      readonly requestId?: string | null;
      readonly retryAfterSeconds?: number | null;
    },
  ) {
    super(told.message);
    this.status = status;
    this.fields = told.fields ?? {};
    this.requestId = told.requestId ?? null;
    this.retryAfterSeconds = told.retryAfterSeconds ?? null;
  }
}

/** What goes with a write. */
export interface WriteOptions {
  readonly body?: unknown;
  /** The revision that the write is meant for, as an `ETag` says it. */
  readonly ifMatch?: string;
  /** Makes a repeat of the same write harmless. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** An answer with the headers that matter. */
export interface Told<T> {
  readonly body: T;
  readonly etag: string | null;
}

/** Speaks with the server as the person who is signed in. Every call fails with an `ApiError`. */
export interface Api {
  /** The workspace that calls are about; 0 before one is chosen. */
  readonly workspace: () => number;
  enter(workspace: number): void;
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  read<T>(path: string, signal?: AbortSignal): Promise<Told<T>>;
  write<T>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    options?: WriteOptions,
  ): Promise<Told<T>>;
  /** A body that comes in pieces: server-sent events, exports. */
  open(
    path: string,
    signal: AbortSignal,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
}

/** Makes the Studio's way to the server. The cookie goes along by itself, to this origin alone. */
export function createApi(options: {
  readonly fetch: typeof fetch;
  readonly onSignedOut: () => void;
  /** The server does not let the person do this: perhaps they lost their seat or their role meanwhile. */
  readonly onRefused?: () => void;
}): Api {
  let workspace = 0;
  const listeners = new Map([
    // Wrong passwords and codes are told otherwise: this says that there is no session any more.
    [401, options.onSignedOut],
    [403, options.onRefused],
  ]);

  async function ask(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await options.fetch(path, {
        ...init,
        credentials: "same-origin",
        headers: { ...init.headers, "Parley-Studio": String(workspace) },
      });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new ApiError(0, { message: "The server cannot be reached." });
    }
    if (response.ok || response.status === 304) return response;
    const refused = await refusal(response);
    listeners.get(refused.status)?.();
    throw refused;
  }

  async function read<T>(path: string, init: RequestInit): Promise<Told<T>> {
    const response = await ask(path, init);
    const text = await response.text();
    // The server checks its answers against the same contract that T is written in.
    return {
      body: (text === "" ? null : JSON.parse(text)) as T,
      etag: response.headers.get("etag"),
    };
  }

  return {
    workspace: () => workspace,
    enter: (id) => {
      workspace = id;
    },
    get: async <T>(path: string, signal?: AbortSignal) =>
      (await read<T>(path, signal ? { signal } : {})).body,
    read: (path, signal) => read(path, signal ? { signal } : {}),
    write: (method, path, { body, ifMatch, idempotencyKey, signal } = {}) =>
      read(path, {
        method,
        headers: {
          "Content-Type": "application/json",
          ...(ifMatch !== undefined && { "If-Match": ifMatch }),
          ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }),
        },
        body: JSON.stringify(body ?? {}),
        ...(signal && { signal }),
      }),
    open: (path, signal, headers = {}) => ask(path, { signal, headers }),
  };
}

async function refusal(response: Response): Promise<ApiError> {
  const told: unknown = await response.json().catch(() => null);
  const fields = isRecord(told) ? readFields(told.errors) : {};
  const detail = isRecord(told) && typeof told.detail === "string" ? told.detail : null;
  const seconds = Number.parseFloat(response.headers.get("retry-after") ?? "");
  return new ApiError(response.status, {
    message: detail ?? Object.values(fields)[0]?.[0] ?? response.statusText,
    fields,
    requestId: response.headers.get("x-request-id"),
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFields(value: unknown): Record<string, readonly string[]> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, messages]) => [name, [messages].flat().map(String)]),
  );
}
