import { isDeepStrictEqual } from "node:util";
import type { AuditDeed, AuditDetail, AuditRow } from "../../ports/audit.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";

/** A line without who and when. */
export type Deed = Omit<AuditRow, "actor" | "atMs">;

/** Reads the deeds in a write of one kind. */
export type DeedsOf<W> = (
  write: W,
  store: Store,
  together: readonly RecordWrite[],
) => Promise<readonly Deed[]>;

/** Of writes that nobody looks for later. */
export const nothing = async (): Promise<readonly Deed[]> => [];

/** Makes lines about one subject. */
export const deed =
  (workspaceId: number, subject: string, subjectName: string) =>
  (name: AuditDeed, detail: AuditDetail = {}): Deed => ({
    ...{ workspaceId, deed: name, subject, subjectName, detail },
  });

/** The names of what differs between a record before and after, but for the time of the change. */
export function changedKeys(before: object, after: object): readonly string[] {
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([key, value]) => key !== "updatedMs" && !isDeepStrictEqual(was.get(key), value))
    .map(([key]) => wireName(key));
}

/** As the API calls it: `isEnabled` is `enabled`, `botId` is `bot_id`. */
const wireName = (key: string): string =>
  key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^(?:is|has)_/, "");
