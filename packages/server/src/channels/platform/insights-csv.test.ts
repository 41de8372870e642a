import type { InsightsAnswer } from "@parley/contract";
import { expect, test } from "vitest";
import { blocksCsv, seriesCsv } from "./insights-csv.ts";

type Tables = Pick<InsightsAnswer, "series" | "blocks">;
const tables: Tables = {
  series: [{ at: 1_795_262_400, begun: 1, completed: 2, messages_in: 3, messages_out: 4 }],
  blocks: [
    {
      block: "a",
      kind: "buttons",
      entered: 5,
      left: { tea: 1, "=1+1": 2 },
      waiting: 3,
      dropped: 1,
      ended: 7,
    },
    { block: "b", kind: null, entered: 0, left: {}, waiting: 0, dropped: 0, ended: 0 },
  ],
};

test("writes a point of the series a line", () => {
  expect(seriesCsv(tables).split("\r\n")).toEqual([
    '"at","begun","completed","messages_in","messages_out"',
    '"2026-11-21T12:00:00.000Z",1,2,3,4',
    "",
  ]);
});

test("writes an output of a block a line, as text whatever it is called", () => {
  const names = new Map([["a", { name: "=Drink", options: new Map([["tea", "Green tea"]]) }]]);
  expect(blocksCsv(tables, names).split("\r\n")).toEqual([
    '"block","name","kind","entered","waiting","dropped","ended","output","option","left"',
    `"a","'=Drink","buttons",5,3,1,7,"tea","Green tea",1`,
    `"a","'=Drink","buttons",5,3,1,7,"'=1+1",,2`,
    '"b",,,0,0,0,0,,,',
    "",
  ]);
});
