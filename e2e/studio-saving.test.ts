import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { openBuilder } from "./studio/builder-screen.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld, type StudioWorld } from "./studio/studio-world.ts";
import { createV1 } from "./studio/v1-client.ts";

/** Somebody else who builds. */
async function colleague({ v1, product }: StudioWorld) {
  const { agent } = await v1.post("agents/", {
    ...{ name: "Bea", email: "bea@example.org", role: "manager" },
  });
  return createV1(product, Number(Object(agent).id));
}

test.skipIf(hasNoBrowser)(
  "whoever only looks at a draft sees what a colleague saved, and hears that it is theirs",
  async () => {
    const world = await openStudioWorld();
    onTestFinished(() => world.product.stop());
    const context = await openProfile(await openBrowser(), {
      viewport: { width: 1440, height: 900 },
    });
    await enterStudio(context, world);
    const { bot } = world.ids;
    const { page, status } = await openBuilder(context, world, bot);
    const statuses: number[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(`/v1/bots/${bot}/draft/`)) statuses.push(response.status());
    });
    await expect.poll(() => statuses, { timeout: 60_000 }).toContain(304);
    const before = await status();
    const { flow, revision } = await world.v1.get(`bots/${bot}/draft/`);
    const changed: unknown = JSON.parse(
      JSON.stringify(flow).replace("Good day, this is Pedal", "Ahoy, this is Pedal"),
    );
    const bea = await colleague(world);
    await bea.put(`bots/${bot}/draft/`, { flow: changed }, `"${revision}"`);
    expect(before).toMatch(/^Saved/);
    await page.getByText("Bea saved this now").waitFor({ timeout: 60_000 });
    await page.locator(".card", { hasText: "Ahoy, this is Pedal" }).waitFor();
    await picture(page, "studio-saving-others");
    // However often it looked, the draft came over once.
    expect(statuses.filter((it) => it !== 304)).toEqual([200]);
  },
  120_000,
);
