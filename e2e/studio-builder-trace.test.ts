import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { openBuilder } from "./studio/builder-screen.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld, type StudioWorld } from "./studio/studio-world.ts";

const columns = 25;

/** Questions in rows of 25, each answer leading on. */
function flowOf(blockCount: number) {
  const ids = Array.from({ length: blockCount }, (_, at) => `block${at}`);
  const blocks = ids.map((id, at) => {
    const [next, below] = [ids[at + 1] ?? id, ids[at + columns] ?? id];
    const options = [
      { id: "on", label: "Go on" },
      { id: "down", label: "Somewhere else" },
    ];
    const params = { text: `Question ${at} for @name: which way now?`, options };
    return [id, { kind: "buttons", params, next: { on: next, down: below } }];
  });
  const layout = ids.map((id, at) => [
    id,
    { x: (at % columns) * 360, y: Math.floor(at / columns) * 200 },
  ]);
  return {
    ...{ format: 1, name: `Of ${blockCount}`, start: "block0" },
    blocks: Object.fromEntries(blocks),
    layout: Object.fromEntries(layout),
  };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  /** Microseconds of processor time: what others do on the machine is not in it. */
  readonly tdur?: number;
}

interface Motion {
  readonly frames: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** What the page's own thread works for one frame. */
  readonly workMs: number;
}

async function measure(context: BrowserContext, page: Page, move: () => Promise<void>) {
  const client = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  client.on("Tracing.dataCollected", ({ value }) =>
    events.push(...value.map((it): TraceEvent => Object(it))),
  );
  await client.send("Tracing.start", {
    traceConfig: {
      includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"],
    },
  });
  await page.evaluate(`(() => {
    const frames = (window.frameTimes = []);
    let last = performance.now();
    const tick = (now) => {
      frames.push(now - last);
      last = now;
      if (window.frameTimes === frames) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  })()`);
  await move();
  const times: number[] = await page.evaluate(
    "(() => { const times = window.frameTimes; window.frameTimes = null; return times; })()",
  );
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await complete;
  return summary(times.slice(2), events);
}

function summary(times: readonly number[], events: readonly TraceEvent[]): Motion {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const page = events.find(({ name }) => name === "FireAnimationFrame")?.tid;
  const work = events
    .filter(({ name, ph, tid }) => name === "RunTask" && ph === "X" && tid === page)
    .reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
  return { frames: times.length, p50Ms: at(0.5), p95Ms: at(0.95), workMs: work / times.length };
}

async function wave(page: Page, from: { x: number; y: number }): Promise<void> {
  for (let at = 0; at < 90; at += 1) {
    await page.mouse.move(from.x + Math.sin(at / 12) * 160, from.y + at);
    await page.waitForTimeout(8);
  }
}

/** Drags a block, then moves the canvas; tells what each cost. */
async function moveAbout(context: BrowserContext, world: StudioWorld, blockCount: number) {
  const made = await world.v1.post("bots/", { name: "Large", flow: flowOf(blockCount) });
  const bot: number = Object(made.bot).id;
  const { page, waitForStatus } = await openBuilder(context, world, bot);
  await page.waitForTimeout(1500);
  // What opening costs is none of the movement's.
  await page.evaluate("new Promise((resolve) => requestIdleCallback(() => resolve()))");
  const drag = await measure(context, page, async () => {
    const box = await page.locator('.react-flow__node[data-id="block1"]').boundingBox();
    const from = { x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + 8 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await wave(page, from);
    await page.mouse.up();
  });
  await waitForStatus("Saved");
  const pan = await measure(context, page, async () => {
    await page.mouse.move(700, 700);
    await page.mouse.down({ button: "middle" });
    await wave(page, { x: 700, y: 600 });
    await page.mouse.up({ button: "middle" });
  });
  const { layout } = Object((await world.v1.get(`bots/${bot}/draft/`)).flow);
  expect(layout.block1).not.toEqual({ x: 360, y: 0 });
  await page.close();
  return { drag, pan };
}

test.skipIf(hasNoBrowser)(
  "moving about costs hardly more in a flow of 500 blocks than in one that fits on the screen",
  async () => {
    const world = await openStudioWorld();
    onTestFinished(() => world.product.stop());
    const context = await openProfile(await openBrowser(), {
      viewport: { width: 1440, height: 900 },
    });
    await enterStudio(context, world);
    const small = await moveAbout(context, world, 30);
    const large = await moveAbout(context, world, 500);
    console.log(`30 blocks: ${JSON.stringify(small)}\n500 blocks: ${JSON.stringify(large)}`);
    // Milliseconds say little on a busy machine: what the page works for a frame, in processor time, against the same on a small flow.
    expect(large.drag.workMs / small.drag.workMs).toBeLessThan(3);
    expect(large.pan.workMs / small.pan.workMs).toBeLessThan(3);
    expect(large.drag.frames).toBeGreaterThan(30);
  },
  180_000,
);
