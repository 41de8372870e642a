import { type Flow, type Installation, loadFlow, restingFlow } from "@parley/flow";
import type { Store } from "../../ports/store.ts";

/** Published flows, ready to run. A version never changes, so it is parsed once. */
export interface Flows {
  /** The version that a conversation runs on: at once when it has run lately, which is nearly always. */
  running(bot: number, version: number): Flow | Promise<Flow>;
  /** The newest published version of a bot; `null` when there is none. */
  newest(bot: number): Promise<Flow | null>;
  /** As `newest`; a bot of another workspace has none. */
  newestOf(workspaceId: number, bot: number): Promise<Flow | null>;
  /** Drops what is remembered of the newest versions: something was published. */
  forgetNewest(): void;
}

interface Newest {
  /** `null`: there is no such bot. */
  readonly workspaceId: number | null;
  /** 0: nothing was published. */
  readonly version: number;
}

/** Makes the cache of loaded flows. */
export function createFlows({
  store,
  installation,
}: {
  readonly store: Store;
  readonly installation: Installation;
}): Flows {
  const resting = restingFlow(installation);
  const loaded = new Map<string, Flow>();
  const loading = new Map<string, Promise<Flow>>();
  const newestVersions = new Map<number, Promise<Newest>>();

  function running(bot: number, version: number): Flow | Promise<Flow> {
    if (bot === 0) return resting;
    const key = `${bot}.${version}`;
    return loaded.get(key) ?? remembered(loading, key, () => load(key, bot, version));
  }

  async function load(key: string, bot: number, version: number): Promise<Flow> {
    const record = await store.version(bot, version);
    if (!record) throw new Error(`Version ${version} of bot ${bot} is not in the store.`);
    const flow = loadFlow(bot, version, record.document, installation);
    if (loaded.size >= mostRemembered) loaded.clear();
    loaded.set(key, flow);
    loading.delete(key);
    return flow;
  }

  function look(bot: number): Promise<Newest> {
    return remembered(newestVersions, bot, async () => {
      const record = await store.bot(bot);
      return { workspaceId: record?.workspaceId ?? null, version: record?.version ?? 0 };
    });
  }

  async function newest(bot: number): Promise<Flow | null> {
    const { version } = await look(bot);
    return version === 0 ? null : running(bot, version);
  }

  async function newestOf(workspaceId: number, bot: number): Promise<Flow | null> {
    const found = await look(bot);
    return found.workspaceId === workspaceId ? newest(bot) : null;
  }

  return { running, newest, newestOf, forgetNewest: () => newestVersions.clear() };
}

const mostRemembered = 1000;

/** Remembers the outcome of a look-up; a failed one is tried again next time. */
function remembered<K, T>(memory: Map<K, Promise<T>>, key: K, look: () => Promise<T>): Promise<T> {
  const known = memory.get(key);
  if (known) return known;
  if (memory.size >= mostRemembered) memory.clear();
  const found = look();
  memory.set(key, found);
  found.catch(() => {
    if (memory.get(key) === found) memory.delete(key);
  });
  return found;
}
