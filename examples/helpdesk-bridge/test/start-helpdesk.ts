import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listen } from "@parley/hook-receiver/run-service";
import { type RealParley, startParley } from "../../hook-receiver/test/start-parley.ts";
import { createService } from "../src/create-service.ts";
import { createParley, type Parley } from "../src/parley.ts";

/** A real Parley with the example's flow, and the desk beside it. */
export interface Helpdesk {
  readonly parley: RealParley;
  /** The desk's own client of it. */
  readonly client: Parley;
  readonly url: string;
  /** What the flow shows at the door. */
  readonly key: string;
  /** Starts the desk; it may be stopped and started again. */
  open(): Promise<{ stop(): Promise<void> }>;
}

const flow = readFileSync(join(import.meta.dirname, "../flow.json"), "utf8");

/** Starts Parley and prepares the desk, which does not run yet. */
export async function startHelpdesk(): Promise<Helpdesk> {
  // Each needs the other's address first: the desk takes a port, and gives it back.
  const port = await freePort();
  const key = "a-key-of-sixteen-letters";
  const text = flow.replace(":8424", `:${port}`).replace("change-me-change-me", key);
  const parley = await startParley(JSON.parse(text));
  const url = `http://127.0.0.1:${port}`;
  const { secret } = await parley.addHook(`${url}/hook`, { name: "Help desk" });
  const { botId, url: parleyUrl, token: parleyToken } = parley;
  const client = createParley({ parleyUrl, parleyToken, botId, backTo: "back" });
  const ports = { parley: client, secret, key, complain: () => {}, nowMs: Date.now };
  return {
    ...{ parley, client, url, key },
    open: async () => listen({ host: "127.0.0.1", port }, await createService(ports)),
  };
}

async function freePort(): Promise<number> {
  const { url, stop } = await listen({ host: "127.0.0.1", port: 0 }, { handle() {}, close() {} });
  await stop();
  return Number(new URL(url).port);
}
