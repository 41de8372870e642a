import { expect, onTestFinished, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";
import { openBuilder } from "./studio/builder-screen.ts";
import { enterStudio } from "./studio/enter-studio.ts";
import { openStudioWorld } from "./studio/studio-world.ts";

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
    await expect.poll(() => statuses, { timeout: 20_000 }).toEqual([304]);
    const before = await status();
    const { flow, revision } = await world.v1.get(`bots/${bot}/draft/`);
    const changed: unknown = JSON.parse(
      JSON.stringify(flow).replace("Good day, this is Pedal", "Ahoy, this is Pedal"),
    );
    await world.v1.put(`bots/${bot}/draft/`, { flow: changed }, `"${revision}"`);
    expect(before).toMatch(/^Saved/);
    await page.getByText("Changed by others").waitFor();
    await page.locator(".card", { hasText: "Ahoy, this is Pedal" }).waitFor();
    await picture(page, "studio-saving-others");
    expect(statuses).toEqual([304, 200]);
  },
  120_000,
);
