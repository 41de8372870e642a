import { expect, test } from "vitest";
import { createEmitter } from "./emitter.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("tells the listeners of a name, and no others, what it was given", async () => {
  const { events, emit } = createEmitter();
  const heard: unknown[] = [];
  events.on("new_message", (value) => heard.push(value));
  events.on("init", () => heard.push("init"));
  emit("new_message", { text: "Hi" });
  await settled();
  expect(heard).toEqual([{ text: "Hi" }]);
});

test("tells nobody who has been taken off, whatever the name", async () => {
  const { events, emit } = createEmitter();
  const heard: string[] = [];
  const gone = () => heard.push("gone");
  events.on("constructor", gone);
  events.on("init", gone);
  events.on("init", () => heard.push("here"));
  events.off("constructor", gone);
  events.off("init", gone);
  emit("constructor");
  emit("init");
  await settled();
  expect(heard).toEqual(["here"]);
});
