import { hookMessage } from "@parley/hook-receiver/hook-message";
import { expect, onTestFinished, test } from "vitest";
import { sampleMessage } from "../../hook-receiver/test/signed-request.ts";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { dayOf } from "./day-of.ts";
import { hourOf, openCounts } from "./open-counts.ts";

const hour = 498_000;
const at = hour * 3600 + 0.5;

function message(id: string, changes: object = {}) {
  const sample = sampleMessage({ event_id: id, timestamp: at, ...changes });
  const read = hookMessage({ messages: [sample] });
  if (!read) throw new Error("The sample is no message.");
  return read;
}

function open(folder = temporaryFolder(onTestFinished)) {
  const counts = openCounts(folder);
  onTestFinished(() => counts.close());
  return counts;
}

test("counts by hour, type and sender, and a repeat not at all", () => {
  const counts = open();
  const bot = { id: 1_000_001, name: "Bot", type: "bot" };
  expect(counts.add(message("evt_1"))).toBe(true);
  expect(counts.add(message("evt_1"))).toBe(false);
  counts.add(message("evt_2", { sender: bot, type: "dialog" }));
  counts.add(message("evt_3", { timestamp: at + 3600 }));
  counts.add(message("evt_4", { timestamp: at + 3600 }));
  expect(counts.since(hour)).toEqual([
    { hour, type: "dialog", sender: "bot", messages: 1 },
    { hour, type: "text", sender: "customer", messages: 1 },
    { hour: hour + 1, type: "text", sender: "customer", messages: 2 },
  ]);
  expect([counts.customersSince(hour), counts.customersSince(hour + 2)]).toEqual([1, 0]);
});

test("knows after a restart what it had counted", () => {
  const folder = temporaryFolder(onTestFinished);
  const before = openCounts(folder);
  before.add(message("evt_1"));
  before.close();
  const after = open(folder);
  expect(after.add(message("evt_1"))).toBe(false);
  expect(after.since(0)).toHaveLength(1);
});

test("knows a message again for as long as Parley may replay it, and forgets it then", () => {
  const counts = open();
  counts.add(message("evt_1"));
  counts.add(message("evt_2", { timestamp: at + 30 * 86_400 }));
  expect(counts.add(message("evt_1"))).toBe(false);
  counts.add(message("evt_3", { timestamp: at + 32 * 86_400 }));
  expect(counts.add(message("evt_1"))).toBe(true);
});

test("a day has 24 hours, and rows from the most frequent type down", () => {
  const counts = open();
  for (const id of ["1", "2", "3"]) counts.add(message(id, { type: "text" }));
  counts.add(message("4", { type: "image", timestamp: at - 23 * 3600 }));
  counts.add(message("5", { type: "image", timestamp: at - 24 * 3600 }));
  counts.add(message("6", { type: "event", sender: { id: 0, name: "Landbot", type: "sys" } }));
  const day = dayOf(counts, hourOf(at));
  expect(day.hours.map(({ total }) => total)).toEqual([1, ...Array(22).fill(0), 4]);
  expect(day.types.map(({ type, total }) => [type, total])).toEqual([
    ...[["text", 3] as const, ["event", 1] as const, ["image", 1] as const],
  ]);
  expect(day).toMatchObject({ total: 5, customers: 1, senders: { customer: 4, sys: 1, bot: 0 } });
});
