import { expect, test } from "vitest";
import { takeEvents } from "./sse.ts";

const stream =
  ':\n\nevent: request\ndata: {"a":1}\n\ndata: one\ndata:two\r\n\r\nevent: missed\ndata: {}';

test("whole events are taken, comments are not events, the beginning of the next one waits", () => {
  const { events, rest } = takeEvents(stream);
  expect(events).toEqual([
    { name: "request", data: '{"a":1}' },
    { name: "message", data: "one\ntwo" },
  ]);
  expect(rest).toBe("event: missed\ndata: {}");
});

test("however a stream is cut into pieces, the same events come out", () => {
  const whole = `${stream}\n\n`;
  const { events: wanted } = takeEvents(whole);
  for (let size = 1; size < 12; size += 1) {
    let rest = "";
    const found = [];
    for (let at = 0; at < whole.length; at += size) {
      const taken = takeEvents(rest + whole.slice(at, at + size));
      found.push(...taken.events);
      rest = taken.rest;
    }
    expect(found).toEqual(wanted);
  }
});
