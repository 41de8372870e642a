import { expect, test } from "vitest";
import { placeCards } from "../flow/place-cards.ts";
import { sampleBlocks, sampleFlow } from "../testing/sample-insights.ts";
import { readOutline } from "./flow-outline.ts";
import { cardWidthPx, outputMiddlePx, pictureOf } from "./picture.ts";

const outline = readOutline(sampleFlow);
const picture = pictureOf(outline, sampleBlocks);

test("Each output has its count and its share of those who left", () => {
  expect(picture.cards.get("choose")?.outputs).toMatchObject([
    { id: "tea", count: 60, share: 60 / 90 },
    { id: "rum", count: 30, share: 30 / 90 },
  ]);
  expect(picture.cards.get("bye")?.outputs).toEqual([]);
});

test("An output that only another version has is shown, and leads nowhere", () => {
  const counted = [
    {
      block: "hello",
      kind: "send_text",
      entered: 2,
      left: { success: 1, timeout: 1 },
      waiting: 0,
      dropped: 0,
      ended: 0,
    },
  ];
  const outputs = pictureOf(outline, counted).cards.get("hello")?.outputs;
  expect(outputs).toMatchObject([
    { id: "success", share: 0.5 },
    { id: "timeout", to: null, share: 0.5 },
  ]);
});

test("The busiest arrow is the thickest, and one that nobody took the thinnest", () => {
  const widths = new Map(
    picture.arrows.map(({ from, output, widthPx }) => [`${from}/${output}`, widthPx]),
  );
  expect(widths.get("hello/success")).toBe(11);
  expect(widths.get("choose/rum")).toBeCloseTo(1.5 + 9.5 * 0.3);
  const quiet = pictureOf(outline, []);
  expect(new Set(quiet.arrows.map(({ widthPx }) => widthPx))).toEqual(new Set([1.5]));
});

test("A way to a block that is not there is not drawn", () => {
  const broken = readOutline({ blocks: { a: { kind: "send_text", next: { success: "gone" } } } });
  expect(pictureOf(broken, []).arrows).toEqual([]);
});

test("A card is high enough for all of its outputs", () => {
  const card = picture.cards.get("choose");
  expect(card?.heightPx).toBeGreaterThan(outputMiddlePx(1) + 13);
});

test("Cards stand where their author put them", () => {
  const places = new Map([...outline.blocks.keys()].map((id, at) => [id, { x: at * 300, y: 8 }]));
  expect(placeCards({ places }, picture)).toBe(places);
});

test("Without places cards go from left to right along the arrows and do not lie upon each other", () => {
  const places = [...placeCards(outline, picture)];
  const xOf = new Map(places.map(([id, { x }]) => [id, x]));
  const order = ["hello", "choose", "mail", "bye"].map((id) => xOf.get(id) ?? Number.NaN);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  for (const [at, x] of order.slice(1).entries())
    expect(x - (order[at] ?? 0)).toBeGreaterThan(cardWidthPx);
});
