import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHookRenderer } from "../channels/hook-renderer.ts";
import { createFeatures } from "../features/create-features.ts";
import { createCountedChance, createHandClock } from "../http/testing/hand-ports.ts";
import { createNoFiles } from "../http/testing/no-files.ts";
import { createMemoryHub } from "../hubs/memory/create-memory-hub.ts";
import type { Store } from "../ports/store.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import type { Desk } from "./desk-process.ts";
import { type Demo, startDemo } from "./start-demo.ts";

const clock = createHandClock(Date.UTC(2026, 10, 21, 12));
const chance = createCountedChance();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-demo-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function featuresOn(store: Store) {
  return createFeatures({
    ...{ store, clock, chance, hub: createMemoryHub(() => {}), files: createNoFiles() },
    ...{ key: new Uint8Array(32), publicUrl: () => "http://parley", wakeWorkers: () => {} },
    hookRenderer: createHookRenderer(() => "http://parley"),
  });
}

interface FakeDesks {
  readonly tokens: string[];
  readonly stopped: string[];
  isFailing: boolean;
  start(env: Readonly<Record<string, string>>): Promise<Desk>;
}

/** Desks that only have an address and a token; the usual port is taken. */
function createFakeDesks(): FakeDesks {
  const desks: FakeDesks = {
    ...{ tokens: [], stopped: [], isFailing: false },
    start: async ({ DESK_PORT: port = "", PARLEY_TOKEN: token = "" }) => {
      if (desks.isFailing || port === "8422") throw new Error("no desk today");
      desks.tokens.push(token);
      const url = `http://127.0.0.1:${port === "0" ? 9000 + desks.tokens.length : port}`;
      return { url, stop: async () => void desks.stopped.push(url) };
    },
  };
  return desks;
}

const start = (store: Store, desks: FakeDesks): Promise<Demo | null> =>
  startDemo({
    ...{ url: "http://parley", store, features: featuresOn(store), dataFolder: folder },
    ...{ clock, chance, startDesk: desks.start },
  });

/** A store whose process is killed once it has written `commits` commits. */
function killedAfter(store: Store, commits: number): Store {
  let left = commits;
  return {
    ...store,
    commit: async (commit) => {
      if (left === 0) throw new Error("killed");
      left -= 1;
      return store.commit(commit);
    },
  };
}

async function expectWholeDemo(store: Store, demo: Demo | null, desks: FakeDesks): Promise<void> {
  const features = featuresOn(store);
  const [workspace, ...otherWorkspaces] = await store.workspaces();
  const workspaceId = workspace?.id ?? 0;
  const [channel, ...otherChannels] = await store.channels(workspaceId);
  const [bot, ...otherBots] = await store.bots(workspaceId);
  const tokens = (await store.tokens(workspaceId)).filter(({ revokedMs }) => revokedMs === null);
  expect([otherWorkspaces, otherChannels, otherBots, tokens.length]).toEqual([[], [], [], 1]);
  expect(demo?.chatUrl).toBe(`http://parley/v3/${channel?.token}/index.html`);
  expect(
    JSON.stringify((await store.version(bot?.id ?? 0, bot?.version ?? 0))?.document),
  ).toContain(demo?.deskUrl);
  expect(await features.tokens.verify(desks.tokens.at(-1) ?? "")).toMatchObject({ workspaceId });
  if (!channel) throw new Error("There is no channel.");
  const visitor = { channel, visitorKey: "v", mayBegin: true, customData: {}, facts: {} };
  const outcome = await features.visitorTurns.arrive(visitor);
  expect(outcome.kind === "taken" && outcome.entries.length).toBeGreaterThan(0);
}

test("is completed by the next start, whichever commit of the first was the last", async () => {
  let isKilled = true;
  let interrupted = 0;
  for (let commits = 0; isKilled; commits += 1) {
    const store = openMemoryStore({ clock });
    const desks = createFakeDesks();
    isKilled = await start(killedAfter(store, commits), desks).then(
      () => false,
      () => true,
    );
    if (isKilled) interrupted += 1;
    expect(desks.stopped).toHaveLength(isKilled ? desks.tokens.length : 0);
    await expectWholeDemo(store, await start(store, desks), desks);
    rmSync(join(folder, "payment-desk.token"));
  }
  expect(interrupted).toBe(5);
});

test("is not lost for a desk that did not start", async () => {
  const store = openMemoryStore({ clock });
  const desks = createFakeDesks();
  desks.isFailing = true;
  await expect(start(store, desks)).rejects.toThrow("no desk today");
  desks.isFailing = false;
  const demo = await start(store, desks);
  await expectWholeDemo(store, demo, desks);
});

test("leaves an installation alone that others have begun", async () => {
  const store = openMemoryStore({ clock });
  const workspace = { id: 1, uuid: "u", name: "Ours", createdMs: 1 };
  await store.commit({ records: [{ kind: "put-workspace", workspace }] });
  expect(await start(store, createFakeDesks())).toBeNull();
  expect(await store.setting("demo")).toBeNull();
});
