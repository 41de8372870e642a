// Pictures of every screen, for people to look at: `npm run shots`, or `npm run shots -- bots settings` for those whose
// names begin so. PARLEY_SHOTS names the folder; PARLEY_SHOT_SIZES and PARLEY_SHOT_THEMES narrow it down: `1440,390`, `dark`.
import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { enterStudio } from "./enter-studio.ts";
import { openScreen } from "./open-screen.ts";
import { type StudioScreen, studioScreens } from "./studio-screens.ts";
import { openStudioWorld, type StudioWorld } from "./studio-world.ts";

const folder = process.env.PARLEY_SHOTS ?? "var/shots/studio";
const heights: Readonly<Record<string, number>> = { 1440: 900, 1024: 768, 390: 844 };
const listed = (text: string | undefined, all: readonly string[]) => text?.split(",") ?? all;
const widths = listed(process.env.PARLEY_SHOT_SIZES, ["1440", "1024", "390"]);
const themes = listed(process.env.PARLEY_SHOT_THEMES, ["light", "dark"]);
const wanted = process.argv.slice(2);
const isWanted = ({ name }: StudioScreen) =>
  wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix));

mkdirSync(folder, { recursive: true });
const world = await openStudioWorld();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const screens = studioScreens(world.ids).filter(isWanted);
  for (const theme of themes) await shootTheme(browser, world, screens, theme);
} finally {
  await browser.close();
  await world.product.stop();
}

async function shootTheme(
  browser: Browser,
  world: StudioWorld,
  screens: readonly StudioScreen[],
  theme: string,
): Promise<void> {
  const options = {
    colorScheme: theme === "dark" ? "dark" : "light",
    reducedMotion: "reduce",
  } as const;
  const outside = await browser.newContext(options);
  const inside = await browser.newContext(options);
  await enterStudio(inside, world);
  for (const screen of screens)
    for (const width of widths)
      await shoot(screen.isOutside ? outside : inside, screen, Number(width), theme).catch(
        (error) => console.error(`${screen.name} ${width} ${theme}: ${error}`),
      );
  await outside.close();
  await inside.close();
}

async function shoot(context: BrowserContext, screen: StudioScreen, width: number, theme: string) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => console.error(`${screen.name}: ${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") console.error(`${screen.name}: ${message.text()}`);
  });
  try {
    await page.setViewportSize({ width, height: heights[width] ?? 900 });
    await openScreen(page, world, screen);
  } finally {
    await page.screenshot({ path: `${folder}/${screen.name}-${width}-${theme}.png` });
    await page.close();
  }
}
