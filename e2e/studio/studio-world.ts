import { readFileSync } from "node:fs";
import { type Product, startProduct } from "../start-server.ts";
import { sendLeadVisitors } from "./lead-visitors.ts";
import { createV1, type V1 } from "./v1-client.ts";

/** An installation with enough in it that every screen of the Studio has something to show. */
export interface StudioWorld {
  readonly product: Product;
  readonly v1: V1;
  readonly ids: StudioIds;
  /** Opens the chat of the bot that most people have talked with. */
  readonly leadToken: string;
}

/** What screens are about. */
export interface StudioIds {
  readonly bot: number;
  /** The one that most people have talked with. */
  readonly leadBot: number;
  readonly webChannel: number;
  readonly apiChannel: number;
  readonly hook: number;
  readonly inspector: number;
}

const customers = ["Ann", "Bea Lindqvist", "中村 美咲", "Carlos", "Dana", "Étienne", "ליאור כהן"];
/** How many people have begun the lead form. */
export const leadVisitors = 60;
const longName =
  "Quarterly customer satisfaction survey for the northern region, second edition (do not edit)";

/** Starts the product and fills it: bots in every state, channels, hooks with deliveries, versions, conversations. */
export async function openStudioWorld(
  settings: Readonly<Record<string, string>> = {},
): Promise<StudioWorld> {
  const product = await startProduct({ PARLEY_RATE_LIMITS: "off", ...settings });
  const v1 = await createV1(product);
  const support = await makeBot(v1, "support");
  const garden = await makeBot(v1, "lead-form");
  await v1.post(`bots/${support}/publish/`, { note: "First words, reviewed by the shop" });
  await v1.post(`bots/${garden}/publish/`, { note: "" });
  for (const name of [longName, "מענה ללקוחות", "Untitled"]) await v1.post("bots/", { name });
  const web = await v1.post("channels/", { name: "Website", type: "landbot", bot_id: garden });
  const api = await v1.post("channels/", { name: "Mobile app", type: "apichat", bot_id: support });
  const webChannel = idIn(web, "channel");
  const apiChannel = idIn(api, "channel");
  const { hook, inspector } = await addHooks(v1, webChannel, apiChannel);
  await converse(product, String(api.channel_token));
  const leadToken = String(Object(web.channel).token);
  await sendLeadVisitors(product, leadToken, leadVisitors);
  await changeDraft(v1, support);
  return {
    product,
    v1,
    leadToken,
    ids: { bot: support, leadBot: garden, webChannel, apiChannel, hook, inspector },
  };
}

async function makeBot(v1: V1, file: string): Promise<number> {
  const flow: unknown = JSON.parse(readFileSync(`flows/${file}.json`, "utf8"));
  const name = Object(flow).name;
  return idIn(await v1.post("bots/", { name, flow }), "bot");
}

/** A receiver that takes everything, and one that fails. */
async function addHooks(v1: V1, webChannel: number, apiChannel: number) {
  const { inspector } = await v1.post("inspectors/", { name: "Everything from the app" });
  const failing = await v1.post("inspectors/", { name: "Always fails", status: 500 });
  const { hook } = await v1.post(`channels/${apiChannel}/message_hooks/`, {
    ...{
      name: "Help desk",
      url: Object(inspector).url,
      token: "s3cret",
      senders: ["customer", "bot"],
    },
  });
  const failingUrl = Object(failing.inspector).url;
  await v1.post(`channels/${apiChannel}/message_hooks/`, { name: "Archive", url: failingUrl });
  await v1.post(`channels/${webChannel}/message_hooks/`, { name: "CRM", url: failingUrl });
  return { hook: Number(Object(hook).id), inspector: Number(Object(inspector).id) };
}

/** People who write to the API channel's bot: some stop early, some come to the end. */
async function converse(product: Product, channelToken: string): Promise<void> {
  const lines = ["Hello", "When are you open?", "Talk to a person", "ann@example.org"];
  for (const [at, name] of customers.entries())
    for (const message of lines.slice(0, (at % lines.length) + 1)) {
      const answer = await fetch(`${product.url}/v1/send/customer-${at}/`, {
        method: "POST",
        headers: { authorization: `Token ${channelToken}`, "content-type": "application/json" },
        body: JSON.stringify({ customer: { name }, message: { type: "text", message } }),
      });
      if (!answer.ok) throw new Error(`send: ${answer.status} ${await answer.text()}`);
    }
}

async function changeDraft(v1: V1, bot: number): Promise<void> {
  const { flow, revision } = await v1.get(`bots/${bot}/draft/`);
  const text = JSON.stringify(flow).replace("Hi there, this is Pedal", "Good day, this is Pedal");
  await v1.put(`bots/${bot}/draft/`, { flow: JSON.parse(text) }, `"${revision}"`);
}

const idIn = (answer: Readonly<Record<string, unknown>>, name: string): number =>
  Number(Object(answer[name]).id);
