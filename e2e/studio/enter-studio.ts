import type { BrowserContext } from "playwright-core";
import { runParley } from "../web-bot.ts";
import type { StudioWorld } from "./studio-world.ts";

/** Whoever set the installation up. */
export const owner = {
  name: "Ann Larsen",
  email: "ann@example.org",
  password: "a long way to the harbour",
  workspace: "Harbour Kayaks",
};

/** Sets the installation up and signs in. */
export async function enterStudio(
  context: BrowserContext,
  world: Pick<StudioWorld, "product">,
): Promise<void> {
  const origin = world.product.url;
  const headers = { "Parley-Studio": "0", Origin: origin };
  const session = await context.request.get(`${origin}/studio/api/session`, { headers });
  const isNew = Object(await session.json()).setup === "needed";
  const printed = isNew ? await runParley(world.product, "setup-code") : "";
  const code = /\w{5}(-\w{5}){3}/.exec(printed)?.[0] ?? "";
  const { email, password } = owner;
  const [path, data] = isNew ? ["setup", { code, ...owner }] : ["sign_in", { email, password }];
  const answer = await context.request.post(`${origin}/studio/api/${path}`, { headers, data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}
