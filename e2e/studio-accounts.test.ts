import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasNoBrowser, openBrowser, openProfile } from "./browser.ts";
import { type Product, startProduct } from "./start-server.ts";
import { owner } from "./studio/enter-studio.ts";
import { totp } from "./studio/totp.ts";
import { runParley } from "./web-bot.ts";

let product: Product;

beforeAll(async () => {
  if (!hasNoBrowser) product = await startProduct({ PARLEY_DEMO: "off" });
});
afterAll(() => product?.stop());

/** A browser of somebody's own, at an address of the Studio. */
async function visit(browser: Browser, path: string): Promise<Page> {
  const page = await (await openProfile(browser)).newPage();
  await page.goto(`${product.url}/studio${path}`);
  return page;
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const title = (page: Page, name: string) =>
  page.getByRole("heading", { name, exact: true }).waitFor();

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await field(page, "E-mail address").fill(email);
  await field(page, "Password").fill(password);
  await press(page, "Sign in");
}

async function setUp(page: Page): Promise<void> {
  const code = /\w{5}(-\w{5}){3}/.exec(await runParley(product, "setup-code"))?.[0] ?? "";
  await field(page, "Set-up code").fill(code);
  await field(page, "Your name").fill(owner.name);
  await field(page, "E-mail address").fill(owner.email);
  await field(page, "Password").fill(owner.password);
  await field(page, "Name of the workspace").fill(owner.workspace);
  await press(page, "Set up");
  await title(page, "Bots");
}

async function invite(page: Page, email: string): Promise<string> {
  await page.goto(`${product.url}/studio/settings/people`);
  await press(page, "Invite");
  await field(page, "E-mail address").fill(email);
  await press(page, "Make a link");
  const link = page.getByRole("dialog").getByText(/^http.*\/invitation\//);
  return (await link.first().innerText()).trim();
}

describe.skipIf(hasNoBrowser)("Accounts of the Studio", { timeout: 180_000 }, () => {
  test("from the first start to two people, one of them with a second factor", async () => {
    const browser = await openBrowser();
    const ann = await visit(browser, "/settings/people");
    await title(ann, "Set up Parley");
    await setUp(ann);
    const link = await invite(ann, "bea@example.org");

    const bea = await visit(browser, new URL(link).pathname.replace("/studio", ""));
    await title(bea, `Join ${owner.workspace}`);
    await field(bea, "Your name").fill("Bea");
    await field(bea, "Password").fill("another way to the harbour");
    await press(bea, "Join");
    await title(bea, "Bots");
    // A link works once.
    await bea.goto(link);
    await title(bea, "This invitation does not hold any more");

    const codes = await addAuthenticator(ann);
    await ann.getByRole("button", { name: /^Account of/ }).click();
    await ann.getByRole("menuitem", { name: "Sign out" }).click();
    await title(ann, "Sign in to Parley");
    await signIn(ann, owner.email, "a wrong way to the harbour");
    await ann.getByText("The e-mail address or the password is wrong.").waitFor();
    await signIn(ann, owner.email, owner.password);
    await title(ann, "Two-factor sign-in");
    await press(ann, "Use a backup code");
    await field(ann, "Backup code").fill(codes[0] ?? "");
    await press(ann, "Verify");
    await title(ann, "Bots");
  });

  test("a session that is ended elsewhere leads to sign-in and back", async () => {
    const browser = await openBrowser();
    const one = await visit(browser, "/settings/workspace");
    await signIn(one, "bea@example.org", "another way to the harbour");
    await title(one, "Workspace");
    const other = await visit(browser, "/settings/security");
    await signIn(other, "bea@example.org", "another way to the harbour");
    await press(other, "End all others");
    await other.getByText("All other sessions ended").first().waitFor();
    await one.getByRole("link", { name: "People", exact: true }).click();
    await title(one, "Sign in to Parley");
    await signIn(one, "bea@example.org", "another way to the harbour");
    await title(one, "People");
    await expect.poll(() => new URL(one.url()).pathname).toBe("/studio/settings/people");
  });
});

/** Switches the second factor on, as somebody with an authenticator does. Gives the backup codes. */
async function addAuthenticator(page: Page): Promise<readonly string[]> {
  await page.goto(`${product.url}/studio/settings/security`);
  await press(page, "Switch on…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password", { exact: true }).fill(owner.password);
  await press(page, "Go on");
  const key = await dialog.getByRole("button", { name: /^Copy / }).getAttribute("title");
  await dialog.getByLabel("Code", { exact: true }).fill(totp(key ?? ""));
  await press(page, "Confirm");
  const list = dialog.getByRole("list", { name: "Backup codes" });
  await list.waitFor();
  const codes = await list.getByRole("listitem").allInnerTexts();
  expect(codes.length).toBeGreaterThan(5);
  await dialog.getByRole("checkbox", { name: "I have kept these codes" }).click();
  await press(page, "Done");
  return codes;
}
