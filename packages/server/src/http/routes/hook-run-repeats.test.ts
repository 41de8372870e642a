import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../../ports/store.ts";
import { StoreBroken } from "../../ports/store-failure.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let hookPath: string;
/** Whether commits of answers fail, as those do that a crash comes before. */
let isFailing: boolean;

const failing = (store: Store): Store => ({
  ...store,
  commit: (commit) =>
    isFailing && !commit.records
      ? Promise.reject(new StoreBroken("The disk fails."))
      : store.commit(commit),
});

beforeEach(async () => {
  isFailing = false;
  server = await openTestServer({ openStore: (ports) => failing(openMemoryStore(ports)) });
  const { channelId, visitor } = await seedPayment(server);
  const { hook } = await server.hooks.manage.create({
    ...{ workspaceId: server.workspace.id, channelId, url: "https://example.org/hook" },
  });
  hookPath = `/v1/channels/${channelId}/message_hooks/${hook.id}/`;
  await visitor.say("one");
  await visitor.say("two");
});
afterEach(() => server.close());

async function owedIn(run: number) {
  const { body } = await askJson(server, "GET", `${hookPath}deliveries/?run=${run}`);
  return (body as { deliveries: { id: string }[] }).deliveries;
}

const ask = (rest: string, body: object, key = "once") =>
  askJson(server, "POST", `${hookPath}${rest}`, body, { "idempotency-key": key });

/** Asks once so that the answer is lost after the deliveries were owed, then twice more. */
async function askThrice(rest: string, body: object) {
  isFailing = true;
  expect((await ask(rest, body)).status).toBe(503);
  isFailing = false;
  expect(server.reports.splice(0)).toEqual([new StoreBroken("The disk fails.")]);
  const owed = await owedIn(1);
  const answers = [await ask(rest, body), await ask(rest, body)];
  expect(await owedIn(1)).toEqual(owed);
  expect(await owedIn(2)).toEqual([]);
  return { owed, answers };
}

test("a resend that is repeated after its answer was lost is owed once", async () => {
  const [newest] = await owedIn(0);
  const { owed, answers } = await askThrice(`deliveries/${newest?.id}/resend/`, {});
  expect(owed.map(({ id }) => id)).toEqual([`${newest?.id}-1`]);
  const told = { status: 202, body: { success: true, delivery_id: `${newest?.id}-1` } };
  expect(answers).toEqual([told, told]);
});

test("a replay that is repeated after its answer was lost goes on as the run that it was", async () => {
  const all = await owedIn(0);
  const { owed, answers } = await askThrice("replay/", { since: 0 });
  expect(owed.map(({ id }) => id)).toEqual(all.map(({ id }) => `${id}-1`));
  const told = { status: 202, body: { success: true, queued: all.length, run: 1 } };
  expect(answers).toEqual([told, told]);
});

test("another request under the same key, or the same one under another, goes on with nothing", async () => {
  isFailing = true;
  await ask("replay/", { since: 0 });
  isFailing = false;
  server.reports.length = 0;
  expect((await ask("replay/", { since: 1 })).body).toMatchObject({ run: 2 });
  expect((await ask("replay/", { since: 0 })).status).toBe(422);
  expect((await ask("replay/", { since: 0 }, "other")).body).toMatchObject({ run: 3 });
});
