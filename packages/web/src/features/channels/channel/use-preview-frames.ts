import { useCallback, useEffect, useState } from "react";

/** A frame that draws one state of a chat. */
export interface PreviewFrame {
  readonly key: number;
  /** The chat's configuration as JSON. */
  readonly config: string;
}

/** So long one types before the chat is drawn anew. */
const patienceMs = 200;

/**
 * The frames of a preview: the first is seen. A change gets a frame of its own behind it, which takes its place when it
 * has drawn: nothing flashes.
 */
export function usePreviewFrames(config: string | null): {
  readonly frames: readonly PreviewFrame[];
  readonly drawn: (key: number) => void;
} {
  const [frames, setFrames] = useState<readonly PreviewFrame[]>([]);
  useEffect(() => {
    if (config === null) return;
    const timer = setTimeout(() => setFrames((before) => nextFrames(before, config)), patienceMs);
    return () => clearTimeout(timer);
  }, [config]);
  // The same one for each drawing: a frame takes its line once.
  const drawn = useCallback(
    (key: number) => setFrames((before) => before.filter((frame) => frame.key >= key)),
    [],
  );
  return { frames, drawn };
}

/** The seen frame stays; one that was still drawing an older state goes. */
export function nextFrames(
  before: readonly PreviewFrame[],
  config: string,
): readonly PreviewFrame[] {
  const last = before.at(-1);
  if (last?.config === config) return before;
  return [...before.slice(0, 1), { key: (last?.key ?? 0) + 1, config }];
}
