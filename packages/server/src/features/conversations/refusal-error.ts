import { AppError, type ErrorCode, errorKinds, notFound } from "../../errors.ts";
import type { TurnOutcome } from "./outcome.ts";

type Refused = Extract<TurnOutcome, { kind: "refused" }>["refusal"];

const codes: { readonly [K in Refused]: ErrorCode } = {
  "unknown-block": "unknown-block",
  "not-at-block": "not-at-block",
  blocked: "customer-blocked",
  archived: "customer-archived",
  held: "held-by-another",
  "unknown-ticket": "not-found",
  "used-ticket": "used-ticket",
  "expired-ticket": "expired-ticket",
  "too-many-fields": "too-many-fields",
  "unfit-value": "unfit-value",
  "other-message": "other-message",
};

/** The error that a turn's outcome stands for; `null` when it was taken, now or before. */
export function errorOf(outcome: TurnOutcome): AppError | null {
  switch (outcome.kind) {
    case "taken":
    case "repeated":
      return null;
    case "unknown":
      return notFound("This customer was erased meanwhile.");
    case "refused":
      return refusalError(codes[outcome.refusal], outcome.reason);
    case "lost-lease":
    case "answered-before":
      return new AppError("key-in-use", { retryAfterSeconds: 1 });
  }
}

/** The refusal of an address of which nothing is known any more. */
export const unknownAddress = (): AppError =>
  notFound("This resume address is unknown: it was cut short, or its customer was erased.");

function refusalError(code: ErrorCode, reason: string | undefined): AppError {
  if (code === "not-found") return unknownAddress();
  const { field } = errorKinds[code];
  const hasMore = reason !== undefined && field !== null;
  return new AppError(code, hasMore ? { fields: { [field]: [reason] } } : {});
}
