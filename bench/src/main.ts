// npm run bench [-- --json] [--quick] [--profile]: what the product reaches on this machine, against bare ceilings taken in the same run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Child, residentBytes } from "./child.ts";
import { rounded } from "./figures.ts";
import { install, readFlowFile, writeFlowFile } from "./installation.ts";
import { report } from "./report.ts";
import { deliveries } from "./scenarios/deliveries.ts";
import { idleStreams } from "./scenarios/idle-streams.ts";
import { parkConversations } from "./scenarios/parked.ts";
import { setGoSeen } from "./scenarios/set-go.ts";
import { visitorTurns } from "./scenarios/visitor-turns.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
  },
});

const times = values.quick
  ? { forMs: 1_500, warmUpMs: 1_000, rounds: 3 }
  : { forMs: 10_000, warmUpMs: 4_000, rounds: 10 };
const parkedCount = values.quick ? 5_000 : 100_000;
const rounds = values.quick ? 300 : 3_000;
const streamCount = values.quick ? 0 : 2_000;
const owedCount = values.quick ? 5_000 : 100_000;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));

say("lead form: 5 turns, 1, 16 and 64 visitors at once …");
const lead = await install("flows/lead-form.json");
const answers = ["Ann Example", "ann@example.org", "A balcony or terrace", "12", "A pond"];
const nodeArgs = values.profile ? ["--cpu-prof", "--cpu-prof-dir=var/profile"] : [];
const turns = await visitorTurns(lead, answers, times, { folder, nodeArgs });

say("deliveries to a hook: as many as there are, soon after, and after an outage …");
const talkative = await install(writeFlowFile(folder, "talkative.json", talkativeFlow()));
const hooked = await deliveries({ talkative, lead, answers, times, owedCount });
talkative.remove();
lead.remove();

say(`Set + Go with ${parkedCount} conversations parked …`);
const loop = await install(writeFlowFile(folder, "loop.json", goFlow()));
const empty = await loop.serve();
const emptyBytes = await idleBytesOf(empty);
await empty.stop();
const parked = await parkConversations(loop, parkedCount);
const server = await loop.serve();
const idleBytes = await idleBytesOf(server);
const setGo = await setGoSeen(loop, server, "seen", rounds);
await server.stop();
const streams = streamCount > 0 ? await idleStreams(loop, streamCount) : null;
loop.remove();
rmSync(folder, { recursive: true, force: true });

const busiest = turns.at.at(-1);
const result = {
  turns_per_s: busiest?.perSecond ?? 0,
  turns_p50_ms: busiest?.p50Ms ?? 0,
  turns_p99_ms: busiest?.p99Ms ?? 0,
  turns_refused: turns.at.reduce((sum, it) => sum + it.refused, 0),
  turns_at: turns.at,
  insert_ceiling_per_s: turns.insertPerSecond,
  echo_ceiling_per_s: turns.echoPerSecond,
  turns_vs_insert_ceiling: turns.againstInserts,
  turns_vs_insert_spread: turns.spread,
  set_go_p50_ms: setGo.p50Ms,
  set_go_p99_ms: setGo.p99Ms,
  parked_conversations: parkedCount,
  parked_bytes_each: parked.bytesEach,
  start_ms: rounded(server.startMs),
  rss_idle_mb: rounded(idleBytes / 1024 / 1024),
  rss_empty_mb: rounded(emptyBytes / 1024 / 1024),
  idle_stream_kb: streams?.kilobytesEach ?? null,
  deliveries_per_s: hooked.perSecond,
  post_ceiling_per_s: hooked.ceilingPerSecond,
  deliveries_vs_post_ceiling: hooked.againstCeiling,
  deliveries_vs_post_spread: hooked.spread,
  hook_lag_p50_ms: hooked.lagP50Ms,
  hook_lag_p99_ms: hooked.lagP99Ms,
  drain_per_s: hooked.drainPerSecond,
};
process.stdout.write(`${report(result)}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);

/** What a server holds some seconds after its start, while nobody talks to it. */
async function idleBytesOf({ pid }: Child): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return residentBytes(pid);
}

/** A bot that has twenty things to say to whatever it hears. */
function talkativeFlow(): Record<string, unknown> {
  const { $schema: _, ...base } = readFlowFile("lead-form.json");
  const said = Array.from({ length: 20 }, (_each, n) => [
    `say${n}`,
    {
      kind: "send_text",
      params: { text: `Thing ${n}: what a bot has to say, in a sentence of usual length.` },
      next: { success: n === 19 ? "ask" : `say${n + 1}` },
    },
  ]);
  const ask = {
    kind: "ask_text",
    params: { text: "Go on?", field: "wish" },
    next: { success: "say0" },
  };
  return {
    ...{ ...base, name: "Talkative", start: "ask", keywords: {}, fields: {}, layout: {} },
    blocks: { ask, ...Object.fromEntries(said) },
  };
}

/** A conversation that waits at a question, and a block that Go sends it to, which says something and waits again. */
function goFlow(): Record<string, unknown> {
  const { $schema: _, ...base } = readFlowFile("lead-form.json");
  return {
    ...base,
    name: "Bench",
    start: "asking",
    keywords: {},
    fields: {},
    layout: {},
    blocks: {
      asking: {
        kind: "ask_text",
        params: { text: "What may we do for you?", field: "wish" },
        next: {},
      },
      seen: {
        kind: "formula",
        params: { formula: 'GetValue(@data, "status")', field: "status" },
        next: { success: "told" },
      },
      told: { kind: "send_text", params: { text: "It is @status." }, next: {} },
    },
  };
}
