import { useEffect, useRef, useState } from "preact/hooks";
import { formatBytes } from "../text/words.ts";
import type { Input, Message } from "../wire/message.ts";
import { upload } from "../wire/upload.ts";
import type { Chat } from "./chat-context.ts";

/** One file on its way. */
export type FileTransfer = {
  readonly file: File;
  readonly previewUrl: string | null;
  /** 0 to 1. */
  readonly progress: number;
  readonly error: string;
};

export type FileDrop = {
  readonly transfer: FileTransfer | null;
  readonly isOver: boolean;
  /** True while a file may be sent. */
  readonly isWelcome: boolean;
  readonly accept: string;
  readonly take: (files: FileList | null | undefined) => void;
  readonly cancel: () => void;
  readonly handlers: Record<string, (event: DragEvent & ClipboardEvent) => void>;
};

/** Takes a file by choice, drop or paste, uploads it and sends it. */
export function useFileDrop(chat: Chat, prompt: Message | null, isAgentThere: boolean): FileDrop {
  const [transfer, setTransfer] = useState<FileTransfer | null>(null);
  const [isOver, setOver] = useState(false);
  const abort = useRef<AbortController | null>(null);
  const input = prompt?.input?.kind === "file" ? prompt.input : undefined;
  const isWelcome = input !== undefined || isAgentThere;

  const cancel = () => {
    abort.current?.abort();
    setTransfer(null);
  };
  useEffect(() => {
    const url = transfer?.previewUrl;
    return () => {
      if (url) URL.revokeObjectURL(url);
    };
  }, [transfer?.previewUrl]);

  const take: FileDrop["take"] = (files) => {
    const file = files?.[0];
    if (!file || !isWelcome) return;
    const error = refusal(chat, file, input);
    const previewUrl = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
    const started = { file, previewUrl, progress: 0, error };
    setTransfer(started);
    if (error) return;
    const controller = new AbortController();
    abort.current = controller;
    const onProgress = (progress: number) => setTransfer({ ...started, progress });
    send(chat, file, controller.signal, onProgress).then(
      () => setTransfer(null),
      (reason: unknown) => {
        const message = reason instanceof Error && reason.message;
        if (!controller.signal.aborted) {
          setTransfer({ ...started, error: message || chat.words("error") });
        }
      },
    );
  };

  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!isWelcome || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.currentTarget instanceof Node && event.relatedTarget instanceof Node)) {
        setOver(false);
      } else if (!event.currentTarget.contains(event.relatedTarget)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!isOver) return;
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer?.files);
    },
    onPaste: (event: ClipboardEvent) => {
      if (!event.clipboardData?.files.length || !isWelcome) return;
      event.preventDefault();
      take(event.clipboardData.files);
    },
  };
  const accept = input?.accept?.join(",") ?? "";
  return { transfer, isOver, isWelcome, accept, take, cancel, handlers };
}

async function send(
  { origin, config, session }: Chat,
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const url = `${origin}/webchat/files/${encodeURIComponent(config.channelToken)}/`;
  const uploaded = await upload({ url, secret: session.secret(), file, onProgress, signal });
  session.say({ type: uploaded.type, message: file.name, url: uploaded.url });
}

function refusal({ config, words }: Chat, file: File, input: Input | undefined): string {
  const maxBytes = Math.min(input?.maxBytes ?? Number.POSITIVE_INFINITY, config.limits.uploadBytes);
  if (file.size > maxBytes) return words("input_file_too_large", { size: formatBytes(maxBytes) });
  const accepted = input?.accept ?? [];
  const isAccepted = accepted.length === 0 || accepted.some((pattern) => fits(file, pattern));
  return isAccepted ? "" : words("input_file_wrong_type");
}

function fits(file: File, pattern: string): boolean {
  if (pattern.startsWith(".")) return file.name.toLowerCase().endsWith(pattern.toLowerCase());
  if (pattern.endsWith("/*")) return file.type.startsWith(pattern.slice(0, -1));
  return file.type === pattern;
}
