import { field, parseJson, text } from "../wire/fields.ts";

/** Who this browser is to one channel. The secret is ours alone: it never stands in a URL. */
export type Visitor = {
  secret(): string | null;
  /** The secret, made now where there is none. */
  secretOrNew(): string;
  /** False until the server has said that it knows the secret. */
  isStarted(): boolean;
  /** The server knows this secret; what another tab has put in its place meanwhile is not meant. */
  markStarted(known: string): void;
  /** Forgets the secret that the server refused; one that another tab has put in its place stays. */
  drop(refused: string): void;
};

export type KeyValueStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Where one channel's visitor is kept; the name is the one Landbot's own client uses. */
export function visitorKey(channelToken: string): string {
  return `@landbot/core/storage/${channelToken}`;
}

/** Keeps the visitor in `storage`, shared by all tabs. */
export function createVisitor(
  storage: KeyValueStore,
  channelToken: string,
  randomBytes: (length: number) => Uint8Array,
  nowMs: () => number,
): Visitor {
  const key = visitorKey(channelToken);
  const read = () => parseJson(storage.getItem(key) ?? "");
  const write = (secret: string, isStarted: boolean) =>
    storage.setItem(
      key,
      JSON.stringify({ landbotToken: secret, sessionStarted: isStarted ? "1" : "0" }),
    );
  const secret = () => text(field(read(), "landbotToken")) || null;

  return {
    secret,
    secretOrNew() {
      const known = secret();
      if (known) return known;
      // The time lets the server keep those who came together side by side; what guards is the rest.
      const made = `v${Math.trunc(nowMs()).toString(36)}_${base64Url(randomBytes(24))}`;
      write(made, false);
      return made;
    },
    isStarted: () => secret() !== null && text(field(read(), "sessionStarted")) === "1",
    markStarted(known) {
      if (secret() === known) write(known, true);
    },
    drop(refused) {
      if (secret() === refused) storage.removeItem(key);
    },
  };
}

/** Storage that forgets with the page: for `storage_off`, and for browsers that refuse the other. */
export function createMemoryStorage(): KeyValueStore & { keys(): string[] } {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

/** Bytes as text that may stand anywhere. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
