import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, done, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { type Payment, seedPayment, transcriptOf } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let customer: string;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
  customer = `/v1/customers/${payment.customerId}`;
});
afterEach(() => server.close());

const news = async () => (await transcriptOf(server, payment.customerId)).slice(3);
const send = (what: string, body: unknown) =>
  askJson(server, "POST", `${customer}/send_${what}/`, body);

async function tokenOf(role: "admin" | "manager" | "agent", name: string) {
  const { workspace, features } = server;
  const agent = await features.agents.create({
    ...{ workspaceId: workspace.id, name, email: `${name}@example.org`, role },
  });
  const made = await features.tokens.create({ workspaceId: workspace.id, agentId: agent.id, name });
  return { agent, headers: { authorization: `Token ${made.secret}` } };
}

const held = {
  status: 412,
  body: { errors: { agent_id: ["The customer is assigned to another agent"] } },
};

test("send_text takes the conversation over: assigned first, then the text, and the bot stops", async () => {
  expect(await send("text", { message: "Hello from Pau", extra: { sender: "agent" } })).toEqual(
    done,
  );
  await payment.visitor.say("callback");
  expect(await news()).toEqual(["[assign]", "agent: Hello from Pau", "customer: callback"]);
  const { body } = await askJson(server, "GET", customer);
  expect(body).toMatchObject({ customer: { agent_id: server.admin.id } });
});

test("takeover false says something and leaves the bot its conversation", async () => {
  expect(await send("text", { message: "Just so you know", takeover: false })).toEqual(done);
  const { body } = await askJson(server, "GET", customer);
  expect(body).toMatchObject({ customer: { agent_id: null } });
});

test("says a number that was sent as one: codes and order numbers are", async () => {
  expect(await send("text", { message: 481516 })).toEqual(done);
  expect(await news()).toContain("agent: 481516");
});

test("sends images and places, coordinates also as digits", async () => {
  expect(await send("image", { url: "https://example.org/a.png", caption: "A" })).toEqual(done);
  expect(await send("location", { latitude: "41.39", longitude: 2.15 })).toEqual(done);
  const { body } = await askJson(server, "GET", `${customer}/messages/?after_seq=4`);
  expect(body).toMatchObject({
    messages: [
      { type: "image", data: { url: "https://example.org/a.png", caption: "A" } },
      { type: "location", data: { latitude: 41.39, longitude: 2.15 } },
    ],
  });
});

test("says what is missing and what is wrong", async () => {
  const required = ["This field is required."];
  const fields = async (what: string, body: unknown) => {
    const answer = await send(what, body);
    expect(answer.status).toBe(422);
    return (answer.body as { errors: unknown }).errors;
  };
  expect(await fields("text", {})).toEqual({ message: required });
  expect(await fields("text", { message: "" })).toEqual({
    message: ["This field may not be blank."],
  });
  expect(await fields("text", { message: ["5"] })).toEqual({ message: [expect.any(String)] });
  expect(await fields("text", { message: "é".repeat(20_000) })).toEqual({
    message: ["A message has at most 32 KiB."],
  });
  expect(await fields("image", {})).toEqual({ url: required });
  expect(await fields("location", {})).toEqual({ latitude: required, longitude: required });
  for (const url of [
    "javascript:alert(1)",
    "ftp://a/b",
    "data:image/png;base64,AA",
    "/a.png",
    "https://",
  ])
    expect(await fields("image", { url })).toEqual({ url: ["Give an http or https address."] });
  expect(await fields("location", { latitude: 91, longitude: "x" })).toEqual({
    latitude: [expect.any(String)],
    longitude: ["Give a number from -180 to 180."],
  });
  expect(await fields("template", {})).toEqual({ template_id: required });
  expect(await news()).toEqual([]);
});

test("templates are for WhatsApp only", async () => {
  expect(await send("template", { template_id: 123, template_language: "en" })).toEqual({
    status: 412,
    body: { errors: { channel_id: ["Templates can only be sent on a WhatsApp channel"] } },
  });
});

test("nothing is sent to a blocked customer or on a channel that is off", async () => {
  await askJson(server, "PUT", `${customer}/block/`);
  expect(await send("text", { message: "x" })).toEqual({
    status: 412,
    body: { errors: { customer_id: ["You can't send message to this customer"] } },
  });
  await askJson(server, "PUT", `${customer}/unblock/`);
  await askJson(server, "PATCH", `/v1/channels/${payment.channelId}/`, { active: false });
  expect(await send("text", { message: "x" })).toEqual({
    status: 412,
    body: { errors: { channel_id: ["The channel is not active"] } },
  });
});

test("an archived customer is written to, and comes back", async () => {
  await askJson(server, "PUT", `${customer}/archive/`);
  expect(await send("text", { message: "Still there?" })).toEqual(done);
  expect(await news()).toEqual(["[archive]", "[unarchive]", "[assign]", "agent: Still there?"]);
});

test("who is refused because another agent holds the customer unassigns, assigns and sends again", async () => {
  const eva = await tokenOf("agent", "eva");
  await askJson(server, "PUT", `${customer}/assign/${eva.agent.id}/`);
  expect(await send("text", { message: "Hi" })).toEqual(held);
  expect(await askJson(server, "PUT", `${customer}/unassign/`)).toEqual(done);
  expect(await askJson(server, "PUT", `${customer}/assign/`)).toEqual(done);
  expect(await send("text", { message: "Hi" })).toEqual(done);
  expect(await news()).toEqual(["[assign]", "[unassign]", "[assign]", "agent: Hi"]);
});

test("an agent cannot let go of, archive or take what another holds; admins can, and force takes it in one call", async () => {
  const eva = await tokenOf("agent", "eva");
  await askJson(server, "PUT", `${customer}/assign/`);
  for (const path of ["unassign", "archive", "assign", `assign/${eva.agent.id}`])
    expect(await askJson(server, "PUT", `${customer}/${path}/`, undefined, eva.headers)).toEqual(
      held,
    );
  const forced = `${customer}/assign/?force=1`;
  expect(await askJson(server, "PUT", forced, undefined, eva.headers)).toEqual(done);
  const manager = await tokenOf("manager", "mo");
  expect(await askJson(server, "PUT", `${customer}/archive/`, undefined, manager.headers)).toEqual(
    done,
  );
  expect(await news()).toEqual(["[assign]", "[unassign]", "[assign]", "[unassign]", "[archive]"]);
});

test("what is so already is done again without an event", async () => {
  for (const path of [
    "assign",
    "assign",
    "unassign",
    "unassign",
    "archive",
    "archive",
    "unarchive",
    "unarchive",
    "block",
    "block",
    "unblock",
    "unblock",
  ])
    expect(await askJson(server, "PUT", `${customer}/${path}/`)).toEqual(done);
  expect(await news()).toEqual([
    "[assign]",
    "[unassign]",
    "[archive]",
    "[unarchive]",
    "[block]",
    "[unblock]",
  ]);
});

test("nobody is assigned to an agent who does not exist or is inactive", async () => {
  const eva = await tokenOf("agent", "eva");
  await askJson(server, "DELETE", `/v1/agents/${eva.agent.id}/`);
  for (const id of [eva.agent.id, 7, "0", "nope"])
    expect(await askJson(server, "PUT", `${customer}/assign/${id}/`)).toEqual(notFound);
});

test("a transcript tells every entry in order, with who, when and what", async () => {
  await askJson(server, "PUT", `${customer}/assign/`);
  const { body } = await askJson(server, "GET", `${customer}/messages/`);
  const { messages } = body as { messages: { seq: number; timestamp: number; samurai?: number }[] };
  expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(messages[1]).toEqual({
    id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    seq: 2,
    type: "text",
    message: "Ann",
    message_datetime: "2026-11-21 12:00:00",
    timestamp: expect.any(Number),
    chat: 500_000_001,
    sender: { id: payment.customerId, name: "Ann", type: "customer" },
    author_type: "user",
    data: { body: "Ann" },
    payload: null,
  });
  expect(messages[2]).toMatchObject({
    author_type: "bot",
    samurai: -payment.botId,
    sender: { id: payment.botId, name: "Site", type: "bot" },
  });
  expect(messages[3]).toMatchObject({
    type: "event",
    message: String(server.admin.id),
    author_type: "sys",
    samurai: 0,
    sender: { id: 0, name: "Landbot", type: "sys" },
    data: { action: "assign", agent_id: server.admin.id },
  });
  const times = messages.map(({ timestamp }) => timestamp);
  expect(new Set(times).size).toBe(4);
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  expect(times.every((time) => time % 1 !== 0)).toBe(true);
});

test("a part of a transcript is chosen by limit, offset and after_seq", async () => {
  const seqs = async (query: string) => {
    const { body } = await askJson(server, "GET", `${customer}/messages/${query}`);
    return (body as { messages: { seq: number }[] }).messages.map(({ seq }) => seq);
  };
  expect(await seqs("?limit=2")).toEqual([1, 2]);
  expect(await seqs("?limit=2&offset=1")).toEqual([2, 3]);
  expect(await seqs("?after_seq=2")).toEqual([3]);
  expect(await seqs("?after_seq=3&limit=5")).toEqual([]);
  expect(await seqs("?limit=nope&offset=-4")).toEqual([1, 2, 3]);
});
