import { expect, test } from "vitest";
import { sampleBlocks, sampleFlow } from "../testing/sample-insights.ts";
import { readOutline } from "./flow-outline.ts";
import { funnelOf, orderFunnel, tellingOrder } from "./funnel.ts";

const outline = readOutline(sampleFlow);
const none = { kind: null, entered: 0, left: {}, waiting: 0, dropped: 0, ended: 0 };
const rows = funnelOf(outline, sampleBlocks);

test("The funnel goes through the flow as it is told, whatever the order of the file", () => {
  expect(rows.map(({ block }) => block)).toEqual(["hello", "choose", "mail", "bye", "former"]);
});

test("What came and did not go on is lost, except where conversations are meant to end", () => {
  expect(rows.map(({ lost }) => lost)).toEqual([0, 10, 20, 0, 5]);
});

test("More may go on than came in a range: nobody is lost then", () => {
  const counted = [
    {
      ...sampleBlocks[0],
      block: "hello",
      kind: "send_text",
      entered: 1,
      left: { success: 3 },
      waiting: 0,
      dropped: 0,
      ended: 0,
    },
  ];
  expect(funnelOf(outline, counted)[0]).toMatchObject({ wentOn: 3, lost: 0 });
});

test("A message that leads nowhere is an end; a question without a way on still loses who does not answer", () => {
  const short = readOutline({
    start: "city",
    blocks: {
      city: { kind: "ask_text", next: { success: "thanks" } },
      thanks: { kind: "send_text" },
      mail: { kind: "ask_email" },
    },
  });
  const rowsOfShort = funnelOf(short, [
    { ...none, block: "thanks", entered: 4, left: { success: 4 }, ended: 3 },
    { ...none, block: "mail", entered: 4, left: { success: 1 } },
  ]);
  expect(rowsOfShort.map(({ isEnd, lost, ended }) => [isEnd, lost, ended])).toEqual([
    [false, 0, 0],
    [true, 0, 3],
    [false, 3, 0],
  ]);
});

test("Blocks of other versions stand at the end, if anybody came there", () => {
  expect(rows.at(-1)).toMatchObject({
    block: "former",
    name: "Ask for the phone",
    isElsewhere: true,
  });
  const nobody = { ...none, block: "ghost" };
  expect(funnelOf(outline, [nobody]).some(({ block }) => block === "ghost")).toBe(false);
});

test("Those that lose most come first when asked for, equals as they are told", () => {
  const order = orderFunnel(rows, "lost").map(({ block }) => block);
  expect(order).toEqual(["mail", "choose", "former", "hello", "bye"]);
  expect(orderFunnel(rows, "flow")).toBe(rows);
});

test("Shares are of the block that most came to", () => {
  expect(rows.map(({ share }) => share)).toEqual([1, 1, 0.6, 0.7, 0.05]);
});

test("Blocks in a circle are told once, and those that nothing leads to as well", () => {
  const circle = readOutline({
    start: "a",
    blocks: {
      alone: { kind: "close" },
      a: { kind: "send_text", next: { success: "b" } },
      b: { kind: "send_text", next: { success: "a" } },
    },
  });
  expect(tellingOrder(circle)).toEqual(["a", "b", "alone"]);
});
