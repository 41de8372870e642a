import type { Page } from "playwright-core";
import { expect } from "vitest";
import { picture } from "../browser.ts";
import { go, heading, press } from "./by-name.ts";

/** An inspector, and a MessageHook that sends everything there. */
export async function makeHook(page: Page): Promise<void> {
  await go(page, "Integrations");
  await go(page, "Inspectors");
  await page.getByRole("button", { name: "New inspector" }).first().click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("All it says");
  await press(page, "Make inspector");
  await page.getByRole("button", { name: /^Copy http/ }).click();
  await go(page, "Integrations");
  await go(page, "MessageHooks");
  await page.getByRole("tab", { name: "MessageHooks" }).click();
  await page.getByRole("button", { name: "Add a new MessageHook" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a new MessageHook" });
  await dialog.getByLabel("Name", { exact: true }).fill("Transcripts");
  await dialog.getByLabel("Hook URL").click();
  await page.keyboard.press("ControlOrMeta+v");
  await dialog.getByLabel("Channel").selectOption("Website");
  await dialog.getByLabel("Token").fill("s3cret");
  await picture(page, "studio-payment-hook");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await heading(page, "Transcripts is on");
  await press(page, "Done");
}

/** Who spoke, oldest first, once the hook has delivered so many messages. */
export async function deliveries(page: Page, count: number): Promise<readonly string[]> {
  await go(page, "Integrations");
  await go(page, "MessageHooks");
  await go(page, "Transcripts");
  const rows = page.getByRole("list", { name: "Deliveries" }).getByRole("button");
  await expect.poll(() => rows.count()).toBe(count);
  await picture(page, "studio-payment-deliveries");
  const texts = await rows.allInnerTexts();
  return texts.map((text) => /^(bot|customer|agent)$/m.exec(text)?.[1] ?? text).reverse();
}

/** What was said, oldest first, as the bodies of the inspector's requests tell it. */
export async function received(page: Page, count: number): Promise<readonly string[]> {
  await go(page, "Integrations");
  await go(page, "Inspectors");
  await go(page, "All it says");
  const bodies: string[] = [];
  for (let at = 1; at <= count; at += 1) {
    await page.getByRole("button", { name: new RegExp(`^${at} POST`) }).click();
    const details = page.getByRole("region", { name: "Details" });
    await details.getByRole("heading", { name: `Request ${at}` }).waitFor();
    const body = await details.getByRole("figure", { name: /^Body/ }).innerText();
    bodies.push(/"body": ("(?:[^"\\]|\\.)*")/.exec(body)?.[1] ?? body);
  }
  await picture(page, "studio-payment-inspector");
  return bodies.map((text) => String(JSON.parse(text)));
}
