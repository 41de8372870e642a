import type { Page } from "playwright-core";
import { owner } from "./enter-studio.ts";
import type { StudioIds } from "./studio-world.ts";

/** A screen to look at: its address below `/studio`, and what is opened on it first. */
export interface StudioScreen {
  readonly name: string;
  readonly path: string;
  /** Shown to whoever is not signed in. */
  readonly isOutside?: true;
  readonly open?: (page: Page) => Promise<unknown>;
}

/** Every screen of the Studio: whoever adds one adds its line. */
export const studioScreens = (ids: StudioIds): readonly StudioScreen[] => [
  { name: "sign-in", path: "/sign-in", isOutside: true },
  { name: "invitation-ended", path: "/invitation/nobody-has-this", isOutside: true },
  { name: "reset-password", path: "/reset-password", isOutside: true },
  { name: "bots", path: "/bots" },
  {
    ...{ name: "bots-new", path: "/bots" },
    open: async (page) => {
      await page.getByRole("button", { name: "New bot" }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    ...{ name: "palette", path: "/bots" },
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "builder", path: `/bots/${ids.bot}/builder` },
  {
    ...{ name: "builder-block", path: `/bots/${ids.bot}/builder` },
    open: async (page) => {
      await page.locator(".react-flow__node-card .card-head").nth(1).click();
      await page.getByRole("complementary", { name: "The selected block" }).waitFor();
    },
  },
  {
    ...{ name: "builder-fields", path: `/bots/${ids.leadBot}/builder` },
    open: async (page) => {
      const folded = page.getByRole("button", { name: "Fields", exact: true });
      await page.getByRole("tab", { name: "Fields", exact: true }).or(folded).click();
      await page.getByRole("button", { name: "@email" }).click();
    },
  },
  {
    ...{ name: "builder-settings", path: `/bots/${ids.leadBot}/builder` },
    open: async (page) => {
      const folded = page.getByRole("button", { name: "Settings", exact: true });
      await page.getByRole("tab", { name: "Settings", exact: true }).or(folded).click();
      await page.getByText("When nothing else fits").waitFor();
    },
  },
  {
    ...{ name: "builder-connect", path: `/bots/${ids.bot}/builder` },
    open: async (page) => {
      await page.locator(".react-flow__node-card").nth(1).focus();
      await page.keyboard.press("c");
    },
  },
  {
    ...{ name: "builder-comment", path: `/bots/${ids.bot}/builder` },
    open: (page) => page.keyboard.press("Shift+C"),
  },
  {
    ...{ name: "builder-try", path: `/bots/${ids.bot}/builder` },
    open: async (page) => {
      await page.getByRole("button", { name: "Try it" }).click();
      const chat = page.frameLocator("iframe").first();
      await chat.getByRole("button", { name: "When are you open?" }).click();
      await chat.getByText("Monday to Friday").waitFor();
    },
  },
  {
    ...{ name: "builder-publish", path: `/bots/${ids.bot}/builder` },
    open: async (page) => {
      // On a phone the flow can only be looked at.
      const publish = page.getByRole("button", { name: "Publish" });
      if (!(await publish.isVisible())) return;
      await publish.click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "versions", path: `/bots/${ids.bot}/versions` },
  { name: "bot-insights", path: `/bots/${ids.leadBot}/insights` },
  { name: "bot-insights-little", path: `/bots/${ids.bot}/insights?range=24h` },
  { name: "channels", path: "/channels" },
  { name: "channel-web", path: `/channels/${ids.webChannel}` },
  { name: "channel-api", path: `/channels/${ids.apiChannel}` },
  { name: "integrations", path: "/integrations" },
  { name: "hook", path: `/integrations/message-hooks/${ids.apiChannel}/${ids.hook}` },
  {
    ...{ name: "hook-delivery", path: `/integrations/message-hooks/${ids.apiChannel}/${ids.hook}` },
    open: (page) => page.getByRole("button", { name: "Delivered" }).first().click(),
  },
  {
    ...{ name: "hook-new", path: "/integrations" },
    open: async (page) => {
      await page.getByRole("button", { name: "Add a new MessageHook" }).first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "inspector", path: `/integrations/inspectors/${ids.inspector}` },
  { name: "insights", path: "/insights" },
  { name: "settings-account", path: "/settings" },
  { name: "settings-security", path: "/settings/security" },
  {
    ...{ name: "settings-two-factor", path: "/settings/security" },
    open: async (page) => {
      await page.getByRole("button", { name: "Switch on…" }).click();
      await page.getByRole("dialog").getByLabel("Password", { exact: true }).fill(owner.password);
      await page.getByRole("button", { name: "Go on" }).click();
      await page.getByRole("img", { name: "QR code" }).waitFor();
    },
  },
  { name: "settings-people", path: "/settings/people" },
  { name: "settings-invite", path: "/settings/people?new=true" },
  {
    ...{ name: "account-menu", path: "/settings/people" },
    open: async (page) => {
      await page.getByRole("button", { name: "Account of" }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    ...{ name: "keys", path: "/bots" },
    open: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  { ...{ name: "bots-none", path: "/bots" }, open: (page) => without(page, "bots") },
  { ...{ name: "channels-none", path: "/channels" }, open: (page) => without(page, "channels") },
  { ...{ name: "insights-none", path: "/insights" }, open: (page) => without(page, "bots") },
  { name: "settings-workspace", path: "/settings/workspace" },
  { name: "settings-audit", path: "/settings/audit" },
  {
    ...{ name: "settings-audit-checked", path: "/settings/audit" },
    open: async (page) => {
      await page.getByRole("button", { name: "Check the log" }).click();
      await page.getByText("chained to one another").waitFor();
    },
  },
  { name: "nowhere", path: "/nowhere" },
];

/** Shows the screen as a workspace sees it that has none of something yet. */
async function without(page: Page, what: "bots" | "channels"): Promise<void> {
  const list = (url: URL) => url.pathname === `/v1/${what}/`;
  await page.route(list, (route) =>
    route.fulfill({ json: { success: true, total: 0, [what]: [] } }),
  );
  await page.reload();
  await page.locator(".state").waitFor();
  await page.unroute(list);
}
