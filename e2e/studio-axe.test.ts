import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openScreen } from "./studio/open-screen.ts";
import { type StudioScreen, studioScreens } from "./studio/studio-screens.ts";
import { openStudioWorld, type StudioWorld } from "./studio/studio-world.ts";

let world: StudioWorld;

beforeAll(async () => {
  if (!hasNoBrowser) world = await openStudioWorld();
}, 120_000);
afterAll(() => world?.product.stop());

const bad = new Set<unknown>(["moderate", "serious", "critical"]);

/** What axe calls more than a trifle on a screen, each with the first place where it found it. */
async function faultsOn(page: Page, screen: StudioScreen, rules: readonly string[]) {
  await openScreen(page, world, screen);
  const axe = new AxeBuilder({ page });
  if (rules.length > 0) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => bad.has(impact))
    .map(({ id, help, nodes }) => `${screen.name}: ${id}, ${help}: ${nodes[0]?.html}`);
}

/** Of a theme only its colours differ. */
const themes = [
  ["light", []],
  ["dark", ["color-contrast"]],
] as const;

describe.skipIf(hasNoBrowser)("The Studio's screens", { timeout: 600_000 }, () => {
  test.each(themes)(
    "have no fault that is more than a trifle in the %s theme",
    async (theme, rules) => {
      const browser = await openBrowser();
      const options = { colorScheme: theme, reducedMotion: "reduce" } as const;
      const outside = await (await openProfile(browser, options)).newPage();
      const inside = await (await openProfile(browser, options)).newPage();
      await enterStudio(inside.context(), world);
      const faults: string[] = [];
      for (const screen of studioScreens(world.ids))
        faults.push(...(await faultsOn(screen.isOutside ? outside : inside, screen, rules)));
      expect(faults).toEqual([]);
    },
  );
});
