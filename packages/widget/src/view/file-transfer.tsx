import { useChat } from "./chat-context.ts";
import { Icon } from "./icon.tsx";
import type { FileDrop } from "./use-file-drop.ts";

/** The file on its way, or why it will not go. */
export function FileTransfer({ files }: { files: FileDrop }) {
  const { words } = useChat();
  if (!files.transfer) return null;
  const { file, previewUrl, progress, error, mayRetry } = files.transfer;
  return (
    <div class="transfer" data-lb-state={error ? "error" : undefined}>
      {previewUrl ? (
        <img src={previewUrl} alt="" />
      ) : (
        <span class="card-icon">
          <Icon name="file" />
        </span>
      )}
      <div class="card-words">
        <span dir="auto">{file.name}</span>
        {error ? (
          <small role="alert" data-lb-part="input-error" dir="auto">
            {error}
          </small>
        ) : (
          <progress max={1} value={progress} aria-label={file.name} />
        )}
      </div>
      {mayRetry && (
        <button type="button" class="text-button" onClick={files.retry}>
          {words("retry")}
        </button>
      )}
      <button type="button" class="icon-button" aria-label={words("cancel")} onClick={files.cancel}>
        <Icon name="close" />
      </button>
    </div>
  );
}
