import fc from "fast-check";
import { expect, test } from "vitest";
import { createSseParser, type SseFrame } from "./sse-parser.ts";

const framesOf = (chunks: readonly string[]) => {
  const frames: SseFrame[] = [];
  const feed = createSseParser((frame) => frames.push(frame));
  for (const chunk of chunks) feed(chunk);
  return frames;
};

const stream =
  ':\n\nevent: message\nid: 7\ndata: {"a":1}\n\nevent: state\r\ndata: one\r\ndata:two\r\n\r\n: beat\n\ndata: last\n\n';
const expected = [
  { event: "message", id: "7", data: '{"a":1}' },
  { event: "state", id: "7", data: "one\ntwo" },
  { event: "message", id: "7", data: "last" },
];

test("frames, comments and line ends of every kind are read", () => {
  expect(framesOf([stream])).toEqual(expected);
});

test("it does not matter where the network cuts", () => {
  const cuts = fc.array(fc.nat(stream.length), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, (at) => {
      const edges = [0, ...at.sort((a, b) => a - b), stream.length];
      const chunks = edges.slice(1).map((end, index) => stream.slice(edges[index], end));
      expect(framesOf(chunks)).toEqual(expected);
    }),
  );
});

test("half a frame is no frame", () => {
  expect(framesOf(["event: message\ndata: {"])).toEqual([]);
});
