import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FlowDocument } from "@parley/flow";
import { z } from "zod";
import { foundWorkspace } from "../features/accounts/agents.ts";
import type { Features } from "../features/create-features.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import type { AgentRecord, BotRecord } from "../ports/records.ts";
import type { RecordWrite, Store } from "../ports/store.ts";
import { type Desk, startDesk as startDeskProcess } from "./desk-process.ts";

export interface DemoPorts {
  readonly url: string;
  readonly store: Store;
  readonly features: Features;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Runs the desk; without it, as a process of its own. */
  readonly startDesk?: typeof startDeskProcess;
}

/** What there is to look at. */
export interface Demo {
  readonly chatUrl: string;
  readonly deskUrl: string;
  readonly desk: Desk;
}

/**
 * How far the demo has come, kept in the setting `demo`. Each commit of the first start says what it has brought, so
 * that a start which was interrupted anywhere is completed by the next one.
 */
const Begun = z.object({
  workspaceId: z.int(),
  agentId: z.int(),
  botId: z.int().optional(),
});
const Finished = z.object({ channelToken: z.string(), deskPort: z.int().min(1).max(65_535) });
const Setup = z.union([Finished, Begun]);
type Begun = z.infer<typeof Begun>;
type Finished = z.infer<typeof Finished>;

const settingName = "demo";
const usualPort = 8422;
const flowFile = fileURLToPath(new URL("../../../../flows/payment.json", import.meta.url));

/** Sets up the payment demo in an empty installation, completes it, or starts the one that is there. */
export async function startDemo(ports: DemoPorts): Promise<Demo | null> {
  const stored = await ports.store.setting(settingName);
  if (stored !== null) {
    const setup = Setup.parse(JSON.parse(stored));
    return "channelToken" in setup ? restart(ports, setup) : complete(ports, setup);
  }
  const isEmpty = (await ports.store.workspaces()).length === 0;
  return isEmpty ? complete(ports, await begin(ports)) : null;
}

async function begin(ports: DemoPorts): Promise<Begun> {
  const begun = (admin: AgentRecord) => ({ workspaceId: admin.workspaceId, agentId: admin.id });
  const { admin } = await foundWorkspace(ports, "My workspace", (made) => [note(begun(made))]);
  return begun(admin);
}

async function complete(ports: DemoPorts, begun: Begun): Promise<Demo> {
  await ensureDeskToken(ports, begun);
  const desk = await runDesk(ports, usualPort).catch(() => runDesk(ports, 0));
  try {
    const deskPort = Number(new URL(desk.url).port);
    const { id, name } = await publishBot(ports, begun, desk);
    const finished = (channelToken: string): Finished => ({ channelToken, deskPort });
    const { channel } = await ports.features.channels.create(
      {
        ...{ workspaceId: begun.workspaceId, name, type: "landbot", botId: id },
        settings: { brand_name: "Harbour Kayaks", tagline: "Sunset tours on the bay" },
      },
      undefined,
      (made) => [note(finished(made.channel.token))],
    );
    return demoOf(ports, finished(channel.token), desk);
  } catch (error) {
    await desk.stop();
    throw error;
  }
}

/** A bot of an earlier start gets its flow anew: the desk may have another address by now. */
async function publishBot(ports: DemoPorts, begun: Begun, desk: Desk): Promise<BotRecord> {
  const { bots } = ports.features;
  const { workspaceId, botId } = begun;
  const flow = paymentFlow(desk.url);
  const present = botId === undefined ? null : await bots.find(workspaceId, botId);
  const draft = present
    ? await bots.saveDraft(present, flow, present.revision)
    : await bots.create(workspaceId, flow, undefined, ({ id }) => [note({ ...begun, botId: id })]);
  return bots.publish(draft, "The demo of Request, Set, Go");
}

async function restart(ports: DemoPorts, setup: Finished): Promise<Demo> {
  return demoOf(ports, setup, await runDesk(ports, setup.deskPort));
}

function demoOf({ url }: DemoPorts, { channelToken }: Finished, desk: Desk): Demo {
  return { chatUrl: `${url}/v3/${channelToken}/index.html`, deskUrl: desk.url, desk };
}

const note = (setup: Begun | Finished): RecordWrite => ({
  ...{ kind: "put-setting", name: settingName },
  value: JSON.stringify(setup),
});

const tokenFile = ({ dataFolder }: DemoPorts): string => join(dataFolder, "payment-desk.token");

const tokenName = "Payment desk (demo)";

/**
 * The desk is a stranger to the server: it gets a token of its own, with what it needs and nothing else. One that an
 * interrupted start has made and not handed over is revoked.
 */
async function ensureDeskToken(ports: DemoPorts, { workspaceId, agentId }: Begun): Promise<void> {
  const { tokens } = ports.features;
  if (await hasWorkingToken(ports)) return;
  for (const { id, name, revokedMs } of await tokens.list(workspaceId))
    if (name === tokenName && revokedMs === null) await tokens.revoke(workspaceId, id);
  const { secret } = await tokens.create({
    ...{ workspaceId, agentId, name: tokenName },
    scopes: ["customers:read", "customers:write", "fields:write", "bots:run"],
  });
  writeFileSync(tokenFile(ports), `${secret}\n`, { mode: 0o600 });
}

async function hasWorkingToken(ports: DemoPorts): Promise<boolean> {
  if (!existsSync(tokenFile(ports))) return false;
  return (await ports.features.tokens.verify(readToken(ports))) !== null;
}

const readToken = (ports: DemoPorts): string => readFileSync(tokenFile(ports), "utf8").trim();

function runDesk(ports: DemoPorts, port: number): Promise<Desk> {
  const { startDesk = startDeskProcess } = ports;
  return startDesk({
    DESK_PORT: String(port),
    DESK_DATA: join(ports.dataFolder, "payment-desk"),
    PARLEY_URL: ports.url,
    PARLEY_TOKEN: readToken(ports),
  });
}

/** The flow file names the desk's usual address; here it may have another port. */
function paymentFlow(deskUrl: string): FlowDocument {
  const written = readFileSync(flowFile, "utf8");
  const addressed = written.replaceAll(`http://127.0.0.1:${usualPort}`, deskUrl);
  return FlowDocument.parse(JSON.parse(addressed));
}
