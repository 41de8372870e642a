import { pino } from "pino";
import { loggedError } from "./logged-error.ts";

/** What a line of the log tells besides its words: numbers, and names that are the operator's own. Nobody's words, no secrets. */
export type Facts = Readonly<Record<string, string | number>>;

/** A request of the public port that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of its path, never the path itself: that may hold a token. `?` for a path that leads nowhere. */
  readonly route: string;
  readonly status: number;
  /** From its head to the end of its answer. */
  readonly ms: number;
}

export type LogRequest = (request: AnsweredRequest) => void;

/** What the server writes about itself: a line of JSON each, on standard error. */
export interface Log {
  /** A fault, at `error`. */
  readonly report: (error: unknown, about: string) => void;
  /** What the server does by itself and an operator wants to see, at `info`. */
  readonly tell: (about: string, facts?: Facts) => void;
  /** At `debug`; `null` above, so that who serves requests asks once and not at each. */
  readonly logRequest: LogRequest | null;
}

/** Makes the log of a process. */
export function createLog(level: string): Log {
  const log = pino({ level, serializers: { err: loggedError } }, pino.destination(2));
  return {
    report: (error, about) => log.error({ err: error }, about),
    tell: (about, facts = {}) => log.info(facts, about),
    logRequest: log.isLevelEnabled("debug") ? (request) => log.debug(request, "request") : null,
  };
}
