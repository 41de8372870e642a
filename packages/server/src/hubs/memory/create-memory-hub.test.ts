import { expect, test } from "vitest";
import { createMemoryHub } from "./create-memory-hub.ts";

const news = (conversationId: number) => ({ conversationId, entries: [] });

test("tells the listeners of a conversation and those of all, in order, until they leave", () => {
  const hub = createMemoryHub(() => {});
  const heard: string[] = [];
  const leave = hub.subscribe(1, () => heard.push("one"));
  hub.subscribe(1, () => heard.push("one too"));
  hub.subscribe(2, () => heard.push("two"));
  const leaveAll = hub.subscribeAll(({ conversationId }) => heard.push(`all ${conversationId}`));
  hub.publish(news(1));
  expect(heard.splice(0)).toEqual(["one", "one too", "all 1"]);
  leave();
  leave();
  leaveAll();
  hub.publish(news(1));
  hub.publish(news(3));
  expect(heard).toEqual(["one too"]);
});

test("goes on after a listener that throws, and reports it", () => {
  const reports: unknown[] = [];
  const hub = createMemoryHub((error) => reports.push(error));
  const heard: string[] = [];
  const failure = new Error("cannot listen");
  hub.subscribe(1, () => {
    throw failure;
  });
  hub.subscribe(1, () => heard.push("second"));
  hub.publish(news(1));
  hub.publish(news(1));
  expect([heard, reports]).toEqual([
    ["second", "second"],
    [failure, failure],
  ]);
});

test("lets listeners leave and come while it tells them", () => {
  const hub = createMemoryHub(() => {});
  const heard: string[] = [];
  const leave = hub.subscribe(1, () => {
    heard.push("leaves");
    leave();
  });
  hub.subscribe(1, () => heard.push("stays"));
  hub.publish(news(1));
  hub.subscribe(1, () => heard.push("came"));
  hub.publish(news(1));
  expect(heard).toEqual(["leaves", "stays", "stays", "came"]);
});

test("keeps a new listener who came just after the last one left", () => {
  const hub = createMemoryHub(() => {});
  const heard: string[] = [];
  const leave = hub.subscribe(1, () => {});
  leave();
  hub.subscribe(1, () => heard.push("new"));
  leave();
  hub.publish(news(1));
  expect(heard).toEqual(["new"]);
});
