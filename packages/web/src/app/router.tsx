import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { Api } from "../data/api.ts";
import { sessionQuery } from "../data/session.ts";
import { chosenWorkspace } from "../data/workspace-choice.ts";
import { Broken, Nowhere } from "./fallbacks.tsx";
import { Frame } from "./frame.tsx";

interface RouteContext {
  readonly api: Api;
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<RouteContext>()({
  component: Outlet,
  errorComponent: Broken,
  notFoundComponent: Nowhere,
});

const welcome = () => import("../features/accounts/welcome.tsx");
const outside = [
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: (search: Record<string, unknown>) => ({
      ...(typeof search.to === "string" && search.to.startsWith("/") && { to: search.to }),
    }),
    component: lazyRouteComponent(welcome, "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up",
    component: lazyRouteComponent(welcome, "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/invitation/$token",
    component: lazyRouteComponent(welcome, "InvitationPage"),
  }),
];

/** Everything behind sign-in: who is not signed in is asked first, and comes back to where they were going. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context: { api, queries }, location }) => {
    const session = await queries.fetchQuery(sessionQuery(api));
    if (session.setup === "needed") throw redirect({ to: "/set-up" });
    if (!session.account) throw redirect({ to: "/sign-in", search: { to: location.href } });
    api.enter(chosenWorkspace(session.workspaces)?.id ?? 0);
  },
  component: Frame,
});

const screen = <P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => inside, path, component });

const bots = () => import("../features/bots/bots-page.tsx");
const builder = () => import("../features/builder/builder-page.tsx");
const versions = () => import("../features/builder/versions-page.tsx");
const channels = () => import("../features/channels/channels-pages.tsx");
const hooks = () => import("../features/hooks/integrations-pages.tsx");
const analytics = () => import("../features/analytics/insights-pages.tsx");
const settings = () => import("../features/accounts/settings-pages.tsx");

const screens = [
  createRoute({
    getParentRoute: () => inside,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/bots" });
    },
  }),
  screen("/bots", lazyRouteComponent(bots, "BotsPage")),
  createRoute({
    getParentRoute: () => inside,
    path: "/bots/$botId",
    beforeLoad: ({ params }) => {
      throw redirect({ to: "/bots/$botId/builder", params });
    },
  }),
  screen("/bots/$botId/builder", lazyRouteComponent(builder, "BuilderPage")),
  screen("/bots/$botId/versions", lazyRouteComponent(versions, "VersionsPage")),
  screen("/bots/$botId/insights", lazyRouteComponent(analytics, "BotInsightsPage")),
  screen("/channels", lazyRouteComponent(channels, "ChannelsPage")),
  screen("/channels/$channelId", lazyRouteComponent(channels, "ChannelPage")),
  screen("/integrations", lazyRouteComponent(hooks, "DeveloperToolsPage")),
  screen("/integrations/message-hooks/$channelId/$hookId", lazyRouteComponent(hooks, "HookPage")),
  screen("/integrations/inspectors/$inspectorId", lazyRouteComponent(hooks, "InspectorPage")),
  screen("/insights", lazyRouteComponent(analytics, "InsightsPage")),
  screen("/settings", lazyRouteComponent(settings, "AccountPage")),
  screen("/settings/people", lazyRouteComponent(settings, "PeoplePage")),
];

const tree = root.addChildren([...outside, inside.addChildren(screens)]);

/** The Studio's addresses. Each screen's code is loaded when it is first opened, or pointed at. */
export function createStudioRouter(context: RouteContext) {
  return createRouter({
    routeTree: tree,
    basepath: "/studio",
    context,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}
