import type { HTMLAttributes, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatBytes } from "../text/words.ts";
import type { Message } from "../wire/message.ts";
import { isRetryable } from "../wire/wire-error.ts";
import type { Chat } from "./chat-context.ts";

/** One file on its way. */
export type Transfer = {
  readonly file: File;
  readonly previewUrl: string | null;
  /** 0 to 1. */
  readonly progress: number;
  readonly error: string;
  /** Whether the same file may go the next time. */
  readonly mayRetry: boolean;
};

export type FileDrop = {
  readonly transfer: Transfer | null;
  readonly isOver: boolean;
  /** True while a file may be sent. */
  readonly isWelcome: boolean;
  readonly accept: string;
  readonly maxBytes: number;
  readonly picker: RefObject<HTMLInputElement | null>;
  readonly pick: () => void;
  readonly take: (files: FileList | null | undefined) => void;
  readonly retry: () => void;
  readonly cancel: () => void;
  readonly handlers: HTMLAttributes<HTMLDivElement>;
};

/** Takes a file by choice, drop or paste, uploads it and sends it. */
export function useFileDrop(chat: Chat, prompt: Message | null, isAgentThere: boolean): FileDrop {
  const [transfer, setTransfer] = useState<Transfer | null>(null);
  const [isOver, setOver] = useState(false);
  const abort = useRef<AbortController | null>(null);
  const rest = useRef<File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const input = prompt?.input?.kind === "file" ? prompt.input : undefined;
  const isWelcome = input !== undefined || isAgentThere;
  const accepted = input?.accept ?? [];
  // They were for the person who has left.
  if (!isAgentThere) rest.current = [];
  const maxBytes = Math.min(input?.maxBytes ?? Infinity, chat.config.limits.uploadBytes);

  useEffect(() => {
    const url = transfer?.previewUrl;
    return () => {
      if (url) URL.revokeObjectURL(url);
    };
  }, [transfer?.previewUrl]);

  const begin = (file: File | undefined, isOneTooMany = false) => {
    if (!file || !isWelcome) return;
    const error = isOneTooMany
      ? chat.words("input_file_one")
      : refusal(chat, file, accepted, maxBytes);
    const previewUrl = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
    const started = { file, previewUrl, progress: 0, error, mayRetry: false };
    setTransfer(started);
    if (error) return;
    const controller = new AbortController();
    abort.current = controller;
    const onProgress = (progress: number) => setTransfer({ ...started, progress });
    send(chat, file, controller.signal, onProgress).then(goOn, (reason: unknown) => {
      const message = reason instanceof Error && reason.message;
      if (controller.signal.aborted) return;
      const mayRetry = isRetryable(reason);
      setTransfer({ ...started, error: message || chat.words("error"), mayRetry });
    });
  };
  /** The next of several, once one is sent or given up. */
  const goOn = () => {
    setTransfer(null);
    begin(rest.current.shift());
  };
  const take: FileDrop["take"] = (files) => {
    const all = [...(files ?? [])];
    // A question is answered by one file: which, is for the visitor to say. To a person they go in their order.
    if (!isAgentThere) return begin(all[0], all.length > 1);
    rest.current.push(...all);
    if (!transfer || transfer.error) goOn();
  };
  const retry = () => begin(transfer?.file);
  const cancel = () => {
    abort.current?.abort();
    goOn();
  };
  return {
    transfer,
    isOver,
    isWelcome,
    accept: accepted.join(","),
    maxBytes,
    picker,
    pick: () => picker.current?.click(),
    take,
    retry,
    cancel,
    handlers: isWelcome ? dropHandlers(take, setOver) : {},
  };
}

function dropHandlers(
  take: FileDrop["take"],
  setOver: (isOver: boolean) => void,
): FileDrop["handlers"] {
  return {
    onDragOver(event) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave(event) {
      const to = event.relatedTarget;
      if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
    },
    onDrop(event) {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer?.files);
    },
    onPaste(event) {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      take(event.clipboardData.files);
    },
  };
}

async function send(
  { origin, config, session, upload }: Chat,
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const url = `${origin}/webchat/files/${encodeURIComponent(config.channelToken)}/`;
  const uploaded = await upload({ url, secret: session.secret(), file, onProgress, signal });
  session.say({ type: uploaded.type, message: file.name, url: uploaded.url });
}

function refusal(
  { words }: Chat,
  file: File,
  accepted: readonly string[],
  maxBytes: number,
): string {
  if (file.size > maxBytes) return words("input_file_too_large", { size: formatBytes(maxBytes) });
  const isAccepted = accepted.length === 0 || accepted.some((pattern) => fits(file, pattern));
  return isAccepted ? "" : words("input_file_wrong_type");
}

function fits(file: File, pattern: string): boolean {
  if (pattern.startsWith(".")) return file.name.toLowerCase().endsWith(pattern.toLowerCase());
  if (pattern.endsWith("/*")) return file.type.startsWith(pattern.slice(0, -1));
  return file.type === pattern;
}
