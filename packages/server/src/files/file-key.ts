/** Where a file lies: its conversation, and 128 random bits that nobody can guess. */
export interface FileKey {
  readonly conversationId: number;
  readonly secret: string;
}

/** The key as it is handed out. */
export function formatFileKey({ conversationId, secret }: FileKey): string {
  return `${conversationId}.${secret}`;
}

/** The parts of a key, or undefined for anything that could not be one; a path made of the parts stays in its folder. */
export function parseFileKey(key: string): FileKey | undefined {
  const [, id, secret] = FILE_KEY.exec(key) ?? [];
  const conversationId = Number(id);
  if (secret === undefined || !Number.isSafeInteger(conversationId)) return undefined;
  return { conversationId, secret };
}

const FILE_KEY = /^([1-9]\d{0,15})\.([\w-]{22})$/;
