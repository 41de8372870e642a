import type { HttpAnswer } from "../../conversation/event.ts";
import { readPath, valueAtPath } from "../../expression/path.ts";
import type { Value } from "../../expression/value.ts";
import type { Turn } from "../kind.ts";
import { isSuccess } from "./route-answer.ts";
import type { Save } from "./webhook-params.ts";

type Answered = Extract<HttpAnswer, { kind: "answered" }>;

const headerPrefix = "$headers.";

/**
 * Keeps what was asked for of an answer, each part for itself. JSON is kept at every status, so that an error's
 * text can be shown; other text, only as a whole, at 2xx. What is not there leaves its field as it was and a line
 * for the operator; JSON's `null` clears the field.
 */
export function saveAnswer(saves: readonly Save[], answer: Answered, turn: Turn): void {
  for (const { path, field, type } of saves) {
    const value = partOf(answer, path);
    if (value === undefined) {
      const part = path === "" ? "nothing to keep" : `no ${JSON.stringify(path)}`;
      report(turn, "missing-path", `The answer has ${part}; the field "${field}" stays as it was.`);
    } else if (value === null) {
      turn.clearField(field);
    } else {
      const problem = turn.setField(field, value, type);
      if (problem !== null) report(turn, "value-not-kept", `${field}: ${problem}`);
    }
  }
}

/** Tells whether a text can name a part of an answer. */
export function isAnswerPath(path: string): boolean {
  if (path.startsWith(headerPrefix)) return path.length > headerPrefix.length;
  return path === "" || path === "$status" || readPath(path) !== undefined;
}

function partOf(answer: Answered, path: string): Value | undefined {
  if (path === "$status") return answer.status;
  if (path.startsWith(headerPrefix)) return headerOf(answer, path.slice(headerPrefix.length));
  if (path === "") return wholeOf(answer);
  return answer.json === undefined ? undefined : valueAtPath(answer.json, path);
}

function wholeOf({ json, text, status }: Answered): Value | undefined {
  if (json !== undefined) return json;
  return isSuccess(status) && text !== "" ? text : undefined;
}

function headerOf({ headers }: Answered, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

function report(turn: Turn, code: string, message: string): void {
  turn.trace({ kind: "error", code, message });
}
