import { field, number, oneOf, parseJson, text } from "../wire/fields.ts";
import { type Outgoing, sayTypes } from "../wire/wire.ts";
import type { KeyValueStore } from "./visitor.ts";

/** What the visitor said and the server has not confirmed, kept over a reload. */
export type Outbox = {
  add(outgoing: Outgoing, atMs: number): void;
  remove(uiKey: string): void;
  /** Oldest first. */
  all(): readonly Outgoing[];
};

export type OutboxStorage = KeyValueStore & { keys(): string[] };

/** One storage key an item: two tabs never write over each other's. */
export function createOutbox(storage: OutboxStorage, channelToken: string): Outbox {
  const prefix = `@parley/outbox/${channelToken}/`;
  const keyOf = (uiKey: string) => prefix + uiKey;

  return {
    add(outgoing, atMs) {
      storage.setItem(keyOf(outgoing.uiKey), JSON.stringify({ ...outgoing, atMs }));
    },
    remove: (uiKey) => storage.removeItem(keyOf(uiKey)),
    all: () =>
      storage
        .keys()
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => readItem(storage.getItem(key)) ?? [])
        .sort((a, b) => a.atMs - b.atMs)
        .map(({ outgoing }) => outgoing),
  };
}

/** A browser's storage under the few names we need; `null` where the browser refuses it. */
export function openStorage(area: () => Storage): OutboxStorage | null {
  try {
    const storage = area();
    storage.setItem("@parley/probe", "1");
    storage.removeItem("@parley/probe");
    return {
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => storage.setItem(key, value),
      removeItem: (key) => storage.removeItem(key),
      keys: () => Object.keys(storage),
    };
  } catch {
    return null;
  }
}

function readItem(stored: string | null): { outgoing: Outgoing; atMs: number } | null {
  const raw = parseJson(stored ?? "");
  const uiKey = text(field(raw, "uiKey"));
  const type = oneOf(sayTypes, field(raw, "type"));
  if (!uiKey || !type) return null;
  const outgoing = {
    uiKey,
    type,
    message: text(field(raw, "message")) ?? "",
    payload: text(field(raw, "payload")),
    url: text(field(raw, "url")),
  };
  return { outgoing, atMs: number(field(raw, "atMs")) ?? 0 };
}
