import { useCallback, useState } from "react";
import type { Samples } from "./model/sample-values.ts";

/** Texts by name that this browser keeps under a key: sample values, unfinished input. `null` takes one away. */
export function useKeptTexts(
  key: string,
): readonly [Samples, (name: string, text: string | null) => void] {
  const [kept, setKept] = useState(() => ({ key, texts: readKept(key) }));
  if (kept.key !== key) setKept({ key, texts: readKept(key) });
  const change = useCallback(
    (name: string, text: string | null) =>
      setKept((before) => {
        const { [name]: _, ...others } = before.texts;
        const texts = text === null ? others : { ...others, [name]: text };
        keep(key, texts);
        return { key, texts };
      }),
    [key],
  );
  return [kept.texts, change];
}

function readKept(key: string): Samples {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof read !== "object" || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      ),
    );
  } catch {
    return {};
  }
}

/** A browser that keeps nothing still works: the texts live as long as the page. */
function keep(key: string, texts: Samples): void {
  try {
    localStorage.setItem(key, JSON.stringify(texts));
  } catch {
    // Full, or forbidden.
  }
}
