import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Message } from "../wire/message.ts";

/** Keys 1 to 9 press the options, as long as nobody is writing. */
export function useNumberKeys(root: RefObject<HTMLElement | null>, prompt: Message | null): void {
  useEffect(() => {
    if (!prompt) return;
    const onKey = (event: KeyboardEvent) => {
      if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isWriting(event.target)) return;
      const button = root.current?.querySelector<HTMLElement>(`[data-number="${event.key}"]`);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [root, prompt]);
}

/** A number typed into an empty message box is a choice too: the box says so itself. */
function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) {
    return target.value !== "" || target.dataset.numberKeys !== "options";
  }
  return target instanceof HTMLSelectElement;
}
