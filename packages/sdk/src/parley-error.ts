/** A refusal by the API: its status, and what it says. */
export class ParleyError extends Error {
  readonly status: number;
  /** Messages by field, where the answer has them. */
  readonly errors: { readonly [field: string]: readonly string[] };
  /** When to try again, in seconds; `null` where the answer does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    told: {
      readonly message: string;
      readonly errors?: { readonly [field: string]: readonly string[] };
      readonly retryAfterSeconds?: number | null;
    },
  ) {
    super(told.message);
    this.name = "ParleyError";
    this.status = status;
    this.errors = told.errors ?? {};
    this.retryAfterSeconds = told.retryAfterSeconds ?? null;
  }
}

/** Reads the refusal in an answer of any of the API's three shapes. */
export async function readError(answer: Response): Promise<ParleyError> {
  const retryAfter = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
  const body = await readBody(answer);
  const errors = isMessages(body.errors) ? body.errors : {};
  const byField = Object.entries(errors).map(([field, lines]) => `${field}: ${lines.join(" ")}`);
  const said = [body.detail, body.hint, body.error].filter((it) => typeof it === "string");
  const message = byField.join("; ") || said.join(" ") || `HTTP ${answer.status}`;
  return new ParleyError(answer.status, { message, errors, retryAfterSeconds });
}

async function readBody(answer: Response): Promise<{ readonly [key: string]: unknown }> {
  try {
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null ? { ...body } : {};
  } catch {
    // A proxy in between answers in its own words.
    return {};
  }
}

function isMessages(value: unknown): value is { readonly [field: string]: readonly string[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((lines) => Array.isArray(lines))
  );
}
