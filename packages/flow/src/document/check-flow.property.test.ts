import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadFlow } from "../engine/flow.ts";
import { checkFlow } from "./check-flow.ts";
import type { FlowProblem } from "./flow-problem.ts";
import { writeFlow } from "./write-flow.ts";

const folder = new URL("../../../../flows/", import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => /^[a-z-]+\.json$/.test(name))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Json);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What an author, an import or an attacker may put in the place of anything. */
const strange = fc.oneof(
  fc.constantFrom<Json>(null, true, -1, 1e308, "", "@", "@{", "(", "a".repeat(70), [], {}),
  fc.constantFrom<Json>(
    "__proto__",
    "constructor",
    "<script>alert(1)</script>",
    "\u0000",
    "\ud800",
  ),
  fc.constantFrom<Json>("{{7*7}}", "../../etc/passwd", "9".repeat(400), "[".repeat(200)),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

const mutation = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replace", "remove", "rename", "copy"),
  value: strange,
  key: fc.constantFrom("start", "kind", "next", "toString", "__proto__", "params", "x y", "1"),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const mutants = fc
  .tuple(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([index, mutations]) => {
    const mutant = structuredClone(examples[index % examples.length] ?? {});
    for (const it of mutations) mutate(mutant, it);
    return mutant;
  });

test("never throws on mutants of valid flows, and what it accepts can be loaded", () => {
  fc.assert(
    fc.property(mutants, (mutant) => {
      const { document, problems } = checkFlow(mutant);
      expect(document !== null || problems.some(isError)).toBe(true);
      expect(problems.every(isComplete)).toBe(true);
      if (document) loadFlow(1, 1, document, { resumeUrl: () => "https://parley.test/" });
    }),
    { numRuns: 3000 },
  );
}, 60_000);

test("reads what it has written: the same document, the same bytes, the same problems", () => {
  fc.assert(
    fc.property(mutants, (mutant) => {
      const { document, problems } = checkFlow(mutant);
      if (!document) return;
      const written = writeFlow(document);
      const again = checkFlow(JSON.parse(written));
      expect(again.document && writeFlow(again.document)).toBe(written);
      expect(sortedText(again.problems)).toEqual(sortedText(problems));
      expect({ ...again.document, layout: null }).toEqual({ ...document, layout: null });
    }),
    { numRuns: 1500 },
  );
}, 60_000);

test("never throws on anything at all", () => {
  const cyclic: { [key: string]: unknown } = { format: 1 };
  cyclic.blocks = cyclic;
  const hostile = {
    get format(): number {
      throw new Error("no");
    },
  };
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );
  for (const input of [cyclic, hostile, proxy, Symbol("x"), 1n, () => 1, new Date(0), [[[]]]])
    expect(checkFlow(input).document).toBeNull();
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withMap: true }), (input) => void checkFlow(input)),
  );
});

const isError = ({ isWarning }: FlowProblem) => !isWarning;
const isComplete = ({ code, message, hint }: FlowProblem) =>
  /^[a-z]+(-[a-z0-9]+)*$/.test(code) && message !== "" && hint !== "";
const sortedText = (problems: readonly FlowProblem[]) =>
  problems.map((it) => JSON.stringify(it)).sort();

/** Changes one of the values in a tree, chosen by number. */
function mutate(root: Json, { at, how, value, key }: Mutation): void {
  const places: (readonly [{ [key: string]: Json }, string])[] = [];
  collect(root, places);
  const [parent, name] = places[at % Math.max(1, places.length)] ?? [];
  if (!parent || name === undefined) return;
  const was = parent[name] ?? null;
  if (how === "replace") put(parent, name, value);
  if (how === "remove" || how === "rename") delete parent[name];
  if (how === "rename" || how === "copy") put(parent, key, was);
}

function collect(value: Json, places: (readonly [{ [key: string]: Json }, string])[]): void {
  if (typeof value !== "object" || value === null) return;
  const parent = value as { [key: string]: Json };
  for (const name of Object.keys(parent)) {
    places.push([parent, name]);
    collect(parent[name] ?? null, places);
  }
}

function put(parent: object, name: string, value: Json): void {
  // As `JSON.parse` does it: `__proto__` becomes a key like any other.
  Object.defineProperty(parent, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
