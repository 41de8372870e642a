import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import { parseFormula } from "./parse.ts";
import type { Value } from "./value.ts";

const zones = fc.constantFrom("Europe/Madrid", "America/St_Johns", "Pacific/Auckland", "UTC");
// Close together, so that an hour more or less shows, and around changes of the clocks.
const instants = fc
  .tuple(
    fc.constantFrom("2026-03-29", "2026-10-25", "2026-04-05", "2026-07-01"),
    fc.integer({ min: -48, max: 48 }),
  )
  .map(([day, quarters]) => Date.parse(day) + quarters * 900_000);

/** An instant as an outside service writes it, and as a calendar or a form does. */
const withOffset = (ms: number, offset: "Z" | "+02:00" | "-0330") => {
  const minutes = { Z: 0, "+02:00": 120, "-0330": -210 }[offset];
  return new Date(ms + minutes * 60_000).toISOString().slice(0, 19) + offset;
};
const offsets = fc.constantFrom("Z" as const, "+02:00" as const, "-0330" as const);
const walls = fc
  .tuple(instants, fc.boolean())
  .map(([ms, isDay]) => new Date(ms).toISOString().slice(0, isDay ? 10 : 19));

function computed(source: string, fields: { [name: string]: Value }, zone: string): Value {
  const parsed = parseFormula(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const result = evaluate(parsed.tree, { field: (name) => fields[name], nowMs: 0, zone });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test("comparisons and the arithmetic of dates read a day or a time without an offset in the same zone", () => {
  fc.assert(
    fc.property(zones, walls, instants, offsets, (zone, wall, ms, offset) => {
      const fields = { a: wall, b: withOffset(ms, offset) };
      const seconds = computed("Timestamp(@a) - Timestamp(@b)", fields, zone);
      const order = computed("[@a < @b, @a == @b, @a > @b, @a != @b]", fields, zone);
      expect(order).toEqual([
        Number(seconds) < 0,
        seconds === 0,
        Number(seconds) > 0,
        seconds !== 0,
      ]);
    }),
  );
});
