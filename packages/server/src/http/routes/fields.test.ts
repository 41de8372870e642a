import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, type Method, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { type Payment, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

const ask = (method: Method, name: string, body?: unknown) =>
  askJson(server, method, `/v1/customers/${payment.customerId}/fields/${name}/`, body);

const shown = (status: number, field: Record<string, unknown>) => ({
  status,
  body: { success: true, field: { extra: {}, ...field } },
});

test("PUT on a missing name creates it with 200; POST creates with 201, and changes with 200", async () => {
  const city = { name: "city", type: "string", value: "Paris" };
  expect(await ask("PUT", "city", { value: "Paris" })).toEqual(shown(200, city));
  expect(await ask("POST", "country", { value: "France" })).toEqual(
    shown(201, { name: "country", type: "string", value: "France" }),
  );
  expect(await ask("POST", "city", { value: "Rome" })).toEqual(
    shown(200, { ...city, value: "Rome" }),
  );
  expect(await ask("GET", "city")).toEqual(shown(200, { ...city, value: "Rome" }));
});

test("of two POSTs of a new name at once, one creates and the other changes", async () => {
  const both = await Promise.all([ask("POST", "n", { value: 1 }), ask("POST", "n", { value: 2 })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
});

test("a field that is not set is 404; deleting is 204 all the same", async () => {
  expect(await ask("GET", "city")).toEqual(notFound);
  expect(await ask("DELETE", "city")).toEqual(gone);
  await ask("PUT", "city", { value: "Paris" });
  expect(await ask("DELETE", "city")).toEqual(gone);
  expect(await ask("GET", "city")).toEqual(notFound);
});

test("infers the type from the value, keeps it while the value fits, and takes another when told", async () => {
  const types = async (value: unknown) => {
    const { body } = await ask("PUT", "fresh", { value });
    await ask("DELETE", "fresh");
    return (body as { field: { type: string } }).field.type;
  };
  expect(await types("text")).toBe("string");
  expect(await types(3)).toBe("integer");
  expect(await types(3.5)).toBe("float");
  expect(await types(true)).toBe("boolean");
  expect(await types({ a: 1 })).toBe("object");
  expect(await types([1, 2])).toBe("object");
  await ask("PUT", "age", { value: 3 });
  expect(await ask("PUT", "age", { value: "4" })).toEqual(
    shown(200, { name: "age", type: "integer", value: 4 }),
  );
  expect(await ask("PUT", "age", { type: "string", value: 5 })).toEqual(
    shown(200, { name: "age", type: "string", value: "5" }),
  );
});

test("type object holds objects and lists", async () => {
  for (const value of [{}, { status: "paid" }, [], [{ a: [1] }]])
    expect(await ask("PUT", "data", { type: "object", extra: {}, value })).toEqual(
      shown(200, { name: "data", type: "object", value }),
    );
});

test("reads numbers and booleans that are written as texts, and refuses what does not fit with its reason", async () => {
  expect(await ask("PUT", "n", { type: "integer", value: "12" })).toEqual(
    shown(200, { name: "n", type: "integer", value: 12 }),
  );
  for (const value of ["true", "True", 1])
    expect(await ask("PUT", "b", { type: "boolean", value })).toEqual(
      shown(200, { name: "b", type: "boolean", value: true }),
    );
  expect(await ask("PUT", "n", { type: "integer", value: "many" })).toEqual({
    status: 422,
    body: { errors: { value: ['Expected a whole number, found the text "many".'] } },
  });
  expect(await ask("GET", "n")).toEqual(shown(200, { name: "n", type: "integer", value: 12 }));
});

test("null clears the field as DELETE does, but with 200", async () => {
  await ask("PUT", "city", { value: "Paris" });
  expect(await ask("PUT", "city", { value: null })).toEqual(
    shown(200, { name: "city", type: "string", value: null }),
  );
  expect(await ask("GET", "city")).toEqual(notFound);
});

test("keeps the writer's note and gives it back, also where a later write has none", async () => {
  const extra = { source: "crm", nested: { a: [1] } };
  expect(await ask("PUT", "city", { value: "Paris", extra })).toEqual(
    shown(200, { name: "city", type: "string", value: "Paris", extra }),
  );
  expect(await ask("PUT", "city", { value: "Rome" })).toMatchObject({ body: { field: { extra } } });
});

test("an empty list is an empty note: PHP writes no members so", async () => {
  const noted = { type: "object", extra: [], value: { status: "paid" } };
  expect(await ask("PUT", "data", noted)).toEqual(
    shown(200, { name: "data", type: "object", value: { status: "paid" }, extra: {} }),
  );
  expect(await ask("PUT", "data", { ...noted, extra: ["x"] })).toEqual({
    status: 422,
    body: { errors: { extra: ["Give an object."] } },
  });
});

test("name, email and phone are written and read here, and are the customer's own", async () => {
  for (const [name, value] of Object.entries({
    name: "Ann B",
    email: "a@b.c",
    phone: "34600111222",
  }))
    expect(await ask("PUT", name, { type: "string", extra: {}, value })).toEqual(
      shown(200, { name, type: "string", value }),
    );
  const { body } = await askJson(server, "GET", `/v1/customers/${payment.customerId}/`);
  expect(body).toMatchObject({ customer: { name: "Ann B", email: "a@b.c", phone: "34600111222" } });
  expect(
    (body as { customer: { custom_fields: object } }).customer.custom_fields,
  ).not.toHaveProperty("email");
});

test("refuses every other key of the customer itself, and names that no field can have", async () => {
  const keys = [
    "id",
    "uuid",
    "channel_id",
    "brand_id",
    "agent_id",
    "archived",
    "blocked",
    "custom_fields",
    "meta_data",
  ];
  for (const name of [
    ...keys,
    "City",
    "a-b",
    "a%20b",
    "é",
    "constructor",
    "__proto__",
    "prototype",
    "x".repeat(65),
  ])
    expect(await ask("PUT", name, { value: 1 })).toMatchObject({
      status: 422,
      body: { errors: { name: [expect.any(String)] } },
    });
  const { body } = await askJson(server, "GET", `/v1/customers/${payment.customerId}/`);
  expect(body).toMatchObject({
    customer: { brand_id: 1, channel_id: payment.channelId, archived: false },
  });
});

test("says which key is missing or wrong, each with a reason", async () => {
  expect(await ask("PUT", "city", {})).toEqual({
    status: 422,
    body: { errors: { value: ["This field is required."] } },
  });
  expect(await ask("PUT", "city", { value: 1, type: "text" })).toMatchObject({
    status: 422,
    body: { errors: { type: [expect.any(String)] } },
  });
  expect(await ask("PUT", "city", { value: 1, extra: "x" })).toEqual({
    status: 422,
    body: { errors: { extra: ["Give an object."] } },
  });
  expect(await ask("PUT", "city", [1])).toMatchObject({
    status: 422,
    body: { errors: { body: [expect.any(String)] } },
  });
});

test("refuses what would make all fields too large, and keeps what was there", async () => {
  await ask("PUT", "big", { value: "x".repeat(100_000) });
  expect(await ask("PUT", "more", { value: "x".repeat(100_000) })).toEqual({
    status: 422,
    body: { errors: { value: ["All fields of a customer may take 160 KiB together"] } },
  });
  expect(await ask("GET", "more")).toEqual(notFound);
});

test("a written value is the customer's own key as soon as the answer is there", async () => {
  await ask("PUT", "data", { type: "object", extra: {}, value: { status: "paid" } });
  const { body } = await askJson(server, "GET", "/v1/customers/");
  expect(body).toMatchObject({ customers: [{ data: { status: "paid" } }] });
});
