import { randomUUID } from "node:crypto";
import { listen } from "@parley/hook-receiver/run-service";
import { drawSecret, sampleMessage, sendHook } from "../../hook-receiver/test/signed-request.ts";
import { createService } from "../src/create-service.ts";
import { openCounts } from "../src/open-counts.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A dashboard that has counted nothing yet, and how it is told of a message. */
export async function openDashboard(atEnd: (end: () => void | Promise<void>) => void): Promise<{
  readonly url: string;
  count(sender: "customer" | "bot" | "agent"): Promise<void>;
}> {
  const secret = drawSecret();
  const counts = openCounts(temporaryFolder(atEnd));
  const ports = { counts, secret, timeZone: "UTC", complain: () => {}, nowMs: Date.now };
  const { url, stop } = await listen({ host: "127.0.0.1", port: 0 }, createService(ports));
  atEnd(stop);
  return {
    url,
    async count(type) {
      const sender = { id: 1, name: "Ann", type };
      const [event_id, timestamp] = [randomUUID(), Date.now() / 1000];
      await sendHook(`${url}/hook`, secret, sampleMessage({ event_id, timestamp, sender }));
    },
  };
}
