// Names what a schema may say beyond what Fastify itself reads.
import type {} from "@fastify/swagger";
import { ChannelCallError, DetailError, FieldErrors } from "@parley/contract";
import type { FastifySchema } from "fastify";
import { z } from "zod";
import { type ErrorCode, type ErrorKind, errorKinds } from "../../errors.ts";
import type { ServedRoute } from "../route-spec.ts";

/** A route in the words of the OpenAPI document: what it takes, what it answers, what can be wrong. */
export function describeRoute({ access, spec }: ServedRoute): FastifySchema {
  return {
    operationId: spec.operationId,
    tags: [spec.tag],
    summary: spec.summary,
    description: [spec.description, rights(access, spec.scope), limitsOf(spec)]
      .filter(Boolean)
      .join("\n\n"),
    ...(spec.params && { params: spec.params }),
    ...(spec.query && { querystring: spec.query }),
    ...(bodyOf(spec) && { body: bodyOf(spec) }),
    response: { ...answersOf(spec), ...streamsOf(spec), ...refusalsOf({ access, spec }) },
    security: access === "public" ? [] : [{ token: [] }],
  };
}

/** The schema of what a route takes as its body. */
export const bodyOf = ({ body, ownBody }: ServedRoute["spec"]) => body ?? ownBody;

/** Every code that a route can refuse with, its own and those of any request. */
export function refusalCodes({ access, spec }: ServedRoute): readonly ErrorCode[] {
  const isWrite = spec.method !== "GET";
  const codes: (ErrorCode | false)[] = [
    ...(access === "public" ? [] : (["no-credentials", refusals[access], "throttled"] as const)),
    spec.scope !== null && "missing-scope",
    spec.params !== undefined && "not-found",
    (bodyOf(spec) ?? spec.query) !== undefined && "invalid-body",
    ...(isWrite ? bodyCodes : []),
    ...(isWrite && access !== "public" ? keyCodes : []),
    ...(spec.refusals ?? []),
    "internal",
    "store-busy",
    "store-broken",
    "shutting-down",
    isWrite && "store-full",
  ];
  return [...new Set(codes.filter((code) => code !== false))];
}

/** What a token that is none meets. */
const refusals = {
  token: "invalid-token",
  "token-or-channel-key": "invalid-token",
  "channel-key": "invalid-channel-key",
  session: "cross-site",
} as const;
const bodyCodes = ["malformed-body", "body-too-large", "unsupported-media-type"] as const;
const keyCodes = ["bad-key", "key-in-use", "key-used-differently"] as const;

function rights(access: ServedRoute["access"], scope: string | null): string {
  if (access === "public") return "Needs no token.";
  if (access === "channel-key") return "Needs the API channel's own token.";
  if (access === "session") return "Needs somebody who is signed in to the Studio.";
  return scope === null ? "Any token will do." : `Needs a token with the scope \`${scope}\`.`;
}

function limitsOf({ bodyLimitBytes }: ServedRoute["spec"]): string | null {
  if (bodyLimitBytes === undefined) return null;
  return `The body has at most ${bodyLimitBytes / 1024} KiB.`;
}

function answersOf({ answers }: ServedRoute["spec"]): Record<string, unknown> {
  const described = Object.entries(answers).map(([status, schema]) => [
    status,
    schema instanceof z.ZodNull
      ? z.null().describe(schema.description ?? "Done; there is no body.")
      : { description: words[status] ?? "Done.", content: json(schema) },
  ]);
  return Object.fromEntries(described);
}

function streamsOf({ streams }: ServedRoute["spec"]): Record<string, unknown> {
  if (!streams) return {};
  const content = Object.entries(streams).map(([type, holds]) => [
    type,
    { schema: z.string().describe(holds) },
  ]);
  return { 200: { description: "Streamed.", content: Object.fromEntries(content) } };
}

const words: { readonly [status: string]: string } = { 201: "Made.", 202: "Accepted." };

function refusalsOf(route: ServedRoute): Record<string, unknown> {
  const byStatus = Map.groupBy(refusalCodes(route), (code) => errorKinds[code].status);
  const described = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\`: ${errorKinds[code].message}`).join("\n\n"),
      content: json(schemaFor(codes)),
    },
  ]);
  return Object.fromEntries(described);
}

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

function schemaFor(codes: readonly ErrorCode[]): z.ZodType {
  const [first, ...others] = new Set(codes.map(shapeOf));
  if (first === undefined) throw new Error("A refusal needs a code.");
  return others.length === 0 ? first : z.union([first, ...others]);
}

/** The shape of the body that an error is told in. */
export function shapeOf(code: ErrorCode): z.ZodType {
  const { field, isChannelCall }: ErrorKind = errorKinds[code];
  if (isChannelCall) return ChannelCallError;
  return field === null ? DetailError : FieldErrors;
}
