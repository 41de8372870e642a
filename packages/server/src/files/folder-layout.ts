import { join } from "node:path";
import type { FileKey } from "./file-key.ts";

/** Where everything lies below the data folder: a folder per conversation, and one for what is under way. */
export interface FolderLayout {
  readonly incoming: string;
  conversation(conversationId: number): string;
  data(key: FileKey): string;
  metadata(key: FileKey): string;
  stagedData(key: FileKey): string;
  stagedMetadata(key: FileKey): string;
  /** The name under which a conversation's folder waits to be removed. */
  doomed(key: FileKey): string;
}

/** The layout below one data folder. Paths are made of ids and random keys alone, never of what a visitor sent. */
export function folderLayout(folder: string): FolderLayout {
  const incoming = join(folder, "incoming");
  const staged = ({ conversationId, secret }: FileKey): string =>
    join(incoming, `${checked(conversationId)}.${secret}`);
  const conversation = (conversationId: number): string => join(folder, checked(conversationId));
  const placed = ({ conversationId, secret }: FileKey): string =>
    join(conversation(conversationId), secret);
  return {
    incoming,
    conversation,
    data: (key) => `${placed(key)}${DATA}`,
    metadata: (key) => `${placed(key)}${METADATA}`,
    stagedData: (key) => `${staged(key)}${DATA}`,
    stagedMetadata: (key) => `${staged(key)}${METADATA}`,
    doomed: (key) => `${staged(key)}.removed`,
  };
}

/** The end of the name of a file's bytes. */
export const DATA = ".data";

/** The end of the name of a file's description, which is what makes it a kept file. */
export const METADATA = ".json";

function checked(conversationId: number): string {
  if (Number.isSafeInteger(conversationId) && conversationId > 0) return String(conversationId);
  throw new RangeError(`${conversationId} is not the id of a conversation.`);
}
