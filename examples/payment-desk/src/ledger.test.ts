import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";
import type { NewPayment } from "./payment.ts";

const request: NewPayment = {
  botId: "1",
  blockId: "b",
  customerId: "2",
  name: "Ann",
  email: "ann@example.org",
  amount: null,
  item: null,
  resumeUrl: null,
};

/** A ledger on a disk that takes its time. */
function openLedger() {
  const disk = Promise.withResolvers<void>();
  const journal = { append: () => disk.promise, settled: () => disk.promise };
  let count = 0;
  const newId = (): string => `pay_${++count}`;
  const now = (): Date => new Date(0);
  const urlOf = (id: string): string => `http://desk/payments/${id}`;
  return { disk, ledger: new Ledger({ journal, now, newId, urlOf, mode: "set-go" }, []) };
}

const isSettled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, 20, false)),
  ]);

test("answers neither a request, nor its repeat, nor a decision before the disk has it", async () => {
  const { disk, ledger } = openLedger();
  const key = { key: "k", bodyHash: "h" };
  const first = ledger.create(request, key);
  const repeat = ledger.create(request, key);
  const decision = ledger.decide("pay_1", "paid");
  const other = ledger.decide("pay_1", "declined");
  for (const answer of [first, repeat, decision, other])
    expect(await isSettled(answer)).toBe(false);

  disk.resolve();
  const kinds = (await Promise.all([first, repeat, decision, other])).map(({ kind }) => kind);
  expect(kinds).toEqual(["changed", "unchanged", "changed", "conflict"]);
  expect(ledger.newestFirst()).toHaveLength(1);
});

test("announces a change only once the disk has it", async () => {
  const { disk, ledger } = openLedger();
  const heard: string[] = [];
  ledger.onChange((payment) => heard.push(payment.id));
  const created = ledger.create(request, null);
  expect(heard).toEqual([]);
  disk.resolve();
  await created;
  expect(heard).toEqual(["pay_1"]);
});

test("answers nothing when the disk failed", async () => {
  const { disk, ledger } = openLedger();
  const created = ledger.create(request, null);
  disk.reject(new Error("no space left"));
  await expect(created).rejects.toThrow("no space left");
});

test.each([
  [[{ type: "decided", id: "pay_9" }], "before it was created"],
  [[{ type: "painted", id: "pay_9" }], "Unknown journal entry"],
  [["text"], "Unknown journal entry"],
])("refuses a journal that makes no sense: %j", (history, message) => {
  const { journal, now, newId, urlOf } = {
    journal: { append: async () => undefined, settled: async () => undefined },
    now: () => new Date(0),
    newId: () => "pay_1",
    urlOf: String,
  };
  expect(() => new Ledger({ journal, now, newId, urlOf, mode: "set-go" }, history)).toThrow(
    message,
  );
});
