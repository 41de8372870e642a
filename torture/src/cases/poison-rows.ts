import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "../check/violation.ts";
import { databaseFile } from "../harness/install.ts";
import { sendRequest } from "../load/send-request.ts";
import type { Target } from "../load/target.ts";
import type { CaseResult, TortureCase } from "../torture-case.ts";
import { createProbe } from "./probe.ts";
import { type Hurt, runUnderLoad } from "./run-under-load.ts";

const size = { clients: 2, conversationsPerClient: 3, mostThinkMs: 20 };
const besideMs = 5_000;

/** What is planted in the conversation of one visitor each, and must stop nobody else. */
const poisons: readonly ((db: DatabaseSync, customer: number) => void)[] = [
  (db, id) => db.prepare("UPDATE conversation SET state = 'no JSON' WHERE id = ?").run(id),
  (db, id) => db.prepare("UPDATE conversation SET state = '{}' WHERE id = ?").run(id),
  (db, id) =>
    db
      .prepare("UPDATE conversation SET state = json_set(state, '$.fields', 5) WHERE id = ?")
      .run(id),
  (db, id) =>
    db
      .prepare("UPDATE conversation SET state = json_set(state, '$.version', 77) WHERE id = ?")
      .run(id),
  (db, id) => db.prepare("UPDATE entry SET entry = '{' WHERE conversation_id = ?").run(id),
  (db, id) => plantTask(db, id, "start-timer", "no JSON"),
  (db, id) => plantTask(db, id, "start-timer", "null"),
  (db, id) => plantTask(db, id, "call-http", '{"request": 7}'),
  (db, id) => plantTask(db, id, "unheard-of", "{}"),
];

/** F35: rows that nobody can read, planted by hand. Each stops only its own conversation. */
export const poisonRows: TortureCase = {
  id: "F35",
  title: `${poisons.length} kinds of poison rows`,
  needs: [],
  mostSeconds: 120,
  run: ({ folder, random }) =>
    runUnderLoad({
      ...{ folder, random, size },
      hurt: async (it) => {
        const healthy = await it.live();
        const victims = await Promise.all(poisons.map((_, n) => newVictim(it.target, n)));
        await healthy.stop();
        change(it, (db) => {
          for (const [n, plant] of poisons.entries()) plant(db, victims[n]?.id ?? 0);
        });
        const life = await it.live();
        const result = await lookBeside(it, victims, random);
        const hasDied = life.server.hasEnded();
        await life.stop();
        change(it, (db) => {
          for (const { id } of victims) remove(db, id);
        });
        return hasDied ? { ...result, violations: [died(life.server.complaints())] } : result;
      },
    }),
};

interface Victim {
  readonly id: number;
  readonly say: () => ReturnType<typeof sendRequest>;
}

/** Outside the ledger: nothing is promised to a row that was broken by hand. */
async function newVictim({ url, channelToken }: Target, n: number): Promise<Victim> {
  const headers = { authorization: `Bearer poisoned_visitor_number_${n}_of_all` };
  const body = { channel_token: channelToken, new_visitor: true, message: "echo" };
  const say = () => sendRequest({ method: "POST", url: `${url}/webchat/api/send/`, headers, body });
  const { json, status } = await say();
  if (status !== 200) throw new Error(`A visitor who is to be poisoned was refused: ${status}.`);
  return { id: (json as { readonly customer_id: number }).customer_id, say };
}

async function lookBeside(
  { target }: Hurt,
  victims: readonly Victim[],
  random: Parameters<TortureCase["run"]>[0]["random"],
): Promise<Pick<CaseResult, "figures" | "violations">> {
  const probe = createProbe(target, "v100", random);
  const statuses = await Promise.all(victims.map(({ say }) => say()));
  const [times] = await Promise.all([probe.run(besideMs), sleep(besideMs)]);
  await probe.visitor.act("delay");
  await probe.visitor.act("resume-url");
  const hung = statuses.filter((it) => it.status === 0).length;
  return {
    figures: { "messages beside them": times.length },
    violations: hung > 0 ? [broken(`${hung} poisoned visitors got no answer at all`)] : [],
  };
}

function change({ place }: Hurt, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(databaseFile(place.folder), { enableForeignKeyConstraints: false });
  try {
    work(db);
  } finally {
    db.close();
  }
}

function plantTask(db: DatabaseSync, id: number, kind: string, payload: string): void {
  db.prepare(
    `INSERT INTO task (conversation_id, key, lane, position, kind, due_ms, ready_ms, epoch, attempt, payload)
     VALUES (?, 'poison', 'poison', 1, ?, 0, 0, 0, 0, ?)`,
  ).run(id, kind, payload);
}

const tablesOfConversations = [
  ...["entry", "task", "trace", "turn_log", "webhook_request"],
  ...["insight_turn", "insight_place"],
];

/** As an erasure would: whoever is gone stands nowhere any more. */
const countNoMore = `
  UPDATE insight_count AS own SET count = own.count - 1 FROM insight_place AS place
  WHERE place.conversation_id = ? AND place.block IS NOT NULL AND own.bot_id = place.bot_id
    AND own.kind = iif(place.is_ended, 'ended', 'waiting')
    AND (own.bucket_hours, own.hour) IN (VALUES (0, 0), (1, place.since_ms / 3600000))
    AND own.version = place.version AND own.name = place.block AND own.detail = ''`;

function remove(db: DatabaseSync, id: number): void {
  db.prepare(countNoMore).run(id);
  for (const table of tablesOfConversations)
    db.prepare(`DELETE FROM ${table} WHERE conversation_id = ?`).run(id);
  db.prepare("DELETE FROM conversation WHERE id = ?").run(id);
}

const died = (complaints: string): Violation => broken(`the server ended: ${complaints}`);
const broken = (what: string): Violation => ({
  ...{ invariant: "I20", kind: "other", what, history: [] },
});
