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
    open: (page) => page.getByRole("button", { name: "New bot" }).first().click(),
  },
  {
    ...{ name: "palette", path: "/bots" },
    open: (page) => page.keyboard.press("Control+k"),
  },
  { name: "builder", path: `/bots/${ids.bot}/builder` },
  { name: "versions", path: `/bots/${ids.bot}/versions` },
  { name: "bot-insights", path: `/bots/${ids.leadBot}/insights` },
  { name: "bot-insights-little", path: `/bots/${ids.bot}/insights?range=24h` },
  { name: "channels", path: "/channels" },
  { name: "channel-web", path: `/channels/${ids.webChannel}` },
  { name: "channel-api", path: `/channels/${ids.apiChannel}` },
  { name: "integrations", path: "/integrations" },
  { name: "hook", path: `/integrations/message-hooks/${ids.apiChannel}/${ids.hook}` },
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
    open: (page) => page.getByRole("button", { name: "Account of" }).click(),
  },
  {
    ...{ name: "keys", path: "/bots" },
    open: (page) => page.keyboard.press("?"),
  },
  { name: "settings-workspace", path: "/settings/workspace" },
  { name: "nowhere", path: "/nowhere" },
];
