import { useRef } from "preact/hooks";
import { formatBytes } from "../../text/words.ts";
import type { Input } from "../../wire/message.ts";
import { useChat } from "../chat-context.ts";
import { Icon } from "../icon.tsx";
import type { FileDrop, FileTransfer } from "../use-file-drop.ts";

/** Asks for a file, and shows the one on its way. */
export function FileInput({ input, files }: { input: Input; files: FileDrop }) {
  const { words, config } = useChat();
  const picker = useRef<HTMLInputElement>(null);
  if (files.transfer && !files.transfer.error)
    return <Transfer transfer={files.transfer} files={files} />;
  const maxBytes = Math.min(input.maxBytes ?? Number.POSITIVE_INFINITY, config.limits.uploadBytes);
  return (
    <div class="prompt panel file-input" data-lb-part="media-upload">
      <input
        ref={picker}
        type="file"
        hidden
        accept={files.accept}
        onChange={(event) => files.take(event.currentTarget.files)}
      />
      <span class="card-icon">
        <Icon name="upload" />
      </span>
      <p>
        {words("input_file_help")}
        <small>{[...(input.accept ?? []), formatBytes(maxBytes)].join(" · ")}</small>
      </p>
      {files.transfer?.error && (
        <p class="input-error" role="alert" data-lb-part="input-error" dir="auto">
          {files.transfer.error}
        </p>
      )}
      <button type="button" class="primary" onClick={() => picker.current?.click()}>
        {words("select_file")}
      </button>
    </div>
  );
}

function Transfer({ transfer, files }: { transfer: FileTransfer; files: FileDrop }) {
  const { words } = useChat();
  const percent = Math.round(transfer.progress * 100);
  return (
    <div class="prompt panel transfer">
      {transfer.previewUrl ? (
        <img src={transfer.previewUrl} alt="" />
      ) : (
        <span class="card-icon">
          <Icon name="file" />
        </span>
      )}
      <div class="card-words">
        <span dir="auto">{transfer.file.name}</span>
        <progress max={100} value={percent} aria-label={transfer.file.name} />
      </div>
      <button type="button" class="icon-button" aria-label={words("cancel")} onClick={files.cancel}>
        <Icon name="close" />
      </button>
    </div>
  );
}
