import type { Page } from "playwright-core";
import { expect } from "vitest";
import { picture } from "../browser.ts";
import { drawFlow, type FlowDrawing } from "./draw-flow.ts";

/** What the bot of the payment flow says, as the one who draws it writes it. */
export const said = {
  hello: "Ahoy! I'm Marina from Harbour Kayaks.",
  askMail: "Lovely to meet you, @name! Where may I send your ticket?",
  askAmount: "How much is your ticket, in euros?",
  wait: "Thank you, @name! Please wait here a moment.",
  paid: "It went through, @name. See you on Saturday!",
  declined: "I'm sorry, @name, the bank said no.",
};
const goHere = "What the desk decided";

/** Draws Request, Set, Go on an open builder that holds nothing but a greeting. */
export async function drawPaymentFlow(page: Page, deskUrl: string): Promise<void> {
  const draw = drawFlow(page);
  await drawQuestions(page, draw);
  await drawRequest(page, draw, deskUrl);
  await drawOutcome(page, draw);
  await nameGoBlock(page, draw);
  await page.getByRole("button", { name: "Zoom to fit" }).click();
  await page.getByRole("status").getByText("Saved").waitFor();
  await picture(page, "studio-payment-flow");
}

async function drawQuestions(page: Page, draw: FlowDrawing): Promise<void> {
  await draw.block("Send a message").click();
  await draw.write("Message", said.hello);
  await draw.pullOut("Send a message", null, "Ask for the name");
  await draw.addNext("Ask for the e-mail");
  await draw.write("Question", "");
  await draw.complete("Lovely to meet you, @na", "@name");
  await page.keyboard.type("! Where may I send your ticket?");
  await draw.leaveForm();
  await draw.addNext("Ask for a number");
  await draw.write("Question", said.askAmount);
  await draw.form.getByRole("combobox", { name: "Keep the answer in" }).fill("amount");
  await draw.leaveForm();
}

async function drawRequest(page: Page, draw: FlowDrawing, deskUrl: string): Promise<void> {
  const { form } = draw;
  await draw.addNext("Set a field");
  await form.getByRole("combobox", { name: "Field" }).fill("data");
  await form.getByRole("radio", { name: "JSON" }).click();
  await draw.write("Value", "{}");
  await draw.leaveForm();
  await draw.addNext("Webhook");
  await draw.write("Address", `${deskUrl}/payments`);
  await form.getByRole("group", { name: "Body" }).getByRole("radio", { name: "JSON" }).click();
  await draw.write("JSON", "");
  await draw.complete('{ "bot_id": @bot', "@bot_id");
  await page.keyboard.type(', "block_id": "later", "customer_id": @id, ');
  await page.keyboard.type('"name": "@name", "email": "@email", "amount": @amount }');
  await tryRequest(page, draw);
  await draw.leaveForm();
  await draw.addNext("Send a message");
  await draw.write("Message", said.wait);
  await draw.leaveForm();
}

/** Sends the request with sample values, and keeps a value of the real answer. */
async function tryRequest(page: Page, { form }: FlowDrawing): Promise<void> {
  await form.getByRole("button", { name: "Try the request" }).click();
  const samples = { "@name": "Sample Sam", "@email": "sam@example.org", "@amount": "1.50" };
  for (const [field, value] of Object.entries(samples))
    await form.getByRole("textbox", { name: field }).fill(value);
  await form.getByRole("button", { name: "Send test request" }).click();
  await form.getByText("201").first().waitFor();
  await form.getByRole("button", { name: /^Keep payment_id/ }).click();
  const field = form.getByRole("combobox", { name: "Field", exact: true });
  await expect.poll(() => field.inputValue()).toBe("payment_id");
  await picture(page, "studio-payment-request");
}

async function drawOutcome(page: Page, draw: FlowDrawing): Promise<void> {
  const { form } = draw;
  await draw.dragBelow("Formula", draw.block("Send a message").last());
  await draw.write("Formula", "");
  await draw.complete("GetVal", "GetValue");
  await page.keyboard.type('@data, "status');
  await form.getByRole("textbox", { name: "@data" }).fill('{"status":"paid"}');
  await form.getByRole("status").filter({ hasText: "paid" }).waitFor();
  await form.getByRole("combobox", { name: "Keep the result in" }).fill("status");
  await draw.name(goHere);
  await picture(page, "studio-payment-formula");
  await draw.leaveForm();
  await draw.addNext("Conditions");
  await form.getByRole("combobox", { name: "Value", exact: true }).fill("status");
  await form.getByRole("combobox", { name: "Comparison" }).selectOption("is");
  await draw.write("Compared with", "paid");
  await draw.leaveForm();
  await draw.addNext("Goodbye");
  await draw.write("Message", said.paid);
  await draw.name("Paid");
  await draw.leaveForm();
  await page.keyboard.press("ArrowLeft");
  await draw.pullOut("Conditions", "False", "Goodbye");
  await draw.write("Message", said.declined);
  await draw.name("Declined");
  await draw.leaveForm();
}

/** Copies the id of the block to go on from out of its menu, into the body of the request. */
async function nameGoBlock(page: Page, draw: FlowDrawing): Promise<void> {
  await draw.find(goHere);
  await page.getByRole("button", { name: `What to do with ${goHere}` }).click();
  await picture(page, "studio-payment-block-menu");
  await page.getByRole("menuitem", { name: "Copy block id" }).click();
  await page
    .getByText(/^Copied \w{9}$/)
    .first()
    .waitFor();
  await draw.find("Webhook");
  const body = draw.form.getByRole("textbox", { name: "JSON", exact: true });
  await body.getByText('"later"').dblclick();
  await page.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => body.innerText()).toMatch(/"block_id": "[A-Za-z]\w{8}"/);
}
