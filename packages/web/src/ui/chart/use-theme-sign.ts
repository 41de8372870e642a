import { useSyncExternalStore } from "react";

const darkness = "(prefers-color-scheme: dark)";

/** A text that changes whenever the page's colours do: by the reader's choice or the system's. */
export function useThemeSign(): string {
  return useSyncExternalStore(listen, readSign);
}

function readSign(): string {
  const chosen = document.documentElement.dataset.theme ?? "system";
  return `${chosen} ${window.matchMedia(darkness).matches ? "dark" : "light"}`;
}

function listen(tell: () => void): () => void {
  const system = window.matchMedia(darkness);
  const choice = new MutationObserver(tell);
  choice.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", tell);
  return () => {
    choice.disconnect();
    system.removeEventListener("change", tell);
  };
}
