import { formatBytes, type Words } from "../../text/words.ts";
import type { Input } from "../../wire/message.ts";
import { useChat } from "../chat-context.ts";
import { Icon } from "../icon.tsx";
import type { FileDrop } from "../use-file-drop.ts";

/** Asks for a file; it can also be dropped or pasted anywhere in the chat. */
export function FileInput({ input, files }: { input: Input; files: FileDrop }) {
  const { words } = useChat();
  return (
    <button type="button" class="prompt panel file-input" onClick={files.pick}>
      <span class="card-icon">
        <Icon name="upload" />
      </span>
      <span class="card-words">
        <span>{words("select_file")}</span>
        <small>{words("input_file_help")}</small>
        <small>{[...kindNames(input, words), formatBytes(files.maxBytes)].join(" · ")}</small>
      </span>
    </button>
  );
}

const media = ["image", "video", "audio"] as const;

/** `image/*` and `.pdf` as people call them. */
function kindNames({ accept = [] }: Input, words: Words): string[] {
  return accept.map((pattern) => {
    const kind = media.find((one) => pattern === `${one}/*`);
    return kind ? words(kind) : pattern.replace(".", "").toUpperCase();
  });
}
