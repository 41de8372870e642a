import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { safePath } from "../data/safe-path.ts";
import { Broken, Nowhere } from "./fallbacks.tsx";
import { forBuilders } from "./for-builders.tsx";
import { Frame } from "./frame.tsx";
import { enterInside, enterSetUp, enterSignIn, type RouteContext } from "./guards.ts";

const root = createRootRouteWithContext<RouteContext>()({
  component: Outlet,
  errorComponent: Broken,
  notFoundComponent: Nowhere,
});

const signIn = () => import("../features/accounts/welcome/sign-in-page.tsx");
const setUp = () => import("../features/accounts/welcome/set-up-page.tsx");
const resetPassword = () => import("../features/accounts/welcome/reset-password-page.tsx");
const invitation = () => import("../features/accounts/welcome/invitation-page.tsx");
const outside = [
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: (search: Record<string, unknown>): { to?: string } => {
      const to = safePath(search.to);
      return to === null ? {} : { to };
    },
    beforeLoad: ({ context, search }) => enterSignIn(context, search.to),
    component: lazyRouteComponent(signIn, "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up",
    beforeLoad: ({ context }) => enterSetUp(context),
    component: lazyRouteComponent(setUp, "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset-password",
    component: lazyRouteComponent(resetPassword, "ResetPasswordPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/invitation/$token",
    component: lazyRouteComponent(invitation, "InvitationPage"),
  }),
];

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: ({ context, location }) => enterInside(context, location.href),
  component: Frame,
  errorComponent: Broken,
});

const screen = <P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => inside, path, component, notFoundComponent: Nowhere });

const bots = () => import("../features/bots/bots-page.tsx");
const builder = () => import("../features/builder/builder-page.tsx");
const versions = () => import("../features/builder/versions-page.tsx");
const channels = () => import("../features/channels/channels-pages.tsx");
const hooks = () => import("../features/hooks/integrations-pages.tsx");
const analytics = () => import("../features/analytics/insights-pages.tsx");
const account = () => import("../features/accounts/settings/account-page.tsx");
const security = () => import("../features/accounts/settings/security-page.tsx");
const people = () => import("../features/accounts/settings/people-page.tsx");
const audit = () => import("../features/accounts/settings/audit-page.tsx");
const workspace = () => import("../features/accounts/settings/workspace-page.tsx");

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
  screen("/integrations", forBuilders(lazyRouteComponent(hooks, "DeveloperToolsPage"))),
  screen(
    "/integrations/message-hooks/$channelId/$hookId",
    forBuilders(lazyRouteComponent(hooks, "HookPage")),
  ),
  screen(
    "/integrations/inspectors/$inspectorId",
    forBuilders(lazyRouteComponent(hooks, "InspectorPage")),
  ),
  screen("/insights", lazyRouteComponent(analytics, "InsightsPage")),
  screen("/settings", lazyRouteComponent(account, "AccountPage")),
  screen("/settings/security", lazyRouteComponent(security, "SecurityPage")),
  screen("/settings/people", lazyRouteComponent(people, "PeoplePage")),
  screen("/settings/audit", lazyRouteComponent(audit, "AuditLogPage")),
  screen("$", Nowhere),
  screen("/settings/workspace", lazyRouteComponent(workspace, "WorkspacePage")),
];

const tree = root.addChildren([...outside, inside.addChildren(screens)]);

/** The Studio's addresses. Each screen's code is loaded when it is first opened, or pointed at. */
export function createStudioRouter(context: RouteContext, history?: RouterHistory) {
  return createRouter({
    ...(history && { history }),
    routeTree: tree,
    basepath: "/studio",
    context,
    defaultPreload: "intent",
    scrollRestoration: true,
    // The last screen stays until the next one can be drawn; only who waits long is told so.
    defaultPendingMs: 1000,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: Nowhere,
  });
}
