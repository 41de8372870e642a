/** The word with which the chat of a draft takes its line; see `try.html`. */
const tryMark = "parley:try";
/** The chat has its first paint behind it by then. */
const paintMs = 120;

/**
 * Hands a frame with the chat's page its configuration, once it has loaded; gives what ends that. Whatever the chat asks
 * of its server stays without an answer: a preview begins no conversation.
 */
export function openPreview(
  frame: HTMLIFrameElement,
  config: unknown,
  onDrawn: () => void,
): () => void {
  const { port1: own, port2: theirs } = new MessageChannel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  own.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isReady(data)) return;
    own.postMessage({ kind: "config", config, takesFocus: false });
    timer = setTimeout(onDrawn, paintMs);
  };
  // The frame has no origin to name; what goes there is what every visitor may read.
  const connect = () => frame.contentWindow?.postMessage(tryMark, "*", [theirs]);
  frame.addEventListener("load", connect, { once: true });
  return () => {
    frame.removeEventListener("load", connect);
    clearTimeout(timer);
    own.close();
  };
}

const isReady = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "kind" in data && data.kind === "ready";
