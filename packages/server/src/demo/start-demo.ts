import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FlowDocument } from "@parley/flow";
import { z } from "zod";
import { foundWorkspace } from "../features/accounts/agents.ts";
import type { Features } from "../features/create-features.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import type { AgentRecord } from "../ports/records.ts";
import type { Store } from "../ports/store.ts";
import { type Desk, startDesk } from "./desk-process.ts";

export interface DemoPorts {
  readonly url: string;
  readonly store: Store;
  readonly features: Features;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** What there is to look at. */
export interface Demo {
  readonly chatUrl: string;
  readonly deskUrl: string;
  readonly desk: Desk;
}

/** What the first start has set up, kept in the setting `demo`. */
const Setup = z.object({ channelToken: z.string(), deskPort: z.int().min(1).max(65_535) });
type Setup = z.infer<typeof Setup>;

const settingName = "demo";
const usualPort = 8422;
const flowFile = fileURLToPath(new URL("../../../../flows/payment.json", import.meta.url));

/** Sets up the payment demo in an empty installation, or starts the one that an earlier start has set up. */
export async function startDemo(ports: DemoPorts): Promise<Demo | null> {
  const stored = await ports.store.setting(settingName);
  if (stored !== null) return restart(ports, Setup.parse(JSON.parse(stored)));
  const isEmpty = (await ports.store.workspaces()).length === 0;
  return isEmpty ? setUp(ports) : null;
}

async function setUp(ports: DemoPorts): Promise<Demo> {
  const { workspace, admin } = await foundWorkspace(ports, "My workspace");
  await makeDeskToken(ports, admin);
  const desk = await runDesk(ports, usualPort).catch(() => runDesk(ports, 0));
  const { bots, channels } = ports.features;
  const bot = await bots.publish(
    await bots.create(workspace.id, paymentFlow(desk.url)),
    "The demo of Request, Set, Go",
  );
  const { channel } = await channels.create({
    workspaceId: workspace.id,
    name: bot.name,
    type: "landbot",
    botId: bot.id,
    settings: { brand_name: "Harbour Kayaks", tagline: "Sunset tours on the bay" },
  });
  const setup: Setup = { channelToken: channel.token, deskPort: Number(new URL(desk.url).port) };
  const value = JSON.stringify(setup);
  await ports.store.commit({ records: [{ kind: "put-setting", name: settingName, value }] });
  return demoOf(ports, setup, desk);
}

async function restart(ports: DemoPorts, setup: Setup): Promise<Demo> {
  return demoOf(ports, setup, await runDesk(ports, setup.deskPort));
}

function demoOf({ url }: DemoPorts, { channelToken }: Setup, desk: Desk): Demo {
  return { chatUrl: `${url}/v3/${channelToken}/index.html`, deskUrl: desk.url, desk };
}

const tokenFile = ({ dataFolder }: DemoPorts): string => join(dataFolder, "payment-desk.token");

/** The desk is a stranger to the server: it gets a token of its own, with what it needs and nothing else. */
async function makeDeskToken(ports: DemoPorts, admin: AgentRecord): Promise<void> {
  const { secret } = await ports.features.tokens.create({
    workspaceId: admin.workspaceId,
    agentId: admin.id,
    name: "Payment desk (demo)",
    scopes: ["customers:read", "customers:write", "fields:write", "bots:run"],
  });
  writeFileSync(tokenFile(ports), `${secret}\n`, { mode: 0o600 });
}

function runDesk(ports: DemoPorts, port: number): Promise<Desk> {
  return startDesk({
    DESK_PORT: String(port),
    DESK_DATA: join(ports.dataFolder, "payment-desk"),
    PARLEY_URL: ports.url,
    PARLEY_TOKEN: readFileSync(tokenFile(ports), "utf8").trim(),
  });
}

/** The flow file names the desk's usual address; here it may have another port. */
function paymentFlow(deskUrl: string): FlowDocument {
  const written = readFileSync(flowFile, "utf8");
  const addressed = written.replaceAll(`http://127.0.0.1:${usualPort}`, deskUrl);
  return FlowDocument.parse(JSON.parse(addressed));
}
