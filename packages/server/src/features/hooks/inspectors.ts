/**
 * Inspectors: receivers inside Parley that keep what they are sent, to be looked at.
 *
 * An inspector's address is made from its number and the installation's key, so that it holds over restarts and
 * cannot be guessed, without being stored.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { invalidFields } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { Clock } from "../../ports/clock.ts";
import type { IdempotentAnswer, Store } from "../../ports/store.ts";
import { writeRecords } from "../write-records.ts";

/** A receiver, and what it answers. */
export interface Inspector {
  readonly id: number;
  readonly workspaceId: number;
  readonly name: string;
  /** What it answers. */
  readonly status: number;
  /** How long it waits before it answers. */
  readonly delayMs: number;
  readonly createdMs: number;
}

/** What is said of an inspector to be made, or to be changed. */
export interface InspectorSettings {
  readonly name?: string | undefined;
  readonly status?: number | undefined;
  readonly delayMs?: number | undefined;
}

type Seal = (inspector: Inspector) => IdempotentAnswer;

/** The inspectors of an installation. */
export interface Inspectors {
  list(workspaceId: number): Promise<readonly Inspector[]>;
  find(workspaceId: number, id: number): Promise<Inspector | null>;
  create(workspaceId: number, settings: InspectorSettings, seal?: Seal): Promise<Inspector>;
  change(inspector: Inspector, settings: InspectorSettings, seal?: Seal): Promise<Inspector | null>;
  /** `false`: there is no such one any more. */
  delete(inspector: Inspector, seal?: () => IdempotentAnswer): Promise<boolean>;
  /** What names it in its address. */
  nameOf(inspector: Inspector): string;
  /** The inspector whose address has this name; `null` for a name that we did not give. */
  byName(name: string): Promise<Inspector | null>;
}

const mostPerWorkspace = 20;

const Row = z.object({
  id: z.int(),
  name: z.string(),
  status: z.int(),
  delayMs: z.int(),
  createdMs: z.number(),
});
/** What is kept for a workspace. Numbers are never given twice. */
const Kept = z.object({ lastId: z.int(), inspectors: z.array(Row) });
type Kept = z.infer<typeof Kept>;

/** Makes the keeper of inspectors. */
export function createInspectors(ports: {
  readonly store: Store;
  readonly clock: Clock;
  readonly key: Uint8Array;
}): Inspectors {
  const { store, clock } = ports;
  const addressKey = Buffer.from(hkdfSync("sha256", ports.key, "", "parley inspectors", 32));
  const mailbox = createMailbox();

  const settingOf = (workspaceId: number): string => `inspectors.${workspaceId}`;
  async function read(workspaceId: number): Promise<Kept> {
    const text = await store.setting(settingOf(workspaceId));
    return text === null ? { lastId: 0, inspectors: [] } : Kept.parse(JSON.parse(text));
  }
  const write = (workspaceId: number, kept: Kept, answer: IdempotentAnswer | undefined) => {
    const value = JSON.stringify(kept);
    const setting = { kind: "put-setting", name: settingOf(workspaceId), value } as const;
    return writeRecords(store, [setting], answer);
  };
  async function find(workspaceId: number, id: number): Promise<Inspector | null> {
    const row = (await read(workspaceId)).inspectors.find((it) => it.id === id);
    return row ? { ...row, workspaceId } : null;
  }
  function nameOf({ workspaceId, id }: Pick<Inspector, "workspaceId" | "id">): string {
    const mac = createHmac("sha256", addressKey).update(`${workspaceId}.${id}`).digest();
    return `${workspaceId}-${id}-${mac.subarray(0, macBytes).toString("base64url")}`;
  }

  return {
    find,
    nameOf,
    list: async (workspaceId) =>
      (await read(workspaceId)).inspectors.map((row) => ({ ...row, workspaceId })),
    create: (workspaceId, { name = "Inspector", status = 200, delayMs = 0 }, seal) =>
      mailbox.run(workspaceId, async () => {
        const { lastId, inspectors } = await read(workspaceId);
        if (inspectors.length >= mostPerWorkspace)
          throw invalidFields({ name: [`There are at most ${mostPerWorkspace} inspectors.`] });
        const row = { id: lastId + 1, name, status, delayMs, createdMs: clock.nowMs() };
        const made = { ...row, workspaceId };
        const kept = { lastId: row.id, inspectors: [...inspectors, row] };
        await write(workspaceId, kept, seal?.(made));
        return made;
      }),
    change: ({ workspaceId, id }, settings, seal) =>
      mailbox.run(workspaceId, async () => {
        const kept = await read(workspaceId);
        const present = kept.inspectors.find((it) => it.id === id);
        if (!present) return null;
        const given = Object.entries(settings).filter(([, value]) => value !== undefined);
        const row: z.infer<typeof Row> = { ...present, ...Object.fromEntries(given) };
        const changed = { ...row, workspaceId };
        const inspectors = kept.inspectors.map((it) => (it === present ? row : it));
        await write(workspaceId, { ...kept, inspectors }, seal?.(changed));
        return changed;
      }),
    delete: ({ workspaceId, id }, seal) =>
      mailbox.run(workspaceId, async () => {
        const kept = await read(workspaceId);
        const inspectors = kept.inspectors.filter((it) => it.id !== id);
        if (inspectors.length === kept.inspectors.length) return false;
        await write(workspaceId, { ...kept, inspectors }, seal?.());
        return true;
      }),
    byName: async (name) => {
      const [, workspaceId, id] = shape.exec(name) ?? [];
      if (workspaceId === undefined || id === undefined) return null;
      const named = { workspaceId: Number(workspaceId), id: Number(id) };
      return isSame(name, nameOf(named)) ? find(named.workspaceId, named.id) : null;
    },
  };
}

const macBytes = 16;
const shape = /^([1-9]\d{0,14})-([1-9]\d{0,14})-[A-Za-z0-9_-]{22}$/;

function isSame(given: string, own: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(own)];
  return a.length === b.length && timingSafeEqual(a, b);
}
