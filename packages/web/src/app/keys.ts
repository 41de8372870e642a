import { useEffect } from "react";

/** What keys do anywhere, by how they are pressed: `mod+k`, `?`, `g b`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const secondKeyWithinMs = 1200;

/** Listens to the keyboard wherever nobody is typing; keys with ⌘ or Ctrl are heard there too. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const press = createPresser(shortcuts);
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const strokes = strokesOf(event);
      if (!strokes.startsWith("mod+") && isTyping(event.target)) return;
      if (press(strokes, event.timeStamp)) event.preventDefault();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [shortcuts]);
}

/** Knows one key from two that follow each other. Answers whether something was done. */
export function createPresser(shortcuts: Shortcuts): (strokes: string, atMs: number) => boolean {
  let first = { strokes: "", atMs: 0 };
  return (strokes, atMs) => {
    const isSecond = first.strokes !== "" && atMs - first.atMs < secondKeyWithinMs;
    const act = (isSecond && shortcuts[`${first.strokes} ${strokes}`]) || shortcuts[strokes];
    first = { strokes: act ? "" : strokes, atMs };
    act?.();
    return Boolean(act);
  };
}

/** The sign of the key that commands are pressed with on this machine. */
export function modifierSign(): string {
  return isApple() ? "⌘" : "Ctrl+";
}

function strokesOf(event: KeyboardEvent): string {
  const modified = isApple() ? event.metaKey : event.ctrlKey;
  return `${modified ? "mod+" : ""}${event.altKey ? "alt+" : ""}${event.key.toLowerCase()}`;
}

const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=dialog], [role=menu]")) return true;
  return /^(input|textarea|select)$/i.test(target.tagName);
}
