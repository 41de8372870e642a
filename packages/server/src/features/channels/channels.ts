import { AppError } from "../../errors.ts";
import { createMailbox, type Mailbox } from "../../mailbox.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { createLookUps } from "../look-ups.ts";
import { writeRecords } from "../write-records.ts";

export interface NewChannel {
  readonly workspaceId: number;
  readonly name: string;
  readonly type: ChannelRecord["type"];
  readonly botId: number | null;
  readonly settings?: ChannelRecord["settings"];
}

export interface MadeChannel {
  readonly channel: ChannelRecord;
  /** The API channel's own key, shown once; `null` for other types. */
  readonly key: string | null;
}

/** At once when it was asked for lately. */
type Found = ChannelRecord | null | Promise<ChannelRecord | null>;

/** Where people chat. */
export interface Channels {
  list(workspaceId: number): Promise<readonly ChannelRecord[]>;
  find(workspaceId: number, id: number): Promise<ChannelRecord | null>;
  /** A channel of whatever workspace; remembered, as each turn may ask for it. */
  byId(id: number): Found;
  /** Finds a channel by the whole of its public token. */
  byToken(token: string): Found;
  byKey(key: string): Found;
  /** Makes a channel; what `more` gives for it is written with it, as one. */
  create(
    input: NewChannel,
    seal?: (made: MadeChannel) => IdempotentAnswer,
    more?: (made: MadeChannel) => readonly RecordWrite[] | Promise<readonly RecordWrite[]>,
  ): Promise<MadeChannel>;
  /** Changes what is named; of the settings too, only the keys that are given. What `more` gives is written with it. */
  update(
    channel: ChannelRecord,
    change: Partial<Pick<ChannelRecord, "name" | "isActive" | "botId" | "settings">>,
    seal?: (channel: ChannelRecord) => IdempotentAnswer,
    more?: (channel: ChannelRecord) => Promise<readonly RecordWrite[]>,
  ): Promise<ChannelRecord>;
  /** Lets `make` make a bot for a channel: it has to write the channel's record, which it gets for the bot, with the bot itself. */
  bind<T>(
    channel: ChannelRecord,
    make: (bound: (botId: number) => ChannelRecord) => Promise<T>,
  ): Promise<T>;
  /** Drops what is remembered: records were written elsewhere. */
  forget(): void;
}

const mostRemembered = 1_000;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Makes the keeper of channels. */
export function createChannels(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  /** By bot: whether it answers on channels is decided by one at a time. Without it nobody else decides here. */
  readonly bindings?: Mailbox;
}): Channels {
  const { store, clock, chance, bindings = createMailbox() } = ports;
  const known = createLookUps<ChannelRecord>(mostRemembered, () => true);
  const mailbox = createMailbox();
  const withBot = besideArchiving(store, bindings);

  return {
    list: (workspaceId) => store.channels(workspaceId),
    find: async (workspaceId, id) => {
      const channel = await store.channel(id);
      return channel?.workspaceId === workspaceId ? channel : null;
    },
    byId: (id) => known.get(`id ${id}`, () => store.channel(id)),
    byToken: (token) => known.get(token, () => store.channelByToken(token)),
    byKey: (key) => {
      const hash = hashText(key);
      return known.get(`key ${hash}`, () => store.channelByKeyHash(hash));
    },
    create: async (input, seal, more) => {
      await refuseForeignBot(store, input.workspaceId, input.botId);
      const id = await store.reserveIds("channel", 1);
      const nowMs = clock.nowMs();
      const key = input.type === "apichat" ? `parley_ch_${chance.secret(32)}` : null;
      const channel: ChannelRecord = {
        id,
        uuid: chance.uuid(),
        workspaceId: input.workspaceId,
        name: input.name,
        type: input.type,
        isActive: true,
        token: `H-${id}-${code(chance)}`,
        keyHash: key === null ? null : hashText(key),
        botId: input.botId,
        settings: input.settings ?? {},
        createdMs: nowMs,
        updatedMs: nowMs,
      };
      const made = { channel, key };
      const beside = (await more?.(made)) ?? [];
      const records = [{ kind: "put-channel", channel } as const, ...beside];
      await withBot(channel, () => writeRecords(store, records, seal?.(made)));
      return made;
    },
    update: async (seen, change, seal, more) => {
      await refuseForeignBot(store, seen.workspaceId, change.botId ?? null);
      return mailbox.run(seen.id, async () => {
        const present = (await store.channel(seen.id)) ?? seen;
        const settings = { ...present.settings, ...change.settings };
        const channel = { ...present, ...change, settings, updatedMs: clock.nowMs() };
        const beside = (await more?.(channel)) ?? [];
        const write = () =>
          writeRecords(store, [{ kind: "put-channel", channel }, ...beside], seal?.(channel));
        // Its bot may have been deleted while the channel was off, or was not looked at.
        const decides = change.isActive === true || change.botId !== undefined;
        await (decides ? withBot(channel, write) : write());
        known.forget();
        return channel;
      });
    },
    bind: (seen, make) =>
      mailbox.run(seen.id, async () => {
        const present = (await store.channel(seen.id)) ?? seen;
        const made = await make((botId) => ({ ...present, botId, updatedMs: clock.nowMs() }));
        known.forget();
        return made;
      }),
    forget: known.forget,
  };
}

/** Writes a channel with a bot that is there, and is not archived meanwhile. */
function besideArchiving(store: Store, bindings: Mailbox) {
  return ({ botId, workspaceId }: ChannelRecord, write: () => Promise<boolean>) => {
    if (botId === null) return write();
    return bindings.run(botId, async () => {
      await refuseForeignBot(store, workspaceId, botId);
      return write();
    });
  };
}

async function refuseForeignBot(
  store: Store,
  workspaceId: number,
  botId: number | null,
): Promise<void> {
  if (botId === null) return;
  const bot = await store.bot(botId);
  if (bot?.workspaceId === workspaceId && bot.archivedMs === null) return;
  throw new AppError("invalid-body", { fields: { bot_id: [`There is no bot ${botId}.`] } });
}

/** 16 characters of 36, each drawn evenly: 82 bits. */
function code(chance: Chance): string {
  const evenly = alphabet.length * Math.floor(256 / alphabet.length);
  let text = "";
  while (text.length < 16)
    for (const byte of Buffer.from(chance.secret(32), "base64url"))
      if (byte < evenly && text.length < 16) text += alphabet[byte % alphabet.length];
  return text;
}
