import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { jsx, jsxs } from "preact/jsx-runtime";
import { acceptHost, type HostLink } from "./embed/host-link.ts";
import type { HostMessage } from "./embed/protocol.ts";
import { unreadCount } from "./model/chat-state.ts";
import type { Session } from "./model/session.ts";
import { mountChat } from "./mount-chat.tsx";
import { type ChatConfig, readConfig } from "./wire/config.ts";
import { field, parseJson } from "./wire/fields.ts";
import type { Message } from "./wire/message.ts";
import type { CustomData } from "./wire/wire.ts";

/** Starts the chat on the share page, as a page of its own or inside the frame of a host page. */
async function main(): Promise<void> {
  const config = await loadConfig();
  if (location.hash.startsWith("#embed")) startFramed(config);
  else startPage(config);
}

function startPage(config: ChatConfig): void {
  const session = mountChat({
    config,
    origin: location.origin,
    placement: "page",
    canClose: false,
    pageUrl: () => location.href,
    onClose: () => undefined,
    onNewMessage: () => undefined,
  });
  session.addCustomData(hiddenFields(config, location.href));
  session.show(true);
}

function startFramed(config: ChatConfig): void {
  let session: Session | null = null;
  acceptHost(window, (message, link) => {
    if (message.kind === "connect") session ??= connect(config, message, link);
    else if (session) obey(session, message);
  });
}

function connect(
  config: ChatConfig,
  host: Extract<HostMessage, { kind: "connect" }>,
  link: HostLink,
): Session {
  const session = mountChat({
    config,
    origin: location.origin,
    placement: host.placement,
    canClose: host.canClose,
    pageUrl: () => host.pageUrl,
    onClose: () => link.send({ kind: "close" }),
    onNewMessage: (message) => link.send({ kind: "message", message: outward(message) }),
  });
  session.addCustomData({ ...hiddenFields(config, host.pageUrl), ...host.customData });
  let told = -1;
  const tell = () => {
    const count = unreadCount(session.get());
    if (count !== told) link.send({ kind: "unread", count });
    told = count;
    if (session.get().timeline.entries.length > 0) link.send({ kind: "known" });
  };
  tell();
  session.subscribe(tell);
  return session;
}

function obey(session: Session, message: HostMessage): void {
  if (message.kind === "show") {
    session.show(message.isOpen);
    if (message.isOpen && message.takesFocus) {
      document.querySelector<HTMLElement>("textarea, .option")?.focus();
    }
  } else if (message.kind === "say") {
    const { type = "text", message: words, payload } = message;
    session.say({ type, message: words, payload });
  } else if (message.kind === "custom-data") session.addCustomData(message.data);
}

async function loadConfig(): Promise<ChatConfig> {
  const inline = document.getElementById("parley-config")?.textContent;
  const raw = inline ? parseJson(inline) : await (await fetch("index.json")).json();
  return readConfig(raw);
}

/** The parameters of the page's address that the channel declares as hidden fields. */
function hiddenFields({ hiddenFields }: ChatConfig, pageUrl: string): CustomData {
  const search = new URL(pageUrl, location.href).searchParams;
  return Object.fromEntries(
    hiddenFields.flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** A message as Landbot's SDK hands it to pages. */
function outward(message: Message): unknown {
  const { id, seq, type, timestamp, author, text, options, url } = message;
  return {
    id,
    key: id,
    seq,
    type,
    timestamp,
    author_type: author,
    [type === "dialog" ? "title" : "message"]: text,
    rich_text: text,
    buttons: options.map(({ label }) => label),
    payloads: options.map(({ payload }) => payload),
    url,
    action: message.action,
    extra: field(message, "input") ? { input: message.input } : {},
  };
}

/** What the panels' script builds on, instead of bringing its own. */
export const hooks = { useLayoutEffect, useMemo, useRef, useState };
export const jsxRuntime = { jsx, jsxs };

void main();
