import { ResumeAnswer } from "@parley/contract";
import type { Value } from "@parley/flow";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { AppError } from "../../errors.ts";
import { bodyHash } from "../../ingest/body-hash.ts";
import { limits } from "../../ingest/limits.ts";
import { flowDepthOf } from "../flow-depth.ts";
import { servePublicRoute } from "../route.ts";
import { takeRate } from "../take-rate.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `/v1/resume/{token}/`: the address itself is the right to use it, once. GET is refused: link scanners must not use it up. */
export function serveResume({ routes, features, resumeBuckets }: ResourcePorts): void {
  servePublicRoute(routes, {
    ...{ method: "POST", path: "/v1/resume/:token/", scope: null },
    ...{ operationId: "useResumeAddress", tag: "Request, Set, Go", summary: "Resume a flow" },
    description:
      "For the block that waits for a callback: `@resume_url` is this address. Any JSON. A repeat, with the same `Idempotency-Key` or the same body, gets the same answer; any other call after the first is refused. A value that does not fit the block's field is refused with 422; nothing is taken then, and the address works for the next call.",
    params: z.object({ token: z.string() }),
    body: z.unknown().describe("Any JSON; it becomes the value of the block's field."),
    bodyLimitBytes: limits.resumeBodyBytes,
    answers: { 200: ResumeAnswer, 202: ResumeAnswer },
    refusals: [
      "used-ticket",
      "expired-ticket",
      "unfit-value",
      "bad-key",
      "flow-too-deep",
      "throttled",
    ],
    handle: async ({ params, request }) => {
      takeRate(resumeBuckets, params.token);
      // What the ingest gate let in is JSON, or nothing.
      const value = (request.body ?? null) as Value;
      const fingerprints = fingerprintsOf(request, value);
      const call = { token: params.token, value, fingerprints, flowDepth: flowDepthOf(request) };
      const state = await features.resume(call);
      return { status: state === "resumed" ? 200 : 202, body: { success: true, state } };
    },
  });
}

function fingerprintsOf({ headers }: FastifyRequest, body: Value): readonly string[] {
  const sameBody = `body ${bodyHash(body)}`;
  const key = headers["idempotency-key"];
  if (key === undefined) return [sameBody];
  if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key)) return [sameBody, `key ${key}`];
  throw new AppError("bad-key");
}
