import fc from "fast-check";
import { numberLimit } from "./draw.ts";

const number = fc.nat({ max: numberLimit - 1 });
const flow = fc.array(number, { minLength: 2, maxLength: 8, size: "max" });

/** The numbers that make two bots and the events of one conversation. */
export const cases = fc.record({
  bots: fc.tuple(flow, flow),
  events: fc.array(fc.tuple(number, number, number, number), { maxLength: 10, size: "max" }),
});
