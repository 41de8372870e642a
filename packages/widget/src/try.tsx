import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { jsx, jsxs } from "preact/jsx-runtime";
import { mountChat } from "./mount-chat.tsx";
import { createKeptFiles } from "./try/kept-files.ts";
import { createPortFetch } from "./try/port-fetch.ts";
import { readStudioMessage, type TryMessage, tryMark } from "./try/protocol.ts";
import { readConfig } from "./wire/config.ts";

/** Starts the chat that tries a draft: its server is the Studio around this frame, behind a port. */
function main(): void {
  const onConnect = ({ source, data, ports: [port] }: MessageEvent<unknown>) => {
    if (source !== parent || data !== tryMark || !port) return;
    removeEventListener("message", onConnect);
    connect(port);
  };
  addEventListener("message", onConnect);
}

function connect(port: MessagePort): void {
  const tell = (message: TryMessage) => port.postMessage(message);
  const files = createKeptFiles((file) => URL.createObjectURL(file));
  const line = createPortFetch({ tell, ...files });
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readStudioMessage(data);
    if (message?.kind === "config") open(message.config, message.takesFocus);
    else if (message) line.hear(message);
  };
  tell({ kind: "ready" });

  function open(config: unknown, takesFocus: boolean): void {
    const session = mountChat({
      config: readConfig(config),
      origin: location.origin,
      placement: "container",
      canClose: false,
      pageUrl: () => location.href,
      onClose: () => undefined,
      onNewMessage: () => undefined,
      fetch: line.fetch,
      upload: files.upload,
    });
    session.show(true);
    if (takesFocus) document.querySelector("textarea")?.focus();
  }
}

/** What the panels' script builds on, instead of bringing its own. */
export const hooks = { useLayoutEffect, useMemo, useRef, useState };
export const jsxRuntime = { jsx, jsxs };

main();
