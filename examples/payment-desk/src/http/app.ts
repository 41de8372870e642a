import { createHash } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Config } from "../config.ts";
import type { Courier } from "../courier.ts";
import type { Ledger, Outcome } from "../ledger.ts";
import {
  isShown,
  type PageFacts,
  paymentPage,
  paymentsPage,
  readShow,
} from "../page/payments-page.ts";
import { readNewPayment } from "../read-new-payment.ts";
import { isSameOrigin } from "./is-same-origin.ts";
import type { Live } from "./live.ts";
import { paymentJson } from "./payment-json.ts";
import { LONGEST_BODY_BYTES, readBody } from "./read-body.ts";
import { commonHeaders, document, failure, json, type Reply } from "./reply.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly courier: Courier;
  readonly live: Live;
  readonly config: Config;
  readonly publicUrl: string;
  readonly assets: ReadonlyMap<string, Reply>;
  readonly now: () => Date;
}

interface Visit {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** A browser navigates; programs and the page's script ask for JSON. */
  readonly forPeople: boolean;
}

const PAGE_SIZE = 100;

const modeInWords = {
  "set-go": "Tells Parley by Set, then Go,",
  resume: "Tells Parley by one resume call",
  "resume-url": "Tells Parley by resume URL",
} as const;

const uncertain =
  "It is not certain that this was kept. Look at the list, then repeat it with the same key.";

/** The HTTP face of the desk: the API for bots, the page for the person at the desk. */
export function createApp(ports: Ports): RequestListener {
  return (request, response) => {
    const url = URL.parse(request.url ?? "/", "http://desk") ?? new URL("http://desk/");
    if (request.method === "GET" && url.pathname === "/events") {
      const missed = request.headers["last-event-id"] ?? url.searchParams.get("revision");
      return ports.live.attach(response, typeof missed === "string" ? missed : null);
    }
    const forPeople = (request.headers.accept ?? "").includes("text/html");
    void answer({ request, url, forPeople }, ports)
      .catch(() => failure(503, "The desk could not answer", uncertain, forPeople))
      .then((reply) => write(response, reply));
  };
}

function write(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...commonHeaders, ...reply.headers }).end(reply.body);
}

async function answer(visit: Visit, ports: Ports): Promise<Reply> {
  const { method } = visit.request;
  const path = visit.url.pathname;
  if (method === "POST") return answerPost(visit, path, ports);
  if (method !== "GET" && method !== "HEAD") {
    return failure(405, "Not possible", "This address knows GET and POST.", visit.forPeople, {
      allow: "GET, HEAD, POST",
    });
  }
  if (path === "/") return showList(visit, ports);
  if (path === "/payments") return listPayments(visit, ports);
  if (path === "/health") return json(200, { status: "ok" });
  const [, id] = /^\/payments\/(\w+)\/?$/.exec(path) ?? [];
  if (id !== undefined) return showPayment(visit, id, ports);
  return ports.assets.get(path) ?? notFound(visit);
}

async function answerPost(visit: Visit, path: string, ports: Ports): Promise<Reply> {
  if (!isSameOrigin(visit.request.headers)) {
    return failure(403, "Refused", "Another site's page sent this.", visit.forPeople);
  }
  if (path === "/payments" || path === "/payments/") return createPayment(visit, ports);
  const [, id = "", action] = /^\/payments\/(\w+)\/(approve|decline|resend)\/?$/.exec(path) ?? [];
  if (action === "approve") return decided(visit, await ports.ledger.decide(id, "paid"), ports);
  if (action === "decline") return decided(visit, await ports.ledger.decide(id, "declined"), ports);
  if (action === "resend") return decided(visit, await ports.ledger.resend(id), ports);
  return notFound(visit);
}

async function createPayment(visit: Visit, ports: Ports): Promise<Reply> {
  const { ledger, config } = ports;
  const bytes = await readBody(visit.request);
  if (bytes === null) {
    const limit = `At most ${LONGEST_BODY_BYTES} bytes.`;
    return failure(413, "Too long", limit, visit.forPeople, { connection: "close" });
  }
  const key = visit.request.headers["idempotency-key"];
  if (typeof key === "string" && key.length > 255) {
    return json(422, { errors: { "Idempotency-Key": ["At most 255 characters."] } });
  }
  const result = readNewPayment(parseJson(bytes), {
    resumeUrlRequired: config.mode === "resume-url",
    resumeOrigin: config.resumeOrigin,
  });
  if ("errors" in result) return json(422, result);
  const bodyHash = createHash("sha256").update(bytes).digest("hex");
  const requestKey = typeof key === "string" && key !== "" ? { key, bodyHash } : null;
  const outcome = await ledger.create(result.payment, requestKey);
  if (outcome.kind === "conflict" || outcome.kind === "unknown") {
    return json(422, { errors: { "Idempotency-Key": ["Used with another request."] } });
  }
  const { id, url } = outcome.payment;
  // Always what the first request was told, even when the payment has been decided since.
  const replayed: Record<string, string> =
    outcome.kind === "unchanged" ? { "idempotency-replayed": "true" } : {};
  return json(201, { payment_id: id, status: "pending", url }, { location: url, ...replayed });
}

/** Undefined when the bytes are not JSON; the reader of the payment then says what it expects. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function decided(visit: Visit, outcome: Outcome, ports: Ports): Reply {
  if (outcome.kind === "unknown") return notFound(visit);
  const { payment } = outcome;
  if (outcome.kind === "conflict") {
    const word = payment.status === "paid" ? "approved" : "declined";
    const kept = `It was ${word} before, that stands, and nothing was sent to Parley now.`;
    return failure(409, `This payment is already ${word}`, kept, visit.forPeople);
  }
  if (outcome.kind === "changed") ports.courier.deliver(payment);
  if (!visit.forPeople) return json(200, paymentJson(payment));
  return { status: 303, headers: { location: `/#${payment.id}` }, body: "" };
}

function showList(visit: Visit, ports: Ports): Reply {
  const all = ports.ledger.newestFirst();
  const show = readShow(visit.url.searchParams.get("show"));
  const before = all.findIndex(({ id }) => id === visit.url.searchParams.get("before"));
  const rest = all.slice(before + 1).filter((payment) => isShown(payment, show));
  const payments = rest.slice(0, PAGE_SIZE);
  const olderThan = rest.length > PAGE_SIZE ? (payments.at(-1)?.id ?? null) : null;
  return document(200, paymentsPage(all, { show, payments, olderThan }, facts(ports)));
}

function listPayments(visit: Visit, ports: Ports): Reply {
  const all = ports.ledger.newestFirst();
  const show = readShow(visit.url.searchParams.get("status"));
  const wanted = all.filter((payment) => isShown(payment, show));
  const limit = Number.parseInt(visit.url.searchParams.get("limit") ?? "", 10);
  const shown = wanted.slice(
    0,
    Number.isNaN(limit) ? PAGE_SIZE : Math.min(Math.max(limit, 0), 1000),
  );
  return json(200, shown.map(paymentJson), { "x-total-count": String(wanted.length) });
}

function showPayment(visit: Visit, id: string, ports: Ports): Reply {
  const payment = ports.ledger.find(id);
  if (!payment) return notFound(visit);
  if (!visit.forPeople) return json(200, paymentJson(payment));
  return document(200, paymentPage(payment, facts(ports)));
}

const facts = ({ config, live, now, publicUrl }: Ports): PageFacts => ({
  now: now(),
  currency: config.currency,
  parleyUrl: config.parleyUrl,
  how: modeInWords[config.mode],
  revision: live.revision(),
  createUrl: `${publicUrl}/payments`,
});

const notFound = (visit: Visit): Reply =>
  failure(404, "Nothing is here", "The address may be mistyped.", visit.forPeople);
