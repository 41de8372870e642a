import type { TestRequestAnswer } from "@parley/contract";
import type { Value } from "@parley/flow";
import { type Act, answersHttp, failsHttp } from "@parley/testkit";
import type { OpenCall } from "./open-calls.ts";
import { readValue } from "./read-value.ts";

/** The call ends as the real one did. Of the headers only those stay that the block keeps. */
export function realAnswer(call: OpenCall, { answer }: TestRequestAnswer): Act {
  const { status, headers = {}, text = "", error = "no answer" } = answer;
  if (status === undefined) return failsHttp(error, call.named.block);
  const kept = keptHeaders(call, headers);
  // The server has read it as JSON already: what was none is absent.
  const said = answer.json === undefined ? { text } : { json: answer.json as Value };
  return answersHttp({ status, ...said, ...(kept && { headers: kept }), ...call.named });
}

/** The call ends as somebody wrote it: a text that is JSON is read as JSON, as the server would. */
export function writtenAnswer(call: OpenCall, status: number, text: string): Act {
  const { value, isJson } = readValue(text);
  const said = isJson ? { json: value } : { text };
  return answersHttp({ status, ...said, ...call.named });
}

/** The call ends without an answer. */
export function failedAnswer(call: OpenCall): Act {
  return failsHttp("timeout", call.named.block);
}

function keptHeaders(call: OpenCall, headers: Readonly<Record<string, string>>) {
  const wanted = JSON.stringify(call.test.params).toLowerCase();
  const kept = Object.entries(headers).filter(([name]) =>
    wanted.includes(`"$headers.${name.toLowerCase()}"`),
  );
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
