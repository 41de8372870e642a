import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/jetbrains-mono/index.css";
import "../ui/tokens.css";
import "../ui/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { type Api, ApiError, createApi } from "../data/api.ts";
import { ApiContext } from "../data/api-context.ts";
import { NoticesContext } from "../data/notices-context.ts";
import { startAppearance } from "../ui/appearance.ts";
import { createNotices, NoticeScope, type Notices } from "../ui/toast.tsx";
import { TooltipScope } from "../ui/tooltip.tsx";
import { onOtherLanguage, spokenLanguage } from "../ui/words.ts";
import { createStudioRouter } from "./router.tsx";

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
  await startAppearance(document.documentElement);
  const queries = createQueries();
  const api = createApi({
    fetch: fetch.bind(globalThis),
    onSignedOut: () => void lookAgain(),
  });
  const router = createStudioRouter({ api, queries });
  /** The session has ended elsewhere: the router leads to sign-in, and back to this address. */
  const lookAgain = async () => {
    await queries.invalidateQueries({ queryKey: ["session"], refetchType: "none" });
    await router.invalidate();
  };
  createRoot(place).render(<Studio {...{ api, queries, router, notices: createNotices() }} />);
}

interface StudioProps {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly router: ReturnType<typeof createStudioRouter>;
  readonly notices: Notices;
}

function Studio({ api, queries, router, notices }: StudioProps) {
  const language = useSyncExternalStore(onOtherLanguage, spokenLanguage);
  return (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ApiContext value={api}>
          <NoticesContext value={notices}>
            <TooltipScope>
              {/* Texts are read while drawing: in another language everything is drawn anew. */}
              <NoticeScope key={language} notices={notices}>
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
