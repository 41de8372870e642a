import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { createCourier } from "./courier.ts";
import { createApp } from "./http/app.ts";
import { createLive } from "./http/live.ts";
import type { Reply } from "./http/reply.ts";
import { openJournal } from "./journal.ts";
import { Ledger } from "./ledger.ts";
import { sendCall } from "./send-call.ts";

/** A desk that answers at `url` until `stop`. */
export interface Desk {
  readonly url: string;
  stop(): Promise<void>;
}

/** Wires the parts, reads the journal back, listens, and goes on telling Parley what is still open. */
export async function startDesk(config: Config, onFatal: (error: unknown) => void): Promise<Desk> {
  const now = (): Date => new Date();
  const { records, journal } = await openJournal(
    join(config.dataFolder, "payments.jsonl"),
    onFatal,
  );
  const assets = await readAssets();
  const server = createServer({ requestTimeout: 10_000 });
  server.listen(config.port, config.host);
  await once(server, "listening");
  const url = `http://${urlHost(config.host)}:${portOf(server.address())}`;
  const publicUrl = config.publicUrl ?? url;

  const ledger = new Ledger(
    {
      journal,
      now,
      mode: config.mode,
      newId: () => `pay_${randomBytes(12).toString("hex")}`,
      urlOf: (id) => `${publicUrl}/payments/${id}`,
    },
    records,
  );
  const parley = { url: config.parleyUrl, token: config.parleyToken };
  const courier = createCourier({ ledger, parley, send: sendCall, now });
  const startId = randomBytes(4).toString("hex");
  const live = createLive({ ledger, currency: config.currency, now, startId });
  server.on("request", createApp({ ledger, courier, live, config, publicUrl, assets, now }));

  return {
    url,
    async stop() {
      const closed = once(server, "close");
      server.close();
      live.close();
      server.closeIdleConnections();
      await courier.stop();
      await closed;
      await journal.close();
    },
  };
}

const urlHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

async function readAssets(): Promise<ReadonlyMap<string, Reply>> {
  const types = {
    "tokens.css": "text/css",
    "frame.css": "text/css",
    "payments.css": "text/css",
    "live.js": "text/javascript",
    "icon.svg": "image/svg+xml",
  };
  const entries = Object.entries(types).map(async ([name, type]): Promise<[string, Reply]> => {
    const body = await readFile(join(import.meta.dirname, "page", name));
    return [`/assets/${name}`, { status: 200, headers: { "content-type": type }, body }];
  });
  return new Map(await Promise.all(entries));
}
