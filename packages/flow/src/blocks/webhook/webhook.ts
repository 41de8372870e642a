import { z } from "zod";
import type { HttpRequest } from "../../conversation/effect.ts";
import type { HttpAnswer } from "../../conversation/event.ts";
import { fieldNamesOf, parseTemplate } from "../../expression/template.ts";
import type { Block, BlockKind, Outcome, Signal, Turn } from "../kind.ts";
import { checkWebhook } from "./check-webhook.ts";
import { parseRequest, type RequestTemplate, renderRequest } from "./request-template.ts";
import { outputForStatus, readRoute, type StatusRange } from "./route-answer.ts";
import { saveAnswer } from "./save-answer.ts";
import { type Save, Webhook, type WebhookBody } from "./webhook-params.ts";

interface Prepared {
  readonly request: RequestTemplate;
  readonly save: readonly Save[];
  readonly routes: readonly StatusRange[];
}

/**
 * Calls an outside service, keeps parts of its answer in fields, and goes on by its status. Without an answer, and
 * where a field cannot stand in its place (nothing is sent then), the flow goes on at `failure`.
 */
export const webhook: BlockKind<Webhook, Prepared> = {
  kind: "webhook",
  family: "outside",
  title: "Webhook",
  summary: "Call an outside service",
  schema: Webhook,
  migrations: [],
  outputs: ({ routes }) => [
    ...new Set([...routes.map(({ output }) => output), "success", "failure"]),
  ],
  check: checkWebhook,
  references: (params) => ({
    reads: textsOf(params).flatMap((text) => fieldNamesOf(parseTemplate(text))),
    writes: params.save.map(({ field }) => field),
    blocks: [],
    bots: [],
  }),
  prepare: (params) => ({
    request: parseRequest(params),
    save: params.save,
    routes: params.routes.map(readRoute),
  }),
  enter,
  receive,
};

const failure: Outcome = { kind: "leave", output: "failure" };

function enter({ prepared }: Block<Prepared>, turn: Turn): Outcome {
  const rendered = renderRequest(prepared.request, turn.scope);
  if (!rendered.ok) {
    const { path, code, message, hint } = rendered.problem;
    const where = path.filter((step) => typeof step === "string").join(".");
    turn.trace({ kind: "error", code, message: `Nothing was sent. ${where}: ${message} ${hint}` });
    return failure;
  }
  turn.remember(targetOf(rendered.request));
  turn.callHttp(rendered.request);
  return { kind: "park", phase: "calling" };
}

function receive({ prepared }: Block<Prepared>, turn: Turn, signal: Signal): Outcome {
  if (signal.kind !== "http") return { kind: "park", phase: "calling" };
  const { answer } = signal;
  traceAnswer(turn, answer);
  if (answer.kind === "failed") return failure;
  saveAnswer(prepared.save, answer, turn);
  return { kind: "leave", output: outputForStatus(prepared.routes, answer.status) };
}

/** What a trace may show of a request: no query, header or body, where secrets and personal data stand. */
const Target = z.object({ method: z.string(), host: z.string(), path: z.string() });
type Target = z.infer<typeof Target>;

function targetOf({ method, url }: HttpRequest): Target {
  const [, host = "", path = ""] = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(url) ?? [];
  return { method, host, path };
}

// Not the reason of a failure: it would tell an author which addresses inside the network exist.
function traceAnswer(turn: Turn, answer: HttpAnswer): void {
  const known = Target.safeParse(turn.memory);
  const target = known.success ? known.data : { method: "", host: "", path: "" };
  const { durationMs } = answer;
  const isAnswered = answer.kind === "answered";
  const ending = isAnswered ? `answered ${answer.status}` : `failed: ${answer.message}`;
  turn.trace({
    kind: "http",
    code: isAnswered ? String(answer.status) : "no-answer",
    message: `${target.method} ${target.host}${target.path} ${ending}`,
    detail: { ...target, ...(isAnswered ? { status: answer.status } : {}), durationMs },
  });
}

function textsOf({ url, query, headers, body }: Webhook): readonly string[] {
  return [url, ...[...query, ...headers].map(({ value }) => value), ...textsOfBody(body)];
}

function textsOfBody(body: WebhookBody): readonly string[] {
  switch (body.kind) {
    case "none":
      return [];
    case "json":
      return [body.template];
    case "form":
      return body.pairs.map(({ value }) => value);
    case "text":
      return [body.text];
  }
}
