// Drives the chat against the fake server in a real browser: screenshots, axe, first paint.
// `node packages/widget/dev/shots.ts [folder] [part of a picture's name]`; fails on a serious finding of axe or a page error.
import { mkdirSync } from "node:fs";
// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the repository, declared at its root.
import { AxeBuilder } from "@axe-core/playwright";
// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the repository, declared at its root.
import { type Browser, chromium, type Page } from "playwright-core";
import { startFakeServer } from "./fake-server.ts";
import { scenes } from "./scenes.ts";

const folder = process.argv[2] ?? "/tmp/shots";
const wanted = process.argv[3] ?? "";
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];
const problems: string[] = [];

mkdirSync(folder, { recursive: true });
const { server, url } = await startFakeServer(0);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
try {
  for (const scheme of ["light", "dark"] as const) {
    for (const size of sizes) await drive(browser, scheme, size);
  }
  await measureFirstPaint(browser);
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
process.stdout.write(problems.length > 0 ? `${problems.join("\n")}\n` : "No problem found.\n");
if (problems.length > 0) process.exitCode = 1;

async function drive(browser: Browser, colorScheme: "light" | "dark", viewport: Size) {
  for (const scene of scenes) {
    const name = `${scene.name}-${viewport.width}-${colorScheme}`;
    if (!name.includes(wanted)) continue;
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(`${name}: ${error.message}`));
    page.on("console", (message) => {
      if (/Content Security|Trusted/.test(message.text()))
        problems.push(`${name}: ${message.text()}`);
    });
    await page.goto(`${url}${scene.path}`);
    const control = (act: string) => fetch(`${url}/dev/${act}`);
    await control("forget");
    await scene.play(page, control).catch((error: unknown) => problems.push(`${name}: ${error}`));
    await page.waitForTimeout(350);
    await page.screenshot({ path: `${folder}/${name}.png` });
    await axe(page, name);
    await context.close();
    await control("refuse?status=0");
    await control("down?on=0");
  }
}

async function axe(page: Page, name: string) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, impact, nodes } of violations) {
    if (impact !== "serious" && impact !== "critical") continue;
    problems.push(
      `${name}: axe ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
    );
  }
}

/** How long after its script was there the page showed the greeting; the median of nine loads. */
async function measureFirstPaint(browser: Browser) {
  const page = await browser.newPage();
  const times: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    await page.goto(`${url}/v3/H-1-STATIC/index.html`);
    await page.locator("[data-lb-part=message]").first().waitFor();
    times.push(
      await page.evaluate(() => {
        const [script] = performance.getEntriesByType("resource");
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        const loadedMs = script instanceof PerformanceResourceTiming ? script.responseEnd : 0;
        return (paint?.startTime ?? Number.NaN) - loadedMs;
      }),
    );
  }
  times.sort((a, b) => a - b);
  const [best = 0, median = 0, worst = 0] = [times[0], times[4], times[8]].map((ms) =>
    Math.round(ms ?? Number.NaN),
  );
  process.stdout.write(`First paint, ms: ${best} best, ${median} median, ${worst} worst.\n`);
  if (!(median <= 100)) problems.push(`First paint took ${median} ms.`);
}

type Size = { readonly width: number; readonly height: number };
