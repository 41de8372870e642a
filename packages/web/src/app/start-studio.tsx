import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "../ui/tokens.css";
import "../ui/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { type Api, ApiError, createApi } from "../data/api.ts";
import { ApiContext } from "../data/api-context.ts";
import { NoticesContext } from "../data/notices-context.ts";
import { createNotices, NoticeScope } from "../ui/toast.tsx";
import { TooltipScope } from "../ui/tooltip.tsx";
import { chooseLanguage, speak } from "../ui/words.ts";
import { createStudioRouter } from "./router.tsx";
import { followTheme, themeKey } from "./theme.ts";

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
  followTheme(document.documentElement, localStorage.getItem(themeKey));
  const language = chooseLanguage(localStorage.getItem("parley/language"), navigator.languages);
  document.documentElement.lang = language;
  await speak(language);
  const queries = createQueries();
  const api = createApi({
    fetch: fetch.bind(globalThis),
    onSignedOut: () => void queries.invalidateQueries({ queryKey: ["session"] }),
  });
  createRoot(place).render(<Studio api={api} queries={queries} />);
}

function Studio({ api, queries }: { readonly api: Api; readonly queries: QueryClient }) {
  const router = createStudioRouter({ api, queries });
  const notices = createNotices();
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ApiContext value={api}>
          <NoticesContext value={notices}>
            <TooltipScope>
              <NoticeScope notices={notices}>
                <RouterProvider router={router} />
              </NoticeScope>
            </TooltipScope>
          </NoticesContext>
        </ApiContext>
      </QueryClientProvider>
    </StrictMode>
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
