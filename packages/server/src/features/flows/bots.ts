import { checkFlow, type FlowDocument, type FlowProblem, loadFlow } from "@parley/flow";
import { AppError } from "../../errors.ts";
import { canonicalJson } from "../../ingest/canonical-json.ts";
import { createMailbox, type Mailbox } from "../../mailbox.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { BotRecord, VersionRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { writeRecords } from "../write-records.ts";

type Seal = (bot: BotRecord) => IdempotentAnswer;

/** What is published where it is not the draft, and by whom. */
interface Publication {
  readonly authorId?: number;
  /** A flow that was published before. */
  readonly document?: FlowDocument;
}

/** Bots: their drafts and their published versions. Archived ones are not found here. */
export interface Bots {
  list(workspaceId: number): Promise<readonly BotRecord[]>;
  find(workspaceId: number, id: number): Promise<BotRecord | null>;
  /** Makes a bot; what `more` gives for it is written with it, as one. */
  create(
    workspaceId: number,
    draft: FlowDocument,
    seal?: Seal,
    more?: (bot: BotRecord) => readonly RecordWrite[],
    savedById?: number | null,
  ): Promise<BotRecord>;
  /** Replaces the draft, if it is still the one that the caller has read. */
  saveDraft(
    bot: BotRecord,
    draft: FlowDocument,
    expectedRevision: number,
    seal?: Seal,
    savedById?: number | null,
  ): Promise<BotRecord>;
  /** Makes the draft, or a flow in its place, the newest version. Conversations keep the one they started on. */
  publish(bot: BotRecord, note: string, seal?: Seal, of?: Publication): Promise<BotRecord>;
  /** Takes it out of every list; conversations that run on its versions go on. Refused while an active channel has it. */
  archive(bot: BotRecord, seal?: Seal): Promise<void>;
  /** Tells whether publishing the draft would change anything. */
  hasChangedDraft(bot: BotRecord): boolean;
  versions(botId: number): Promise<readonly VersionRecord[]>;
  problems(draft: FlowDocument): readonly FlowProblem[];
}

/** Makes the keeper of bots. `onPublish` hears of each new version after it is durable. */
export function createBots(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly onPublish: (botId: number) => void;
  /** By bot: whether it answers on channels is decided by one at a time. Without it nobody else decides here. */
  readonly bindings?: Mailbox;
}): Bots {
  const { store, clock, chance, bindings = createMailbox() } = ports;

  async function write(
    bot: BotRecord,
    expectedRevision: number | null,
    more: readonly RecordWrite[],
    seal?: Seal,
  ): Promise<BotRecord> {
    const records = [{ kind: "put-bot", bot, expectedRevision } as const, ...more];
    const isWritten = await writeRecords(store, records, seal?.(bot));
    if (!isWritten) throw new AppError("stale-revision");
    return bot;
  }

  return {
    list: async (workspaceId) => (await store.bots(workspaceId)).filter(isThere),
    find: async (workspaceId, id) => {
      const bot = await store.bot(id);
      return bot?.workspaceId === workspaceId && isThere(bot) ? bot : null;
    },
    create: async (workspaceId, draft, seal, more, savedById = null) => {
      const nowMs = clock.nowMs();
      const bot: BotRecord = {
        ...{ id: await store.reserveIds("bot", 1), uuid: chance.uuid(), workspaceId },
        ...{ name: draft.name, draft, revision: 1, version: 0 },
        ...{ draftHash: hashOf(draft), publishedHash: "", archivedMs: null },
        ...{ savedById, savedMs: nowMs, createdMs: nowMs, updatedMs: nowMs },
      };
      return write(bot, null, more?.(bot) ?? [], seal);
    },
    saveDraft: (bot, draft, expectedRevision, seal, savedById = null) => {
      const savedMs = clock.nowMs();
      const changes = { name: draft.name, draft, draftHash: hashOf(draft), savedById, savedMs };
      const revision = expectedRevision + 1;
      const saved = { ...bot, ...changes, revision, updatedMs: savedMs };
      return write(saved, expectedRevision, [], seal);
    },
    publish: async (bot, note, seal, { authorId = null, document = bot.draft } = {}) => {
      // The way back stays open: what people have talked to may have what is only checked since then.
      if (document === bot.draft || !canRun(document)) refuseFaulty(document);
      const createdMs = clock.nowMs();
      const [hash, number] = [hashOf(document), bot.version + 1];
      const version = { botId: bot.id, version: number, document, hash, note, authorId, createdMs };
      const isOther = document !== bot.draft;
      const published: BotRecord = {
        ...{ ...bot, name: document.name, draft: document, draftHash: hash, publishedHash: hash },
        ...(isOther && { savedById: authorId, savedMs: createdMs }),
        ...{ version: number, revision: bot.revision + 1, updatedMs: createdMs },
      };
      await write(published, bot.revision, [{ kind: "put-version", version }], seal);
      ports.onPublish(bot.id);
      return published;
    },
    archive: (bot, seal) =>
      bindings.run(bot.id, async () => {
        const channels = await store.channels(bot.workspaceId);
        refuseBound(channels.filter(({ botId, isActive }) => botId === bot.id && isActive));
        const archivedMs = clock.nowMs();
        await write({ ...bot, archivedMs, revision: bot.revision + 1 }, bot.revision, [], seal);
      }),
    hasChangedDraft: ({ version, draft, draftHash, publishedHash }) =>
      version === 0 || (draftHash || hashOf(draft)) !== publishedHash,
    versions: (botId) => store.versions(botId),
    problems: (draft) => checkFlow(draft).problems,
  };
}

const isThere = ({ archivedMs }: BotRecord): boolean => archivedMs === null;

/** As it is stored: JSON has no properties that are undefined. */
function hashOf(document: FlowDocument): string {
  return hashText(canonicalJson(JSON.parse(JSON.stringify(document))));
}

function refuseFaulty(draft: FlowDocument): void {
  const errors = checkFlow(draft).problems.filter((it) => !it.isWarning);
  if (errors.length === 0) return;
  const lines = errors.map((it) => `${it.path}: ${it.message} ${it.hint}`.trim());
  throw new AppError("flow-has-errors", { fields: { flow: lines } });
}

function canRun(document: FlowDocument): boolean {
  try {
    loadFlow(0, 0, document, { resumeUrl: () => "" });
    return true;
  } catch {
    return false;
  }
}

function refuseBound(channels: readonly { readonly id: number; readonly name: string }[]): void {
  if (channels.length === 0) return;
  const names = channels.map(({ id, name }) => `Channel ${id} (${name}) answers with this bot.`);
  throw new AppError("bot-in-use", { fields: { bot_id: names } });
}
