import type { FrameLocator, Page } from "playwright-core";
import { picture } from "../browser.ts";
import { press } from "./by-name.ts";
import { said } from "./payment-flow.ts";

type Chat = Page | FrameLocator;

async function answer(chat: Chat, question: string, text: string): Promise<void> {
  await chat.getByText(question).waitFor();
  await chat.getByRole("textbox").fill(text);
  await chat.getByRole("textbox").press("Enter");
}

/** Chats until the bot has asked the desk and waits for its word. */
export async function chatUntilTheWait(chat: Chat, name: string, email: string): Promise<void> {
  await answer(chat, "What is your name?", name);
  await answer(chat, said.askMail.replace("@name", name), email);
  await answer(chat, said.askAmount, "12.50");
}

/** Plays the visitor, the desk and its Set and Go beside the canvas, and keeps that as a test. */
export async function tryIt(page: Page): Promise<void> {
  await press(page, "Try it");
  const panel = page.getByRole("complementary", { name: "Try it" });
  const chat = panel.getByTitle("Chat with Payment").contentFrame();
  await chatUntilTheWait(chat, "Ann", "ann@example.org");
  await press(page, "Answer by hand");
  await panel.getByRole("textbox", { name: "Status" }).fill("201");
  await panel.getByRole("textbox", { name: "Body" }).fill('{"payment_id":"pay_1"}');
  await press(page, "Answer");
  await chat.getByText(said.wait.replace("@name", "Ann")).waitFor();
  await press(page, "Let something happen");
  await page.getByRole("menuitem", { name: "Set a field…" }).click();
  const form = panel.getByRole("form", { name: "Set a field" });
  await form.getByRole("combobox", { name: "Field" }).fill("data");
  await form.getByRole("textbox", { name: /^Value/ }).fill('{"status":"paid"}');
  await form.getByRole("button", { name: "Set" }).click();
  await press(page, "Send Go");
  await picture(page, "studio-payment-send-go");
  await panel
    .getByRole("form", { name: "Send Go" })
    .getByRole("button", { name: "Send Go" })
    .click();
  await chat.getByText(said.paid.replace("@name", "Ann")).waitFor();
  await picture(page, "studio-payment-tried");
  await press(page, "Keep as a test");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Approved");
  await press(page, "Save test");
  await page.getByRole("tab", { name: "Tests" }).click();
  await press(page, "Run all");
  await page
    .getByRole("listitem")
    .filter({ hasText: "Approved" })
    .getByText("Passes", { exact: true })
    .waitFor();
  await picture(page, "studio-payment-test");
  await panel.getByRole("button", { name: "Close" }).click();
}
