import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { arrive, type Payment, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

interface Listed {
  readonly total: number;
  readonly customers: readonly { readonly id: number; readonly name: string }[];
}

async function list(query = ""): Promise<Listed> {
  const { status, body } = await askJson(server, "GET", `/v1/customers/${query}`);
  expect(status).toBe(200);
  return body as Listed;
}

const namesIn = ({ customers }: Listed) => customers.map(({ name }) => name);

/** Customers of the web channel, one for each name; "" has none. */
async function comeIn(...names: string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) {
    const visitor = await arrive(server, payment.channelId, `visitor ${name}`);
    if (name !== "") await visitor.say(name);
    ids.push(await visitor.customerId());
  }
  return ids;
}

test("the customer's own keys win over fields of the same name, which stay under custom_fields", async () => {
  const { customerId } = payment;
  const fields = { archived: { type: "string" as const, value: "long ago" } };
  await server.features.advance({
    conversationId: customerId,
    happenings: [{ kind: "set-fields", fields }],
  });
  const { body } = await askJson(server, "GET", `/v1/customers/${customerId}/`);
  expect(body).toMatchObject({
    customer: {
      archived: false,
      custom_fields: {
        archived: { name: "archived", type: "string", extra: {}, value: "long ago" },
      },
    },
  });
});

test("a deleted field is absent, not null, in both of its places", async () => {
  const customer = `/v1/customers/${payment.customerId}`;
  await askJson(server, "PUT", `${customer}/fields/city/`, { value: "Paris" });
  const before = await askJson(server, "GET", customer);
  expect(before.body).toMatchObject({ customer: { city: "Paris", custom_fields: { city: {} } } });
  await askJson(server, "DELETE", `${customer}/fields/city/`);
  const after = (await askJson(server, "GET", customer)).body as {
    customer: { custom_fields: object };
  };
  expect("city" in after.customer).toBe(false);
  expect("city" in after.customer.custom_fields).toBe(false);
});

test("every date has a fraction, also one that falls on a whole second", async () => {
  const visitor = await arrive(server, payment.channelId, "on the second");
  await visitor.say("Bea");
  const answer = await server.ask({ url: `/v1/customers/${await visitor.customerId()}/` });
  for (const key of ["register_date", "last_message", "last_send_date", "last_receive_date"])
    expect(answer.body).toMatch(new RegExp(`"${key}":\\d+\\.\\d+[,}]`));
});

test("a customer without a name is Visitor #<id>, without contacts null", async () => {
  const [id] = await comeIn("");
  const { body } = await askJson(server, "GET", `/v1/customers/${id}/`);
  expect(body).toMatchObject({ customer: { name: `Visitor #${id}`, email: null, phone: null } });
});

test("customers have numbers of 8 digits from 10,000,001, and none is the conversation's", async () => {
  expect(payment.customerId).toBe(10_000_001);
  const { body } = await askJson(server, "GET", `/v1/customers/${payment.customerId}/messages/`);
  expect(body).toMatchObject({ messages: [{ chat: 500_000_001 }, {}, {}] });
});

test("lists in the order of numbers; total counts all, offset and limit choose", async () => {
  const ids = [payment.customerId, ...(await comeIn("Bea", "Cleo", "Dora"))];
  const all = await list();
  expect(all.total).toBe(4);
  expect(all.customers.map(({ id }) => id)).toEqual(ids);
  const part = await list("?offset=1&limit=2");
  expect([part.total, part.customers.map(({ id }) => id)]).toEqual([4, ids.slice(1, 3)]);
  expect((await list("?limit=0")).customers).toEqual([]);
  expect(await list("?offset=50")).toMatchObject({ total: 4, customers: [] });
});

test("falls back where offset and limit are no numbers, and clamps what is out of range", async () => {
  await comeIn(...Array.from({ length: 24 }, (_, at) => `Guest ${at}`));
  const lengths = async (query: string) => (await list(query)).customers.length;
  for (const query of ["", "?limit=abc", "?limit=", "?limit=1.5", "?limit[]=3", "?limit=3&limit=4"])
    expect(await lengths(query)).toBe(20);
  expect(await lengths("?limit=1000000")).toBe(25);
  expect(await lengths("?limit=-5")).toBe(0);
  expect(await lengths("?offset=-3&limit=5")).toBe(5);
  expect(await lengths("?offset=nope&limit=5")).toBe(5);
});

test("searches by how a name, an e-mail or a phone number starts, in upper or lower case", async () => {
  const [bea] = await comeIn("Bea Smith", "beate");
  await askJson(server, "PUT", `/v1/customers/${bea}/fields/email/`, { value: "Bea@Example.org" });
  await askJson(server, "PUT", `/v1/customers/${bea}/fields/phone/`, { value: "34600111222" });
  expect(namesIn(await list("?search=bea"))).toEqual(["Bea Smith", "beate"]);
  expect(namesIn(await list("?search_by=name&search=BEA%20S"))).toEqual(["Bea Smith"]);
  expect(namesIn(await list("?search_by=email&search=bea@"))).toEqual(["Bea Smith"]);
  expect(namesIn(await list("?search_by=phone&search=34600"))).toEqual(["Bea Smith"]);
  expect(namesIn(await list("?search=smith"))).toEqual([]);
  expect((await list("?search=")).total).toBe(3);
  expect(await askJson(server, "GET", "/v1/customers/?search_by=ssn&search=1")).toMatchObject({
    status: 422,
    body: { errors: { search_by: [expect.any(String)] } },
  });
});

test("filters by channel, agent, archive and opt-in; a filter that is no number finds nothing", async () => {
  const [bea] = await comeIn("Bea", "Cleo");
  await askJson(server, "PUT", `/v1/customers/${bea}/assign/`);
  expect(namesIn(await list(`?agent_id=${server.admin.id}`))).toEqual(["Bea"]);
  expect((await list(`?channel_id=${payment.channelId}`)).total).toBe(3);
  for (const query of [
    "?channel_id=1",
    "?channel_id=abc",
    "?agent_id=0",
    "?channel_id=[]",
    "?opt_in=true",
  ])
    expect((await list(query)).total).toBe(0);
  await askJson(server, "PUT", `/v1/customers/${bea}/archive/`);
  expect(namesIn(await list("?archived=true"))).toEqual(["Bea"]);
  expect((await list("?archived=false")).total).toBe(2);
  expect((await list()).total).toBe(2);
});

test("deletes with 204; then the customer, their words and their files are gone, and the next delete is 404", async () => {
  const url = `/v1/customers/${payment.customerId}/`;
  expect(await askJson(server, "DELETE", url)).toEqual(gone);
  expect(await askJson(server, "GET", url)).toEqual(notFound);
  expect(await askJson(server, "GET", `${url}messages/`)).toEqual(notFound);
  expect(await askJson(server, "DELETE", url)).toEqual(notFound);
  expect(server.removedFiles).toContain(payment.customerId);
  const entries = { conversationId: payment.customerId, limit: 10 };
  expect(await server.store.entries(entries)).toEqual([]);
});

test("opt-out is 412 for who never opted in, by either path", async () => {
  const refused = { status: 412, body: { errors: { opt_in: ["The customer has not opted in"] } } };
  for (const path of ["opt_out", "opt_ins"])
    expect(await askJson(server, "DELETE", `/v1/customers/${payment.customerId}/${path}/`)).toEqual(
      refused,
    );
});

test("opt-out takes an opt-in back, once", async () => {
  const before = await server.store.conversation(payment.customerId);
  if (!before) throw new Error("The customer is in the store.");
  const conversation = { ...before, revision: before.revision + 1, isOptedIn: true };
  const nothing = { entries: [], newTasks: [], cancelledTasks: [], trace: [] };
  await server.store.commit({ turn: { conversation, ...nothing } });
  const url = `/v1/customers/${payment.customerId}/opt_out/`;
  expect(await askJson(server, "DELETE", url)).toEqual(gone);
  expect((await server.store.conversation(payment.customerId))?.isOptedIn).toBe(false);
  expect((await askJson(server, "DELETE", url)).status).toBe(412);
});
