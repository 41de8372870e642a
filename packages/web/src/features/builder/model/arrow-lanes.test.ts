import fc from "fast-check";
import { expect, test } from "vitest";
import { arrange } from "./arrange.ts";
import { arrowLanes, lanesSince } from "./arrow-lanes.ts";
import { cardBoxes } from "./card-box.ts";
import { connect, disconnect } from "./edit-arrows.ts";
import { moveThings, setParams } from "./edit-blocks.ts";
import { chainFlow } from "./testing/chain-flow.ts";

const chain = chainFlow(12);
const wrapped = moveThings(chain, arrange(chain));

test("an arrow that leads on has no lane; one from the end of a row to the next runs between the rows", () => {
  const lanes = arrowLanes(wrapped);
  expect([...lanes.keys()]).toEqual(["b3>success", "b7>success"]);
  const boxes = cardBoxes(wrapped);
  const [above, below] = [boxes.get("b3"), boxes.get("b4")];
  const lane = lanes.get("b3>success") ?? 0;
  expect(lane).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0) + 16);
  expect(lane).toBeLessThan((below?.y ?? 0) - 16);
});

test("two arrows back to different blocks do not run in one lane, two to the same block do", () => {
  const flow = chainFlow(4);
  const apart = arrowLanes(
    connect(
      connect(flow, { block: "b3", output: "success" }, "b0"),
      { block: "b2", output: "x" },
      "b1",
    ),
  );
  expect(new Set(apart.values()).size).toBe(2);
  const together = arrowLanes(
    connect(
      connect(flow, { block: "b3", output: "success" }, "b0"),
      { block: "b2", output: "x" },
      "b0",
    ),
  );
  expect(new Set(together.values()).size).toBe(1);
});

test("wherever blocks stand, arrows back run clear of all cards", () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 2000 }),
    y: fc.integer({ min: 0, max: 900 }),
  });
  fc.assert(
    fc.property(fc.array(place, { minLength: 12, maxLength: 12 }), (places) => {
      const flow = moveThings(chain, new Map(places.map((at, index) => [`b${index}`, at])));
      const boxes = cardBoxes(flow);
      for (const [key, y] of arrowLanes(flow)) {
        const from = boxes.get(key.replace(">success", ""));
        const to = boxes.get(flow.blocks[key.replace(">success", "")]?.next.success ?? "");
        const crossed = [...boxes.values()].filter(
          (box) =>
            box.x < (from?.x ?? 0) + 284 &&
            (to?.x ?? 0) - 24 < box.x + box.width &&
            box.y < y &&
            y < box.y + box.height,
        );
        expect(crossed).toEqual([]);
      }
    }),
  );
});

test("lanes are found anew only when something moves: not while one types", () => {
  const first = lanesSince(null, wrapped);
  const typed = lanesSince(first, setParams(wrapped, "b0", { text: "Line O" }));
  expect(typed.heights).toBe(first.heights);
  const taller = setParams(wrapped, "b4", { text: "Two\nlines" });
  expect(lanesSince(typed, taller).heights).not.toBe(first.heights);
  const moved = moveThings(wrapped, new Map([["b4", { x: 0, y: 800 }]]));
  expect(lanesSince(typed, moved).heights).not.toBe(first.heights);
  const cut = disconnect(wrapped, { block: "b3", output: "success" });
  expect([...lanesSince(typed, cut).heights.keys()]).toEqual(["b7>success"]);
});
