import type { LookupAddress } from "node:dns";
import { Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import type { Egress, Failed, OutboundAnswer } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import type { Lookup } from "./shared-lookup.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import { plainAnswer, type RawReceiver, startRawReceiver } from "./testing/raw-receiver.ts";

const ROUNDS = 200;
const PERMITTED = "127.0.0.2";
const CANARY = "127.0.0.1";
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0).reverse()) await close();
});

/** A receiver that may be called and, on the same port of another address, a canary that must not be. */
async function startPair(): Promise<{ receiver: RawReceiver; canary: RawReceiver }> {
  const answering = {
    onRequest: (socket: Socket) => socket.end(plainAnswer("ok", "connection: close\r\n")),
  };
  const receiver = await startRawReceiver(answering, PERMITTED);
  const canary = await startRawReceiver(answering, CANARY, receiver.port);
  closers.push(receiver.close, canary.close);
  return { receiver, canary };
}

function egressWith(lookup: Lookup, allow = PERMITTED): Egress {
  const egress = createEgress({ allow: parseAllowList(allow).rules, lookup });
  closers.push(egress.close);
  return egress;
}

function v4(...addresses: string[]): LookupAddress[] {
  return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
}

function failed(answer: OutboundAnswer): Failed {
  if (answer.kind === "answered") throw new Error("this should have failed");
  return answer;
}

test("a name that answers a permitted address and then a forbidden one never reaches the forbidden one", async () => {
  const { receiver, canary } = await startPair();
  let lookups = 0;
  const egress = egressWith((_name, _options, done) => {
    lookups += 1;
    const answers = v4(lookups % 2 === 1 ? PERMITTED : CANARY);
    // Alternately at once and later, as a resolver with and without a cache would.
    if (lookups % 4 < 2) done(null, answers);
    else setImmediate(() => done(null, answers));
  });
  const kinds: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = await egress.send(
      outboundRequest({ url: `http://rebind.example:${receiver.port}/` }),
    );
    kinds.push(answer.kind === "answered" ? "answered" : answer.reason);
  }
  expect(kinds.filter((kind) => kind === "answered")).toHaveLength(ROUNDS / 2);
  expect(kinds.filter((kind) => kind === "refused-by-policy")).toHaveLength(ROUNDS / 2);
  expect(lookups).toBe(ROUNDS);
  expect(receiver.connections()).toBe(ROUNDS / 2);
  expect(canary.connections()).toBe(0);
});

test.each([
  ["permitted first", [PERMITTED, CANARY]],
  ["forbidden first", [CANARY, PERMITTED]],
  ["a forbidden IPv6 address beside it", [PERMITTED, "::1"]],
  ["the canary written as mapped IPv6", [PERMITTED, "::ffff:127.0.0.1"]],
  ["metadata beside it", [PERMITTED, "169.254.169.254"]],
  ["something that is not an address", [PERMITTED, "127.1"]],
  ["one among many", [...Array.from({ length: 20 }, () => PERMITTED), CANARY]],
])("a mixed answer is refused as a whole: %s", async (_name, addresses) => {
  const { receiver, canary } = await startPair();
  const egress = egressWith((_host, _options, done) => done(null, v4(...addresses)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const url = `http://mixed.example:${receiver.port}/`;
    expect(failed(await egress.send(outboundRequest({ url }))).reason).toBe("refused-by-policy");
  }
  expect(receiver.connections() + canary.connections()).toBe(0);
});

test("a public-looking name that ends at a private address is refused, whatever leads there", async () => {
  const { receiver, canary } = await startPair();
  const egress = egressWith((_host, _options, done) => done(null, v4(CANARY)));
  const url = `http://cname.example:${receiver.port}/`;
  const answer = failed(await egress.send(outboundRequest({ url })));
  expect(answer).toMatchObject({ reason: "refused-by-policy", sent: false });
  expect(answer.detail).toContain("127.0.0.1");
  expect(answer.message).not.toContain("127");
  expect(canary.connections()).toBe(0);
});

test("the socket's own remote address is checked before the first byte", async () => {
  const { receiver } = await startPair();
  const egress = egressWith((_host, _options, done) => done(null, v4(PERMITTED)));
  const realConnect = Socket.prototype.connect;
  vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...args) {
    Object.defineProperty(this, "remoteAddress", { value: "10.9.8.7" });
    return Reflect.apply(realConnect, this, args);
  });
  const url = `http://moved.example:${receiver.port}/`;
  const answer = failed(await egress.send(outboundRequest({ url })));
  expect(answer).toMatchObject({ reason: "refused-by-policy", sent: false });
  expect(answer.detail).toContain("connected to: 10.9.8.7");
  await vi.waitFor(() => expect(receiver.openConnections()).toBe(0));
  expect(receiver.requests).toEqual([]);
});

test("a literal address is never looked up", async () => {
  const { receiver } = await startPair();
  const lookup = vi.fn<Lookup>();
  const egress = egressWith(lookup);
  expect((await egress.send(outboundRequest({ url: receiver.url }))).kind).toBe("answered");
  expect(lookup).not.toHaveBeenCalled();
});

test("the second of two permitted addresses is used when the first one does not answer", async () => {
  const { receiver } = await startPair();
  const egress = egressWith(
    (_host, _options, done) => done(null, v4("127.0.0.3", PERMITTED)),
    `${PERMITTED},127.0.0.3`,
  );
  const url = `http://two.example:${receiver.port}/`;
  expect((await egress.send(outboundRequest({ url }))).kind).toBe("answered");
});

test("a block may use http towards an allow-listed name, and not towards a public one", async () => {
  const { receiver } = await startPair();
  let answers = v4(PERMITTED);
  const egress = egressWith((_host, _options, done) => done(null, answers));
  const url = `http://desk.example:${receiver.port}/`;
  const policy = "webhook-block" as const;
  expect((await egress.send(outboundRequest({ url, policy }))).kind).toBe("answered");
  answers = v4("93.184.216.34");
  const answer = failed(await egress.send(outboundRequest({ url, policy })));
  expect(answer.reason).toBe("refused-by-policy");
});

test("a connection that a hook opened is not lent to a block that may not open it", async () => {
  const receiver = await startRawReceiver(
    { onRequest: (socket) => socket.write(plainAnswer()) },
    PERMITTED,
  );
  closers.push(receiver.close);
  let answers = v4(PERMITTED);
  const egress = egressWith((_host, _options, done) => done(null, answers));
  const url = `http://shared.example:${receiver.port}/`;
  expect((await egress.send(outboundRequest({ url }))).kind).toBe("answered");
  answers = v4("93.184.216.34");
  expect((await egress.send(outboundRequest({ url }))).kind).toBe("answered");
  const block = await egress.send(outboundRequest({ url, policy: "webhook-block" }));
  expect(failed(block).reason).toBe("refused-by-policy");
  expect(receiver.connections()).toBe(1);
});

test("an unknown name, a silent resolver and an empty answer fail without a connection", async () => {
  const unknown = egressWith((_host, _options, done) => done(new Error("ENOTFOUND"), []));
  const silent = egressWith(() => undefined);
  const empty = egressWith((_host, _options, done) => done(null, []));
  const url = "http://gone.example:8080/";
  const answers = await Promise.all(
    [unknown, silent, empty].map(async (egress) =>
      failed(await egress.send(outboundRequest({ url }))),
    ),
  );
  expect(answers.map(({ reason }) => reason)).toEqual(["dns", "connect", "dns"]);
  expect(answers.every(({ sent }) => !sent)).toBe(true);
  expect(answers[1]?.durationMs).toBeGreaterThanOrEqual(290);
  expect(answers[1]?.durationMs).toBeLessThan(950);
});

test("a resolver's answer that comes after the time-out opens nothing", async () => {
  const { receiver } = await startPair();
  const egress = egressWith((_host, _options, done) => {
    setTimeout(() => done(null, v4(PERMITTED)), 150);
  });
  const url = `http://late.example:${receiver.port}/`;
  const answer = await egress.send(outboundRequest({ url, connectTimeoutMs: 50 }));
  expect(failed(answer).reason).toBe("connect");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(receiver.connections()).toBe(0);
});

test("open, closed and filtered internal targets give the same text at once", async () => {
  const { canary } = await startPair();
  const egress = egressWith((host, _options, done) => {
    if (host === "unknown.example") done(new Error("ENOTFOUND"), []);
    else done(null, v4(CANARY));
  });
  const urls = [
    canary.url,
    "http://127.0.0.1:1025/",
    "http://10.255.255.1:8080/",
    `http://inside.example:${canary.port}/`,
    "http://unknown.example/",
  ];
  const answers = await Promise.all(
    urls.map(async (url) => failed(await egress.send(outboundRequest({ url })))),
  );
  expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
  for (const { durationMs } of answers) expect(durationMs).toBeLessThan(250);
  expect(canary.connections()).toBe(0);
});

test("of an allow-listed host a flow author cannot tell a closed port from a filtered one", async () => {
  const closed = await startRawReceiver({}, PERMITTED);
  await closed.close();
  const filtered = egressWith(() => undefined);
  const name = "http://filtered.example:8080/";
  const answers = await Promise.all([
    egressWith(vi.fn<Lookup>()).send(outboundRequest({ url: closed.url })),
    filtered.send(outboundRequest({ url: name, connectTimeoutMs: 50 })),
    filtered.send(outboundRequest({ url: name, connectTimeoutMs: 500, totalTimeoutMs: 50 })),
  ]);
  const failures = answers.map(failed);
  expect(failures.map(({ reason }) => reason)).toEqual(["connect", "connect", "timeout"]);
  expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
});

test("a name that resolves to the installation's own address is refused, allow-listed or not", async () => {
  const { receiver } = await startPair();
  const egress = createEgress({
    allow: parseAllowList(PERMITTED).rules,
    own: [{ host: PERMITTED, port: receiver.port }],
    lookup: (_host, _options, done) => done(null, v4(PERMITTED)),
  });
  closers.push(egress.close);
  const url = `http://myself.example:${receiver.port}/`;
  const answer = failed(await egress.send(outboundRequest({ url })));
  expect(answer.reason).toBe("refused-by-policy");
  expect(answer.detail).toContain("our own");
  expect(receiver.connections()).toBe(0);
});
