import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { type Api, createApi } from "../data/api.ts";
import { ApiContext } from "../data/api-context.ts";
import { NoticesContext } from "../data/notices-context.ts";
import { createNotices, NoticeScope, type Notices } from "../ui/toast.tsx";
import { TooltipScope } from "../ui/tooltip.tsx";
import { onOtherLanguage, spokenLanguage } from "../ui/words.ts";
import { createStudioRouter } from "./router.tsx";

/** What the Studio is made of. */
export interface StudioParts {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly router: ReturnType<typeof createStudioRouter>;
  readonly notices: Notices;
}

/** Puts the parts together around a way to the server. */
export function connectStudio(
  fetchFrom: typeof fetch,
  queries: QueryClient,
  history?: RouterHistory,
): StudioParts {
  const api = createApi({
    fetch: fetchFrom,
    onSignedOut: () => void lookAgain(),
    onRefused: () =>
      void queries.invalidateQueries({ queryKey: ["session"] }, { cancelRefetch: false }),
  });
  const router = createStudioRouter({ api, queries }, history);
  /** The session has ended elsewhere: the router leads to sign-in, and back to this address. */
  const lookAgain = async () => {
    await queries.invalidateQueries({ queryKey: ["session"], refetchType: "none" });
    await router.invalidate();
  };
  return { api, queries, router, notices: createNotices() };
}

/** The whole application. */
export function Studio({ api, queries, router, notices }: StudioParts) {
  const language = useSyncExternalStore(onOtherLanguage, spokenLanguage);
  return (
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
  );
}
