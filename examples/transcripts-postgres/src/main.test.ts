import { expect, onTestFinished, test } from "vitest";
import { startParley } from "../../hook-receiver/test/start-parley.ts";
import { ask } from "../test/ask.ts";
import { startKeeper } from "../test/keeper-process.ts";
import { hasPostgres, startPostgres } from "../test/start-postgres.ts";

/** Without PostgreSQL these are left out; where everything must run (CI) they fail instead. */
const hasNoPostgres = !hasPostgres() && !process.env.PARLEY_TEST_ALL;

const echo = {
  format: 1,
  name: "Echo",
  start: "ask",
  blocks: {
    ask: {
      kind: "ask_text",
      params: { text: "Say on", field: "said" },
      next: { success: "ask" },
    },
  },
};

test.skipIf(hasNoPostgres)(
  "every message of real conversations is kept once, though the keeper is killed again and again",
  async () => {
    const [parley, postgres] = await Promise.all([startParley(echo), startPostgres()]);
    onTestFinished(async () => void (await Promise.all([parley.stop(), postgres.remove()])));
    const query = (sql: string) => ask(postgres.url, sql);

    // A first start, to have a port; the hook is made for it, and its secret is given to the next one.
    const env = { DATABASE_URL: postgres.url, PARLEY_HOOK_SECRET: "whsec_AAAA" };
    const first = await startKeeper(env);
    const { secret } = await parley.addHook(first.url, { name: "Transcripts" });
    await first.end("SIGKILL");
    const again = () => startKeeper({ ...env, PARLEY_HOOK_SECRET: secret, PORT: first.port });
    let keeper = await again();

    const visitors = await Promise.all(Array.from({ length: 5 }, () => parley.visit()));
    for (let round = 0; round < 12; round += 1) {
      await Promise.all(visitors.map((visitor) => visitor.say(`Round ${round} 🛶`)));
      if (round % 4 === 1) {
        await keeper.end("SIGKILL");
        keeper = await again();
      }
    }
    // Each of five people was greeted, and answered twelve times.
    const expected = 5 * 25;
    const count = async () => (await query("select count(*)::int as n from parley_messages"))[0]?.n;
    await expect.poll(count, { timeout: 60_000, interval: 200 }).toBe(expected);
    expect(await query("select * from parley_gaps")).toEqual([]);
    const rows = await query(
      "select customer_id, string_agg(sender, ' ' order by said_at) = string_agg(sender, ' ' order by seq) as same from parley_messages group by 1",
    );
    expect(rows).toHaveLength(5);
    expect(rows.every(({ same }) => same)).toBe(true);
    expect(await keeper.end("SIGTERM")).toBe(0);
  },
  90_000,
);

test("says in one go what is missing, and does not start", async () => {
  await expect(startKeeper({})).rejects.toThrow("No ready line: 1");
});
