/** What a caller can be told. The wire shape follows the status: `errors` by field for 412, 409 and 422, else `detail`. */
export interface ErrorKind {
  readonly status: number;
  /** The field that `errors` names; `null`: the answer is `{"detail": …}`. */
  readonly field: string | null;
  readonly message: string;
  /** The caller is an API channel's owner, whose clients read `{"success": false, "error": …}`. */
  readonly isChannelCall?: true;
}

/** The catalogue of errors: code → what the caller reads. `docs/errors.md` says what to do about each. */
export const errorKinds = {
  "not-found": { status: 404, field: null, message: "Not found." },
  "no-credentials": {
    status: 401,
    field: null,
    message: "Authentication credentials were not provided.",
  },
  "invalid-token": { status: 401, field: null, message: "Invalid token." },
  "invalid-channel-key": { status: 403, field: null, message: "invalid token" },
  "missing-scope": {
    status: 403,
    field: null,
    message: "You do not have permission to perform this action.",
  },
  "method-not-allowed": { status: 405, field: null, message: "Method not allowed." },
  "malformed-body": { status: 400, field: null, message: "JSON parse error" },
  "body-too-large": { status: 413, field: null, message: "The body is too large." },
  "unsupported-media-type": {
    status: 415,
    field: null,
    message: "This content type is not supported.",
  },
  "invalid-body": { status: 422, field: "body", message: "This value is not valid." },
  "customer-blocked": {
    status: 412,
    field: "customer_id",
    message: "You can't send message to this customer",
  },
  "customer-archived": { status: 412, field: "customer_id", message: "The customer is archived" },
  "held-by-another": {
    status: 412,
    field: "agent_id",
    message: "The customer is assigned to another agent",
  },
  "channel-inactive": { status: 412, field: "channel_id", message: "The channel is not active" },
  "channel-not-whatsapp": {
    status: 412,
    field: "channel_id",
    message: "Templates can only be sent on a WhatsApp channel",
  },
  "not-opted-in": { status: 412, field: "opt_in", message: "The customer has not opted in" },
  "bot-not-published": { status: 412, field: "bot_id", message: "The bot is not published" },
  "unknown-block": { status: 422, field: "node", message: "Unknown block id" },
  "not-at-block": {
    status: 409,
    field: "if_node",
    message: "The conversation is not at this block",
  },
  "too-many-fields": {
    status: 422,
    field: "value",
    message: "All fields of a customer may take 160 KiB together",
  },
  "unfit-value": {
    status: 422,
    field: "value",
    message: "The waiting block cannot keep this value",
  },
  "other-message": {
    status: 422,
    field: "ui_key",
    message: "This ui_key was used for another message",
  },
  "used-ticket": { status: 409, field: "token", message: "Already used" },
  "expired-ticket": { status: 410, field: "token", message: "Expired" },
  "stale-revision": {
    status: 409,
    field: "If-Match",
    message: "The draft has changed since you read it",
  },
  "customer-exists": {
    status: 409,
    field: null,
    message: "Customer token already exists",
    isChannelCall: true,
  },
  "no-message": {
    status: 400,
    field: null,
    message: "A message is required",
    isChannelCall: true,
  },
  "invalid-message-type": {
    status: 400,
    field: null,
    message: "Invalid message type",
    isChannelCall: true,
  },
  "invalid-message": {
    status: 422,
    field: null,
    message: "Invalid message",
    isChannelCall: true,
  },
  "key-used-differently": {
    status: 422,
    field: "Idempotency-Key",
    message: "Used with another request",
  },
  "key-in-use": {
    status: 409,
    field: "Idempotency-Key",
    message: "The first request with this key is still running",
  },
  "bad-key": {
    status: 422,
    field: "Idempotency-Key",
    message: "A key has 1 to 255 visible characters",
  },
  "flow-too-deep": {
    status: 422,
    field: "X-Flow-Depth",
    message: "Flows have called each other more than 3 times in a row",
  },
  "last-admin": {
    status: 412,
    field: "agent_id",
    message: "The last active admin has to stay",
  },
  "bot-in-use": {
    status: 412,
    field: "bot_id",
    message: "An active channel answers with this bot",
  },
  "not-the-author": {
    status: 403,
    field: null,
    message: "Only whoever wrote this may do that.",
  },
  "too-many-of-bot": {
    status: 412,
    field: "bot_id",
    message: "This bot has as many of these as it may have",
  },
  "flow-has-errors": { status: 422, field: "flow", message: "The flow has errors" },
  "delivery-done": {
    status: 412,
    field: "delivery",
    message: "This delivery is not owed any more",
  },
  "body-not-kept": {
    status: 410,
    field: "delivery",
    message: "The body of this delivery is not kept any more",
  },
  "cross-site": {
    status: 403,
    field: null,
    message:
      "A browser that is signed in asks from the Studio itself, and says for which workspace.",
  },
  "no-seat": { status: 403, field: null, message: "You do not belong to this workspace." },
  "wrong-sign-in": {
    status: 422,
    field: "password",
    message: "The e-mail address or the password is wrong.",
  },
  "wrong-code": { status: 422, field: "code", message: "This code is wrong, or was used before." },
  "step-ended": {
    status: 409,
    field: "code",
    message: "This sign-in has ended. Begin again with the password.",
  },
  "too-many-tries": { status: 429, field: null, message: "Too many wrong tries. Wait a while." },
  "two-factor-on": {
    status: 409,
    field: "two_factor",
    message: "Two-factor sign-in is on already",
  },
  "two-factor-not-begun": {
    status: 409,
    field: "two_factor",
    message: "Begin two-factor sign-in first",
  },
  "setup-done": { status: 409, field: "code", message: "This installation has been set up" },
  "invitation-ended": {
    status: 410,
    field: "token",
    message: "This invitation was used or withdrawn, or has expired",
  },
  "other-account": {
    status: 409,
    field: "email",
    message: "Sign in with the address that was invited",
  },
  "already-member": {
    status: 409,
    field: "email",
    message: "Somebody with this address belongs to the workspace already",
  },
  throttled: { status: 429, field: null, message: "Request was throttled." },
  "store-busy": { status: 503, field: null, message: "Too busy to store this now. Try again." },
  "store-broken": {
    status: 503,
    field: null,
    message: "The database failed and is being checked. Try again.",
  },
  "store-full": { status: 507, field: null, message: "No room to store this. Nothing was lost." },
  "shutting-down": {
    status: 503,
    field: null,
    message: "Parley is starting or ending. Try again.",
  },
  internal: { status: 500, field: null, message: "Something went wrong inside Parley." },
} as const satisfies { readonly [code: string]: ErrorKind };

export type ErrorCode = keyof typeof errorKinds;

/** A refusal that its caller can act on. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Messages by field, where they say more than the catalogue. */
  readonly fields: { readonly [field: string]: readonly string[] } | null;
  /** What to do about it, beside words that clients compare. */
  readonly hint: string | null;
  readonly retryAfterSeconds: number | null;
  readonly headers: { readonly [name: string]: string };

  constructor(
    code: ErrorCode,
    more: {
      readonly fields?: { readonly [field: string]: readonly string[] };
      readonly message?: string;
      readonly hint?: string;
      readonly retryAfterSeconds?: number;
      readonly headers?: { readonly [name: string]: string };
    } = {},
  ) {
    super(more.message ?? errorKinds[code].message);
    this.name = "AppError";
    this.code = code;
    this.fields = more.fields ?? null;
    this.hint = more.hint ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
    this.headers = more.headers ?? {};
  }
}

/** The refusal of fields of a request, each with what is wrong. */
export function invalidFields(fields: { readonly [field: string]: readonly string[] }): AppError {
  return new AppError("invalid-body", { fields });
}

/** The refusal of what leads nowhere: its words are the original's, so the hint tells what was looked for. */
export function notFound(hint: string): AppError {
  return new AppError("not-found", { hint });
}

/** The refusal of an id that names nothing, and the call that lists what there is. */
export function noSuch(kind: string, id: number | string, list: string): AppError {
  const named = typeof id === "string" ? JSON.stringify(id.slice(0, 64)) : id;
  return notFound(
    `There is no ${kind} ${named} in this workspace. GET ${list} lists those there are.`,
  );
}
