import { randomBytes } from "node:crypto";
import { collectable } from "../collected-memory.ts";
import { connect } from "../connection.ts";
import { type EventStream, openStream } from "../event-stream.ts";
import { rounded } from "../figures.ts";
import type { Installation } from "../installation.ts";

/** Memory per visitor who only listens: so many streams are opened on conversations of their own, then left alone. */
export async function idleStreams(
  installation: Installation,
  count: number,
): Promise<{ readonly streams: number; readonly kilobytesEach: number }> {
  const { channelToken } = installation;
  const memory = await collectable();
  const server = await installation.serve(memory.nodeArgs);
  const secrets = Array.from({ length: count }, () => `v_${randomBytes(24).toString("base64url")}`);
  const connection = await connect(server.port);
  for (const secret of secrets) {
    const head = [
      `POST /webchat/auth/${channelToken}/ HTTP/1.1`,
      `authorization: Bearer ${secret}`,
      "content-type: application/json",
    ].join("\r\n");
    await connection.request(head, '{"start":true,"new_visitor":true}');
  }
  connection.close();
  // What the arrivals needed for a moment is given back before the streams are counted.
  await pause(65_000);
  const before = await memory.measure(server);
  const streams: EventStream[] = [];
  for (const secret of secrets) {
    const stream = openStream(server.port, channelToken, secret, 0);
    await stream.seen(1);
    streams.push(stream);
  }
  await pause(65_000);
  const after = await memory.measure(server);
  for (const stream of streams) stream.close();
  await server.stop();
  return { streams: count, kilobytesEach: rounded((after - before) / count / 1024) };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
