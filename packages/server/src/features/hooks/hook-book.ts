import type { Author, Entry } from "@parley/flow";
import type { HookRecord } from "../../ports/hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";

/** Who writes, as far as hooks tell of them beyond their entry. */
export interface Person {
  readonly uuid: string;
  readonly email: string | null;
}

/** A channel that somebody listens to. */
export interface Audience {
  readonly channel: ChannelRecord;
  readonly hooks: readonly HookRecord[];
  /** Agents and bots as far as they were met; `null`: there is no such one. */
  readonly people: ReadonlyMap<string, Person | null>;
}

/** Who listens to which channel. A copy of what is stored, to be asked in every turn. */
export interface HookBook {
  /** Who listens; at once where that is remembered. `null`: nobody. */
  audience(channelId: number): Audience | null | Promise<Audience | null>;
  /** The same audience once it knows everybody who wrote these entries; at once where it does. */
  introduce(
    audience: Audience,
    entries: readonly { readonly entry: Entry }[],
  ): Audience | Promise<Audience>;
  /** Something that hooks tell of has changed, or may have: hooks, channels, agents. */
  forget(): void;
}

const mostChannels = 1_000;

/** Makes the book. What is remembered of it is bounded and dropped as a whole. */
export function createHookBook(
  store: Pick<Store, "hooks" | "channel" | "agents" | "bot">,
): HookBook {
  const known = new Map<number, Audience | null | Promise<Audience | null>>();

  function look(channelId: number): Promise<Audience | null> {
    const looking = findAudience(store, channelId);
    if (known.size >= mostChannels) known.clear();
    known.set(channelId, looking);
    // Whoever looked before something changed remembers nothing: by then another look is under way, or none.
    const keep = (found?: Audience | null) => {
      if (known.get(channelId) !== looking) return;
      if (found === undefined) known.delete(channelId);
      else known.set(channelId, found);
    };
    looking.then(keep, () => keep());
    return looking;
  }

  return {
    audience: (channelId) => {
      const found = known.get(channelId);
      return found === undefined ? look(channelId) : found;
    },
    introduce: (audience, entries) => {
      const strangers = entries.flatMap(({ entry: { author } }) =>
        isPerson(author) && !audience.people.has(personKey(author)) ? [author] : [],
      );
      return strangers.length === 0 ? audience : meet(store, known, audience, strangers);
    },
    forget: () => known.clear(),
  };
}

/** Names an agent or a bot among all people. */
export const personKey = ({ kind, id }: Author): string => `${kind}.${id}`;

const isPerson = ({ kind }: Author): boolean => kind === "agent" || kind === "bot";

async function findAudience(
  store: Pick<Store, "hooks" | "channel">,
  channelId: number,
): Promise<Audience | null> {
  const hooks = await store.hooks(channelId);
  const channel = hooks.length === 0 ? null : await store.channel(channelId);
  return channel && { channel, hooks, people: new Map() };
}

async function meet(
  store: Pick<Store, "agents" | "bot">,
  known: Map<number, unknown>,
  audience: Audience,
  strangers: readonly Author[],
): Promise<Audience> {
  const people = new Map(audience.people);
  const { workspaceId, id } = audience.channel;
  if (strangers.some(({ kind }) => kind === "agent"))
    for (const agent of await store.agents(workspaceId))
      people.set(personKey({ kind: "agent", ...agent }), agent);
  for (const author of strangers) {
    if (people.has(personKey(author))) continue;
    const bot = author.kind === "bot" ? await store.bot(author.id) : null;
    people.set(personKey(author), bot && { uuid: bot.uuid, email: null });
  }
  const introduced = { ...audience, people };
  if (known.get(id) === audience) known.set(id, introduced);
  return introduced;
}
