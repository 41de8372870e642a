import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "../ui/tokens.css";
import "../ui/base.css";
import { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "../data/api.ts";
import { checkWithoutCode } from "../data/check-without-code.ts";
import { startAppearance } from "../ui/appearance.ts";
import { connectStudio, Studio } from "./studio.tsx";

declare global {
  interface Window {
    /** Read by libraries that make style elements. */
    __webpack_nonce__?: string | undefined;
  }
}

/** Puts the Studio on the page. */
export async function startStudio(place: HTMLElement): Promise<void> {
  window.__webpack_nonce__ =
    document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  checkWithoutCode();
  // After an upgrade of the server the pieces that this page was made with are gone: the new page has its own.
  window.addEventListener("vite:preloadError", () => location.reload(), { once: true });
  await startAppearance(document.documentElement);
  const parts = connectStudio(fetch.bind(globalThis), createQueries());
  createRoot(place).render(
    <StrictMode>
      <Studio {...parts} />
    </StrictMode>,
  );
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // What was refused will be refused again; only what never arrived is worth another try.
        retry: (count, error) => count < 2 && error instanceof ApiError && error.status === 0,
      },
    },
  });
}
