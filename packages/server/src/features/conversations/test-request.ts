import { type HttpAnswer, type HttpRequest, previewRequest, type Value } from "@parley/flow";
import { invalidFields } from "../../errors.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import { heardAnswer, mostAnswerBytes } from "./heard-answer.ts";

/** What a webhook block would send, and what came back. */
export interface TestedRequest {
  readonly request: HttpRequest;
  readonly answer: HttpAnswer;
}

/** "Test this request": makes a webhook block's call once, now, with sample values for its fields. */
export type TestRequest = (input: {
  /** The block's parameters, as they stand in the flow. */
  readonly params: unknown;
  readonly fields: { readonly [name: string]: Value };
  readonly zone: string;
}) => Promise<TestedRequest>;

const connectTimeoutMs = 5_000;

/** Makes the test. It goes through the same gates as a real call: policy, limits, and what an answer may hold. */
export function createTestRequest(ports: {
  readonly egress: () => Egress;
  readonly clock: Clock;
}): TestRequest {
  return async ({ params, fields, zone }) => {
    const nowMs = ports.clock.nowMs();
    const field = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
    const previewed = previewRequest(params, { field, nowMs, zone });
    if (!previewed.ok) {
      const lines = previewed.problems.map(
        (it) => `${it.path.join(".")}: ${it.message} ${it.hint}`,
      );
      throw invalidFields({ params: lines.map((line) => line.trim()) });
    }
    const { request } = previewed;
    const answer = await ports.egress().send({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: request.body,
      policy: "webhook-block",
      connectTimeoutMs: Math.min(connectTimeoutMs, request.timeoutMs),
      totalTimeoutMs: request.timeoutMs,
      maxAnswerBytes: mostAnswerBytes,
      flowDepth: 1,
    });
    return { request, answer: heardAnswer(answer) };
  };
}
