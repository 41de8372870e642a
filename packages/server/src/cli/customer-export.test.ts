import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";
import { writeCustomer } from "./testing/write-customer.ts";

async function withCustomer(messages: number): Promise<string> {
  const { folder, remove } = await makeInstallation(async (store) => {
    await writeCustomer(store, messages);
  });
  onTestFinished(remove);
  return folder;
}

test("customer export gives fields, all entries in order and the trace, over several pages", async () => {
  const folder = await withCustomer(1_203);
  const { code, out } = await runParley(folder, "customer", "export", "10000001");
  const { customer, fields, entries, trace } = JSON.parse(out);
  expect(code).toBe(0);
  expect(customer).toMatchObject({ id: 10_000_001, channelId: 2_000_001 });
  expect(fields).toEqual({ city: { type: "string", value: "Lisbon" } });
  expect(entries.map((it: { seq: number }) => it.seq)).toEqual(
    Array.from({ length: 1_203 }, (_, index) => index + 1),
  );
  expect(entries.at(-1).entry.message.text).toBe("Message 1203");
  expect(trace).toMatchObject([{ code: "test", message: "A remark" }]);
  expect(out).not.toContain("hash-of-a-secret");
});

test("customer export --out writes a file for its owner alone, and replaces none", async () => {
  const folder = await withCustomer(2);
  const file = join(folder, "ann.json");
  const first = await runParley(folder, "customer", "export", "10000001", "--out", file);
  expect(first).toEqual({ code: 0, out: "", err: "" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8")).entries).toHaveLength(2);
  const second = await runParley(folder, "customer", "export", "10000001", "--out", file);
  expect(second.code).toBe(1);
  expect(second.err).toContain("is there already");
  expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
});

test("customer export names a customer that is not there", async () => {
  const folder = await withCustomer(1);
  const { code, out, err } = await runParley(folder, "customer", "export", "10000002");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("There is no customer 10000002.");
});
