import { expect, test } from "vitest";
import { formatMessage } from "./format-message.ts";

const customer = { id: 10_000_001, name: "Ann" };
const body = (message: object) =>
  JSON.stringify({
    messages: [
      {
        event_id: "evt_1",
        timestamp: 1_795_262_400.5,
        customer,
        sender: { type: "bot" },
        ...message,
      },
    ],
  });
const words = (message: object) => formatMessage(body(message))?.line.replace(/^.*?bot {7}/, "");

test("a line says when, of whom, by whom and what", () => {
  const shown = formatMessage(
    body({ type: "text", data: { body: "Hi" }, sender: { type: "customer" } }),
  );
  expect(shown).toMatchObject({ eventId: "evt_1", customerId: 10_000_001 });
  expect(shown?.line).toMatch(/^\d\d:\d\d:\d\d {2}10000001 Ann {17} {2}customer {2}Hi$/);
});

test("every type has words", () => {
  expect(words({ type: "button", data: { body: "Yes", payload: "$0" } })).toBe("(button) Yes");
  expect(words({ type: "dialog", data: { body: "Sure?", buttons: ["Yes", "No"] } })).toBe(
    "(dialog) Sure?  ‹Yes · No›",
  );
  expect(words({ type: "image", data: { url: "https://a.b/c.png", caption: "Cat" } })).toBe(
    "(image) Cat https://a.b/c.png",
  );
  expect(words({ type: "event", data: { action: "assign", agent_id: 7 } })).toBe(
    "[assign] agent 7",
  );
  expect(words({ type: "location", data: { latitude: 1.5, longitude: 2 } })).toBe(
    "(location) 1.5, 2",
  );
});

test("the API channel's own envelope is read as well", () => {
  const flat = { type: "text", event_id: "evt_2", timestamp: 1, message: "Hello" };
  const shown = formatMessage(
    JSON.stringify({ messages: [flat], customer, agent: { type: "bot" } }),
  );
  expect(shown?.line).toMatch(/10000001 Ann.*bot {7}Hello$/);
  expect(formatMessage('{"messages":[]}')).toBeNull();
});

test("what somebody typed moves no cursor and begins no line", () => {
  const line = formatMessage(
    body({ type: "text", data: { body: "a\n\u001b[2Jb\u202ec\u2028d" } }),
  )?.line;
  expect(line).toMatch(/a·\[2Jb·c·d$/);
});
