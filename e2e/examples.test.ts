import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDashboard } from "../examples/dashboard-feed/test/open-dashboard.ts";
import { startHelpdesk } from "../examples/helpdesk-bridge/test/start-helpdesk.ts";
import { hasNoBrowser, openBrowser, openProfile, picture } from "./browser.ts";

/** A page that everybody can use, also on a narrow screen. */
async function expectSound(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess).toBe(0);
}

describe.skipIf(hasNoBrowser)("The examples in a real browser", { timeout: 90_000 }, () => {
  test("a visitor and an agent talk through the help desk, until the agent gives the visitor back", async () => {
    const { parley, url, open } = await startHelpdesk();
    onTestFinished(() => parley.stop());
    const desk = await open();
    onTestFinished(() => desk.stop());
    const browser = await openBrowser();
    const agent = await (
      await openProfile(browser, { viewport: { width: 390, height: 844 }, colorScheme: "dark" })
    ).newPage();
    await agent.goto(url);
    await agent.getByText("Nobody waits").waitFor();
    await expectSound(agent);

    const chat = await (await openProfile(browser)).newPage();
    await chat.goto(`${parley.url}/v3/${parley.channelToken}/index.html`);
    await chat.getByRole("button", { name: "Talk to a person" }).click();
    await chat.getByText("I have called somebody").waitFor();
    await chat.getByRole("textbox").fill("My chain is off");
    await chat.getByRole("textbox").press("Enter");

    await agent.getByRole("link", { name: /Waits for an answer/ }).click();
    await agent.getByText("My chain is off").waitFor();
    await agent.getByLabel("Your answer").fill("Bring it in");
    await agent.getByLabel("Your answer").press("Enter");
    await chat.getByText("Bring it in").waitFor();
    await agent.locator("[data-from=agent]", { hasText: "Bring it in" }).waitFor();
    await expectSound(agent);
    await picture(agent, "helpdesk-390-dark");

    await agent.getByRole("button", { name: "Close the conversation" }).click();
    await agent.getByText("This conversation is closed").waitFor();
    await chat.getByRole("textbox").fill("Thanks");
    await chat.getByRole("textbox").press("Enter");
    await chat.getByText("It is me again, the bot").waitFor();
  });

  test.each(["light", "dark"] as const)(
    "the dashboard counts before one's eyes, in the %s",
    async (colorScheme) => {
      const { url, count } = await openDashboard(onTestFinished);
      const browser = await openBrowser();
      const page = await (
        await openProfile(browser, { viewport: { width: 390, height: 844 }, colorScheme })
      ).newPage();
      await page.goto(url);
      await page.getByText("Nothing was said in these hours").waitFor();
      await expectSound(page);
      for (const sender of ["customer", "bot", "agent", "customer"] as const) await count(sender);
      await page.getByRole("img", { name: /the most were 4/ }).waitFor();
      await expectSound(page);
      await picture(page, `dashboard-390-${colorScheme}`);
    },
  );
});
