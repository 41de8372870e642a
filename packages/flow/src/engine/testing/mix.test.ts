import { expect, test } from "vitest";
import { blockKinds } from "../../blocks/catalogue.ts";
import type { Event } from "../../conversation/event.ts";
import type { Refusal } from "../../conversation/step.ts";
import { mixedKinds } from "./flow-mix.ts";
import { mixedTypes } from "./message-mix.ts";
import { tallySample } from "./sample.ts";

// A mix that gets nowhere proves nothing, however often it runs: what is counted here is what it gets to.
const tally = tallySample(1500);

test("has every kind of block that there is", () => {
  expect(mixedKinds.toSorted()).toEqual(blockKinds.map(({ kind }) => kind).toSorted());
});

test("comes to every kind of block, again and again", () => {
  expect(rarerThan(30, "entered", mixedKinds)).toEqual([]);
});

test("leaves every kind of block by every output that it has, and by no other", () => {
  const outputs = namesOf("has");
  expect(rarerThan(1, "left", outputs)).toEqual([]);
  expect(namesOf("left")).toEqual([...outputs, "jump jump"].toSorted());
});

test("goes on often where somebody else had to answer", () => {
  const ways = ["wait resumed", "wait timeout", "webhook success", "webhook failure"];
  expect(rarerThan(30, "left", [...ways, "human_takeover assigned"])).toEqual([]);
});

/** How often each kind of event changes something at least; by kind, so that a new one has to be thought of. */
const leastTaken: { readonly [K in Event["kind"]]: number } = {
  start: 200,
  "customer-message": 500,
  "agent-message": 50,
  "set-fields": 20,
  facts: 20,
  go: 100,
  resume: 100,
  "http-answered": 60,
  "timer-fired": 150,
  "handed-over": 30,
  assign: 50,
  unassign: 30,
  archive: 20,
  unarchive: 5,
  block: 20,
  unblock: 20,
};

test("has every kind of event taken often, and not only refused or dropped as late", () => {
  const rare = Object.entries(leastTaken).flatMap(([kind, least]) =>
    rarerThan(least, "taken", [kind]),
  );
  expect(rare).toEqual([]);
});

test("has outside calls answered in every way, mostly in time", () => {
  expect(rarerThan(5, "answered", ["failed", "200", "201", "404", "500"])).toEqual([]);
  expect(count("taken http-answered")).toBeGreaterThan(count("traced late-answer"));
});

test("has customers say messages of every type", () => {
  expect(rarerThan(20, "said", mixedTypes)).toEqual([]);
});

/** Every reason to refuse an event. */
const refusals: { readonly [R in Refusal]: true } = {
  "unknown-block": true,
  "not-at-block": true,
  blocked: true,
  archived: true,
  held: true,
  "unknown-ticket": true,
  "used-ticket": true,
  "expired-ticket": true,
  "too-many-fields": true,
  "unfit-value": true,
};

test("runs into every refusal and every limit, and takes up what was kept", () => {
  expect(rarerThan(1, "refused", Object.keys(refusals))).toEqual([]);
  const limits = ["endless-loop", "missing-block", "answer-not-kept", "field-refused"];
  expect(rarerThan(1, "traced", limits)).toEqual([]);
  expect(rarerThan(3, "taken-up", ["http-answered", "timer-fired", "handed-over"])).toEqual([]);
});

/** Those that were counted less often, each with its count. */
function rarerThan(least: number, word: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => `${word} ${name}`)
    .filter((label) => count(label) < least)
    .map((label) => `${label}: ${count(label)}`);
}

function count(label: string): number {
  return tally.get(label) ?? 0;
}

function namesOf(word: string): readonly string[] {
  const start = `${word} `;
  const labels = [...tally.keys()].filter((label) => label.startsWith(start));
  return labels.map((label) => label.slice(start.length)).toSorted();
}
