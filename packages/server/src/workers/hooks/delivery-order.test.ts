import fc from "fast-check";
import { expect, test } from "vitest";
import type { HookOrdering } from "../../ports/hooks.ts";
import { answered, type Call, failed, settle, startByHand } from "./testing/hand-dispatch.ts";

type Step =
  | { readonly kind: Saying; readonly conversation: number; readonly count: number }
  | { readonly kind: "pass"; readonly ms: number }
  | { readonly kind: "mood"; readonly mood: Mood }
  | { readonly kind: "turn-clock"; readonly ms: number }
  | { readonly kind: "restart" };

/** "say-elsewhere": it is committed, but as after an error of the disk the store only tells of it with what comes next. */
type Saying = "say" | "say-elsewhere";

/** How the receiver is: what it answers to its n-th request. */
const moods = {
  well: () => answered(200),
  poorly: (n: number) => answered(n % 3 === 0 ? 500 : 200),
  down: () => failed("connect", false),
  absentMinded: (n: number) => (n % 4 === 0 ? null : answered(200)),
  choosy: (n: number) => answered(n % 2 === 0 ? 422 : 200),
  silent: () => failed("timeout", true),
  dying: (n: number) => (n % 5 === 0 ? failed("reset", true) : answered(200)),
};
type Mood = keyof typeof moods;
const allMoods = Object.keys(moods).filter((name): name is Mood => Object.hasOwn(moods, name));

const hourMs = 3_600_000;
const kind = <K extends string>(name: K) => fc.constant(name);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom<Saying>("say", "say", "say-elsewhere"),
      conversation: fc.integer({ min: 1, max: 6 }),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind("pass"), ms: fc.integer({ min: 10, max: 20_000 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind("mood"), mood: fc.constantFrom(...allMoods) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind("turn-clock"),
      ms: fc.constantFrom(-hourMs, -60_000, hourMs),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind("restart") }) },
);

/** Runs the steps, then lets the receiver be well until everything has had its time; gives what succeeded, in order. */
async function runSteps(steps: readonly Step[], ordering: HookOrdering) {
  const product = await startByHand([{ ordering }]);
  const succeeded: string[] = [];
  const owed: string[] = [];
  const state: { mood: Mood; count: number } = { mood: "well", count: 0 };
  product.egress.script.reply = (call: Call) => {
    state.count += 1;
    const answer = moods[state.mood](state.count);
    if (answer?.kind === "answered" && answer.status === 200) succeeded.push(call.name);
    return answer;
  };
  const said = new Map<number, number>();
  const note = ({ conversation, count }: Extract<Step, { kind: Saying }>) => {
    const before = said.get(conversation) ?? 0;
    said.set(conversation, before + count);
    for (let n = 1; n <= count; n += 1) owed.push(`${conversation}.${before + n}`);
  };
  const take = async (one: Step): Promise<void> => {
    if (one.kind === "mood") state.mood = one.mood;
    else if (one.kind === "pass") await product.pass(one.ms, 500);
    else if (one.kind === "turn-clock") product.clock.set(one.ms);
    else if (one.kind === "restart") await product.restart();
    else await speak(product, one).then(() => note(one));
  };
  for (const one of steps) await take(one);
  product.notice();
  state.mood = "well";
  for (const call of [...product.egress.open]) call.fail("timeout", true);
  const backMs = -sum(steps.map((it) => (it.kind === "turn-clock" ? Math.min(it.ms, 0) : 0)));
  await product.pass(3 * hourMs + backMs, 30_000);
  return { product, owed, first: [...new Set(succeeded)] };
}

async function speak(
  product: Awaited<ReturnType<typeof startByHand>>,
  { kind, conversation, count }: Extract<Step, { kind: Saying }>,
): Promise<void> {
  if (kind === "say-elsewhere") return void (await product.commit(conversation, count));
  const writes = await product.commit(conversation, count);
  // As the writer has it: first that there is more, then the answer to what stands behind it.
  product.notice();
  product.dispatcher.offer(writes);
  await settle();
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, it) => all + it, 0);

/** Which of a lane had not succeeded when this one did, though they come before it. */
function overtaken(first: readonly string[], at: number): readonly [number, number][] {
  const [conversation = 0, seq = 0] = (first[at] ?? "").split(".").map(Number);
  const before = new Set(first.slice(0, at));
  return Array.from({ length: seq - 1 }, (_, n): [number, number] => [conversation, n + 1]).filter(
    ([, earlier]) => !before.has(`${conversation}.${earlier}`),
  );
}

test.each(["auto", "strict"] as const)(
  "loses nothing and keeps the order (%s), but for releases that the log shows, through any failures, hangs and crashes",
  async (ordering) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const { product, owed, first } = await runSteps(steps, ordering);
        expect(first.toSorted()).toEqual(owed.toSorted());
        for (const at of first.keys())
          for (const [conversation, seq] of overtaken(first, at)) {
            expect(ordering).toBe("auto");
            expect((await product.find(conversation, seq))?.isReleased).toBe(true);
          }
        const rows = await product.store.deliveries({ hookId: 1, offset: 0, limit: 1_000 });
        expect(rows.rows.filter(({ status }) => status !== "ok")).toEqual([]);
        await product.dispatcher.stop(0);
      }),
      { numRuns: 30 },
    );
  },
  120_000,
);

test("what nobody told of goes before what is told of next", async () => {
  const { commit, dispatcher, notice, say, egress, names } = await startByHand([
    { ordering: "strict" },
  ]);
  egress.script.reply = () => answered(200);
  await say(9);
  await commit(1);
  const writes = await commit(1);
  notice();
  dispatcher.offer(writes);
  await settle();
  expect(names()).toEqual(["9.1", "1.1", "1.2"]);
});
