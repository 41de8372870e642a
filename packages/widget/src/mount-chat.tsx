import { render } from "preact";
import { createOutbox, openStorage } from "./model/outbox.ts";
import { createSession, type Session } from "./model/session.ts";
import { base64Url, createMemoryStorage, createVisitor, visitorKey } from "./model/visitor.ts";
import { adoptStyles } from "./style/adopt-styles.ts";
import { createWords, directionOf } from "./text/words.ts";
import { schemeOf, themeTokens } from "./theme/theme.ts";
import { App } from "./view/app.tsx";
import type { Chat, Placement } from "./view/chat-context.ts";
import type { ChatConfig } from "./wire/config.ts";
import type { Message } from "./wire/message.ts";
import { type Upload, upload } from "./wire/upload.ts";
import { createWire } from "./wire/wire.ts";

export type MountOptions = {
  readonly config: ChatConfig;
  /** The server's scheme and host. */
  readonly origin: string;
  readonly placement: Placement;
  readonly canClose: boolean;
  readonly pageUrl: () => string;
  readonly onClose: () => void;
  readonly onNewMessage: (message: Message) => void;
  /** How the wire is spoken; without it, with the server. */
  readonly fetch?: typeof fetch;
  readonly upload?: Upload;
};

/** Draws the chat into this document and starts it. Embedded, it draws but stays hidden until shown. */
export function mountChat(options: MountOptions): Session {
  const config = { ...options.config, greeting: options.config.greeting.map(shownNow) };
  const { origin } = options;
  adoptStyles(document, config.look.css);
  followScheme(config);
  const session = openSession({ ...options, config });
  const chat: Chat = {
    config,
    session,
    origin,
    words: createWords(config.words),
    placement: options.placement,
    direction: directionFor(config),
    upload: options.upload ?? upload,
    canClose: options.canClose,
    close: options.onClose,
    nowMs: Date.now,
  };
  const root = document.createElement("div");
  root.id = "parley";
  document.body.append(root);
  render(<App chat={chat} />, root);
  return session;
}

function openSession(options: MountOptions): Session {
  const { config, origin, pageUrl, onNewMessage } = options;
  const { channelToken } = config;
  const area = config.isStorageOff ? null : openStorage(() => localStorage);
  const storage = area ?? createMemoryStorage();
  const seenKey = `@parley/seen/${channelToken}`;
  const session = createSession({
    config,
    wire: createWire({
      origin,
      channelToken,
      pageUrl,
      userAgent: navigator.userAgent,
      fetch: options.fetch ?? fetch.bind(globalThis),
    }),
    visitor: createVisitor(storage, channelToken, randomBytes, Date.now),
    outbox: createOutbox(storage, channelToken),
    nowMs: Date.now,
    chance: Math.random,
    newKey: () => base64Url(randomBytes(12)),
    isUnwatched: () => document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches,
    onNewMessage,
    seenSeq: Number(storage.getItem(seenKey)) || 0,
  });
  let storedSeq = session.get().seenSeq;
  session.subscribe(() => {
    const { seenSeq } = session.get();
    if (seenSeq !== storedSeq) storage.setItem(seenKey, String(seenSeq));
    storedSeq = seenSeq;
  });
  addEventListener("online", () => session.wake(true));
  document.addEventListener("visibilitychange", () => !document.hidden && session.wake(false));
  addEventListener("storage", ({ key }) => {
    if (key === visitorKey(channelToken)) session.visitorChanged();
  });
  return session;
}

// Not crypto.randomUUID: it needs a secure context, and a chat in a local network may have none.
function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function followScheme({ look: given }: ChatConfig): void {
  const look = { ...given, accent: asHex(given.accent), background: asHex(given.background) };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const apply = () => {
    const scheme = schemeOf(look.scheme, dark.matches);
    root.dataset.theme = scheme;
    for (const [name, value] of Object.entries(themeTokens(look, scheme))) {
      root.style.setProperty(name, value);
    }
  };
  apply();
  dark.addEventListener("change", apply);
}

/** Any colour that CSS knows, as the canvas writes it: `#rrggbb`. */
function asHex(colour: string): string {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas || !CSS.supports("color", colour)) return "";
  canvas.fillStyle = colour;
  return String(canvas.fillStyle);
}

function directionFor({ look, words, greeting }: ChatConfig): "ltr" | "rtl" {
  if (look.direction === "rtl" || look.direction === "ltr") return look.direction;
  return directionOf(words.text_input_placeholder ?? greeting[0]?.text ?? "");
}

function shownNow(message: Message): Message {
  return { ...message, timestamp: Date.now() / 1000 };
}
