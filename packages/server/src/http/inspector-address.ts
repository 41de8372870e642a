import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError, notFound } from "../errors.ts";
import type { Inspector } from "../features/hooks/inspectors.ts";
import type { Clock } from "../ports/clock.ts";
import { inspectorPath } from "../ports/egress.ts";
import type { PlatformHooks } from "./platform-hooks.ts";
import { takeRate } from "./take-rate.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const mostBodyBytes = 1024 * 1024;
const keptBodyBytes = 64 * 1024;
/** Who lets callers wait must not let all of them wait at once. */
const mostWaiting = 200;

/**
 * `/v1/inspector/<name>/…`: takes any request, keeps it to be looked at, and answers what its settings say. Whoever
 * has the address may send; only the platform API shows what came.
 */
export function serveInspectorAddress(
  app: FastifyInstance,
  hooks: Pick<PlatformHooks, "inspectors" | "inspections" | "inspectorBuckets">,
  clock: Clock,
): void {
  const { inspectors, inspections, inspectorBuckets } = hooks;
  const admitted = new WeakMap<FastifyRequest, Inspector>();
  const wait = createWaitingRoom(clock);
  // What it is sent is looked at as it came, whatever it claims to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, bytes, done) => done(null, bytes));
  for (const url of [`${inspectorPath}:name`, `${inspectorPath}:name/*`])
    app.route<{ Params: { readonly name: string } }>({
      ...{ url, method: [...methods], bodyLimit: mostBodyBytes, schema: { hide: true } },
      // Before the body is read: who does not know an address is not listened to.
      onRequest: async (request) => {
        const inspector = await inspectors.byName(request.params.name);
        if (!inspector) throw noInspector();
        takeRate(inspectorBuckets, inspectorKey(inspector));
        admitted.set(request, inspector);
      },
      handler: async (request, reply) => {
        const inspector = admitted.get(request);
        if (!inspector) throw new Error("An inspector was reached past its gate.");
        const { status, delayMs } = inspector;
        const key = inspectorKey(inspector);
        inspections.add(key, { ...readRequest(request), atMs: clock.nowMs(), answered: status });
        if (delayMs > 0) await wait(delayMs);
        reply.code(status).header("cache-control", "no-store");
        return hasNoBody(status) ? reply.send() : reply.send({ success: status < 300 });
      },
    });
}

const noInspector = () =>
  notFound("There is no inspector at this address. GET /v1/inspectors/ lists those there are.");

/** Names an inspector among those of all workspaces. */
export const inspectorKey = ({ workspaceId, id }: Pick<Inspector, "workspaceId" | "id">): string =>
  `${workspaceId}.${id}`;

const hasNoBody = (status: number): boolean => status === 204 || status === 205 || status === 304;

function readRequest({ method, url, headers, body, params }: FastifyRequest) {
  const { name } = params as { readonly name: string };
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  return {
    method,
    path: url.slice(inspectorPath.length + name.length) || "/",
    headers: plainHeaders(headers),
    body: bytes.subarray(0, keptBodyBytes).toString("utf8"),
    isTruncated: bytes.length > keptBodyBytes,
    sizeBytes: bytes.length,
  };
}

function plainHeaders(headers: FastifyRequest["headers"]): Record<string, string> {
  const plain = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return Object.fromEntries(plain);
}

/** Lets callers wait; throws when too many do. */
function createWaitingRoom(clock: Clock): (delayMs: number) => Promise<void> {
  let waiting = 0;
  return async (delayMs) => {
    if (waiting >= mostWaiting) throw new AppError("throttled", { retryAfterSeconds: 5 });
    waiting += 1;
    try {
      await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    } finally {
      waiting -= 1;
    }
  };
}
