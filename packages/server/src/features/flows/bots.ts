import { checkFlow, type FlowDocument, type FlowProblem } from "@parley/flow";
import { AppError } from "../../errors.ts";
import { canonicalJson } from "../../ingest/canonical-json.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { BotRecord, VersionRecord } from "../../ports/records.ts";
import type { IdempotentAnswer, RecordWrite, Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { writeRecords } from "../write-records.ts";

/** Bots: their drafts and their published versions. */
export interface Bots {
  list(workspaceId: number): Promise<readonly BotRecord[]>;
  find(workspaceId: number, id: number): Promise<BotRecord | null>;
  /** Makes a bot; what `more` gives for it is written with it, as one. */
  create(
    workspaceId: number,
    draft: FlowDocument,
    seal?: (bot: BotRecord) => IdempotentAnswer,
    more?: (bot: BotRecord) => readonly RecordWrite[],
  ): Promise<BotRecord>;
  /** Replaces the draft, if it is still the one that the caller has read. */
  saveDraft(
    bot: BotRecord,
    draft: FlowDocument,
    expectedRevision: number,
    seal?: (bot: BotRecord) => IdempotentAnswer,
  ): Promise<BotRecord>;
  /** Makes the draft the newest version. Conversations keep the one they started on. */
  publish(
    bot: BotRecord,
    note: string,
    seal?: (bot: BotRecord) => IdempotentAnswer,
  ): Promise<BotRecord>;
  versions(botId: number): Promise<readonly VersionRecord[]>;
  problems(draft: FlowDocument): readonly FlowProblem[];
}

/** Makes the keeper of bots. `onPublish` hears of each new version after it is durable. */
export function createBots(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly onPublish: (botId: number) => void;
}): Bots {
  const { store, clock, chance } = ports;

  async function write(
    bot: BotRecord,
    expectedRevision: number | null,
    more: readonly RecordWrite[],
    seal?: (bot: BotRecord) => IdempotentAnswer,
  ): Promise<BotRecord> {
    const records = [{ kind: "put-bot", bot, expectedRevision } as const, ...more];
    const isWritten = await writeRecords(store, records, seal?.(bot));
    if (!isWritten) throw new AppError("stale-revision");
    return bot;
  }

  return {
    list: (workspaceId) => store.bots(workspaceId),
    find: async (workspaceId, id) => {
      const bot = await store.bot(id);
      return bot?.workspaceId === workspaceId ? bot : null;
    },
    create: async (workspaceId, draft, seal, more) => {
      const nowMs = clock.nowMs();
      const bot: BotRecord = {
        id: await store.reserveIds("bot", 1),
        uuid: chance.uuid(),
        workspaceId,
        name: draft.name,
        draft,
        revision: 1,
        version: 0,
        createdMs: nowMs,
        updatedMs: nowMs,
      };
      return write(bot, null, more?.(bot) ?? [], seal);
    },
    saveDraft: (bot, draft, expectedRevision, seal) => {
      const updatedMs = clock.nowMs();
      const saved = { ...bot, name: draft.name, draft, revision: expectedRevision + 1, updatedMs };
      return write(saved, expectedRevision, [], seal);
    },
    publish: async (bot, note, seal) => {
      refuseFaulty(bot.draft);
      const nowMs = clock.nowMs();
      const version: VersionRecord = {
        botId: bot.id,
        version: bot.version + 1,
        document: bot.draft,
        // As it is stored: JSON has no properties that are undefined.
        hash: hashText(canonicalJson(JSON.parse(JSON.stringify(bot.draft)))),
        note,
        createdMs: nowMs,
      };
      const published: BotRecord = {
        ...bot,
        version: version.version,
        revision: bot.revision + 1,
        updatedMs: nowMs,
      };
      await write(published, bot.revision, [{ kind: "put-version", version }], seal);
      ports.onPublish(bot.id);
      return published;
    },
    versions: (botId) => store.versions(botId),
    problems: (draft) => checkFlow(draft).problems,
  };
}

function refuseFaulty(draft: FlowDocument): void {
  const errors = checkFlow(draft).problems.filter((it) => !it.isWarning);
  if (errors.length === 0) return;
  const lines = errors.map((it) => `${it.path}: ${it.message} ${it.hint}`.trim());
  throw new AppError("flow-has-errors", { fields: { flow: lines } });
}
