import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import type { LogRequest } from "../create-log.ts";
import { readBody } from "../ingest/read-body.ts";
import type { Answer } from "./answer.ts";
import { sendAnswer } from "./answer-errors.ts";
import { createGathering } from "./gather.ts";
import { refusalError } from "./read-raw-body.ts";

/** What a hot route knows of its request. */
export interface HotRequest {
  readonly headers: IncomingHttpHeaders;
  /** The client's address, behind trusted proxies too. */
  readonly ip: string;
  /** What the ingest gate made of the body; `undefined` when there was none. */
  readonly body: unknown;
}

export type HotHandler = (request: HotRequest) => Promise<Answer>;

declare module "fastify" {
  interface FastifyInstance {
    /**
     * Serves a `POST` that comes ten thousand times a second: an ordinary request is answered without the framework,
     * which costs as much as a turn of a conversation. `headers` are those that the scope's hooks would add.
     */
    hotPost(path: string, headers: Readonly<Record<string, string>>, handle: HotHandler): void;
  }
}

export interface HotDoorOptions {
  readonly trustedProxies: readonly string[];
  /** The answer to an error, reported where it is ours. */
  readonly answerTo: (error: unknown, about: string) => Answer;
  /** Headers that every answer carries. */
  readonly headers: Readonly<Record<string, string>>;
  readonly logRequest: LogRequest | null;
}

interface HotRoute {
  readonly path: string;
  readonly handle: HotHandler;
  readonly headers: readonly string[];
}

/** Bodies that come in one or two pieces. */
const mostBytes = 64 * 1024;

/**
 * Gives the application hot routes. Whatever is unusual about a request to one (no or a long body, none of a known
 * length, another method, an application that is closing) goes the framework's way, through the same handler; so
 * the two ways differ in what they cost and in nothing else.
 */
export function openHotDoor(app: FastifyInstance, options: HotDoorOptions): void {
  const routes = new Map<string, HotRoute>();
  const reception = {
    ...options,
    addressOf: addressReader(options.trustedProxies),
    gather: createGathering(),
  };
  const { logRequest } = options;
  const enter = logRequest ? logging(receive, logRequest) : receive;
  let isOpen = true;
  app.addHook("preClose", async () => {
    isOpen = false;
  });
  app.decorate("hotPost", function serveHot(this: FastifyInstance, path, headers, handle) {
    const route = { path, handle, headers: Object.entries(merged(options, headers)).flat() };
    routes.set(path, route).set(`${path}/`, route);
    this.post(path, async ({ headers: given, ip, body }, reply) =>
      sendAnswer(reply, await handle({ headers: given, ip, body })),
    );
  });
  const [usual] = app.server.listeners("request");
  if (!usual) throw new Error("The application does not listen to its server.");
  app.server.removeAllListeners("request");
  app.server.on("request", (request, response) => {
    const route = isOpen && isOrdinary(request) ? routes.get(request.url ?? "") : undefined;
    if (route) enter(request, response, route, reception);
    else usual.call(app.server, request, response);
  });
}

const merged = (options: HotDoorOptions, headers: Readonly<Record<string, string>>) => ({
  ...options.headers,
  ...headers,
  "cache-control": "no-store",
  "content-type": "application/json; charset=utf-8",
});

function isOrdinary({ method, headers }: IncomingMessage): boolean {
  // The parser of the server holds the body to the length that it announces.
  const length = Number(headers["content-length"] ?? 0);
  return method === "POST" && length > 0 && length <= mostBytes && headers.expect === undefined;
}

function addressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  if (trustedProxies.length === 0) return ({ socket }) => socket.remoteAddress ?? "";
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => proxyAddr(request, isTrusted);
}

interface Reception extends HotDoorOptions {
  readonly addressOf: (request: IncomingMessage) => string;
  readonly gather: (begin: () => void) => void;
}

/** The same, told of once its answer is out. Answers that broke off are told of too. */
function logging(enter: typeof receive, log: LogRequest): typeof receive {
  return (request, response, route, reception) => {
    const startedMs = performance.now();
    response.once("close", () => {
      const ms = Math.round(performance.now() - startedMs);
      log({ method: "POST", route: route.path, status: response.statusCode, ms });
    });
    enter(request, response, route, reception);
  };
}

function receive(
  request: IncomingMessage,
  response: ServerResponse,
  route: HotRoute,
  reception: Reception,
): void {
  const begin = (bytes: Buffer) => serve(request, response, route, bytes, reception);
  reception.gather(() => {
    // What came with its head in one piece, as nearly all do, is taken as it lies there: no event, no listener.
    if (request.complete) begin(request.read() ?? noBytes);
    else collect(request, (bytes) => reception.gather(() => begin(bytes)));
  });
}

const noBytes = Buffer.alloc(0);

function collect(request: IncomingMessage, onWhole: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  // Whoever breaks off while they send gets no answer; the turn was not begun.
  request.on("error", () => {});
  request.on("end", () => onWhole(Buffer.concat(chunks)));
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  route: HotRoute,
  bytes: Buffer,
  { addressOf, answerTo }: Reception,
): void {
  const answerError = (error: unknown) => answerTo(error, `POST ${route.path}`);
  answer(route.handle, request, bytes, addressOf)
    .then(
      (it) => respond(response, it, route.headers),
      (error) => respond(response, answerError(error), route.headers),
    )
    .catch((error) => {
      answerError(error);
      response.destroy();
    });
}

/** Whatever goes wrong rejects: thrown at once, it would stop those that begin with it. */
function answer(
  handle: HotHandler,
  request: IncomingMessage,
  bytes: Buffer,
  addressOf: Reception["addressOf"],
): Promise<Answer> {
  try {
    const { headers } = request;
    const read = readBody({
      contentType: headers["content-type"],
      contentEncoding: headers["content-encoding"],
      bytes,
    });
    if (!read.ok) throw refusalError(read.refusal);
    return handle({ headers, ip: addressOf(request), body: read.value });
  } catch (error) {
    return Promise.reject(error);
  }
}

function respond(
  response: ServerResponse,
  { status, body, headers }: Answer,
  fixed: readonly string[],
): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const own = headers ? Object.entries(headers).flat() : [];
  response.writeHead(status, [...fixed, ...own, "content-length", String(Buffer.byteLength(text))]);
  response.end(text);
}
