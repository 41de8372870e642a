import { z } from "zod";
import { AppError } from "../../../errors.ts";
import { type CookieNames, rawCookie } from "../session-cookie.ts";
import { addressHeader } from "./address-header.ts";
import type { Library, LibraryPorts } from "./open-library.ts";

/** The browser that asks. */
export interface Client {
  /** Its `Cookie` header. */
  readonly cookie: string | undefined;
  readonly address: string;
  readonly userAgent: string;
}

/** What a step has brought: `Set-Cookie` headers, whole. */
export interface Stepped {
  readonly cookies: readonly string[];
}

export interface LibraryCallPorts extends Omit<LibraryPorts, "cookies" | "publicUrl"> {
  readonly cookies: () => CookieNames;
  readonly publicUrl: () => string;
}

type Step =
  | "signInEmail"
  | "verifyTOTP"
  | "verifyBackupCode"
  | "changePassword"
  | "enableTwoFactor"
  | "disableTwoFactor";

/** What a step answered. */
export interface Called extends Stepped {
  readonly body: Readonly<Record<string, unknown>>;
}

/** Runs a step of the library for a client. Throws what it refuses, in our words. */
export type CallLibrary = (
  step: Step,
  client: Client,
  body: Readonly<Record<string, unknown>>,
) => Promise<Called>;

/** Makes the caller. The library is loaded when somebody first signs in, not before. */
export function createLibraryCalls(ports: LibraryCallPorts): CallLibrary {
  let opening: Promise<Library> | null = null;
  /** Backup codes are kept as hashes: that is what the library compares. */
  const asCompared = async (step: Step, body: Readonly<Record<string, unknown>>) => {
    if (step !== "verifyBackupCode") return body;
    const { hashBackupCode } = await import("./backup-codes.ts");
    return { ...body, code: hashBackupCode(ports.keys, String(body.code)) };
  };
  const open = async (): Promise<Library> => {
    const { openLibrary } = await import("./open-library.ts");
    const { cookies, publicUrl } = ports;
    return openLibrary({ ...ports, cookies: cookies(), publicUrl: publicUrl() });
  };
  return async (step, { cookie, address, userAgent }, body) => {
    opening ??= open();
    const { api } = await opening;
    const headers = new Headers({ [addressHeader]: address, "user-agent": userAgent });
    if (cookie !== undefined) headers.set("cookie", cookie);
    // Which step takes which body is the caller's to know: the library checks each by a schema of its own.
    const run = api[step] as (given: object) => Promise<Response>;
    const response = await run({ body: await asCompared(step, body), headers, asResponse: true });
    const answer = Answered.parse(await response.json());
    if (!response.ok) throw refusalOf(String(answer.code), response.status);
    return { body: answer, cookies: response.headers.getSetCookie() };
  };
}

const Answered = z.record(z.string(), z.unknown());

function refusalOf(code: string, status: number): Error {
  const refusal = refusals.get(code);
  if (refusal) return refusal();
  if (status === 401) return new AppError("no-credentials");
  return new Error(`The sign-in library refused with ${status} ${code}.`);
}

const wrongPassword = (field: string) => () =>
  new AppError("wrong-sign-in", { fields: { [field]: ["This password is wrong."] } });

const refusals: ReadonlyMap<string, () => AppError> = new Map([
  ["INVALID_EMAIL_OR_PASSWORD", () => new AppError("wrong-sign-in")],
  ["INVALID_PASSWORD", wrongPassword("password")],
  ["INVALID_CODE", () => new AppError("wrong-code")],
  ["INVALID_BACKUP_CODE", () => new AppError("wrong-code")],
  ["INVALID_TWO_FACTOR_COOKIE", () => new AppError("step-ended")],
  ["TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE", () => new AppError("step-ended")],
  ["ACCOUNT_TEMPORARILY_LOCKED", () => new AppError("too-many-tries", { retryAfterSeconds: 900 })],
  ["TOTP_ALREADY_ENABLED", () => new AppError("two-factor-on")],
  ["TOTP_NOT_ENABLED", () => new AppError("two-factor-not-begun")],
]);

/** A client with one of its cookies: the library shall not take one for another. */
export const only = (client: Client, name: string): Client => ({
  ...client,
  cookie: rawCookie(client.cookie, name),
});
