import { randomBytes } from "node:crypto";
import type { Child } from "../child.ts";
import { type Connection, connect } from "../connection.ts";
import { openStream } from "../event-stream.ts";
import { latencies, rounded } from "../figures.ts";
import type { Installation } from "../installation.ts";

export interface SetGo {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rounds: number;
}

/** From the first byte of Set, through Go, to the next message in the visitor's stream. */
export async function setGoSeen(
  installation: Installation,
  server: Child,
  block: string,
  rounds: number,
): Promise<SetGo> {
  const { channelToken, apiToken, botId } = installation;
  const connection = await connect(server.port);
  const secret = `v_${randomBytes(24).toString("base64url")}`;
  const customerId = await arrive(connection, channelToken, secret);
  const stream = openStream(server.port, channelToken, secret, 0);
  await stream.seen(1);

  const authorization = `authorization: Token ${apiToken}`;
  const type = "content-type: application/json";
  const setHead = `PUT /v1/customers/${customerId}/fields/data/ HTTP/1.1\r\n${authorization}\r\n${type}`;
  const goHead = `PUT /v1/customers/${customerId}/assign_bot/${botId}/ HTTP/1.1\r\n${authorization}\r\n${type}`;
  const goBody = JSON.stringify({ launch: true, node: block });
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const seq = stream.lastSeq + 1;
    const began = performance.now();
    const value = { status: `paid ${round}` };
    const set = await connection.request(
      setHead,
      JSON.stringify({ type: "object", extra: {}, value }),
    );
    if (set.status !== 200) throw new Error(set.body());
    const go = await connection.request(goHead, goBody);
    if (go.status !== 200) throw new Error(go.body());
    measured.push((await stream.seen(seq)) - began);
  }
  stream.close();
  connection.close();
  const sorted = latencies(measured);
  return {
    p50Ms: rounded(sorted.percentile(0.5)),
    p99Ms: rounded(sorted.percentile(0.99)),
    rounds,
  };
}

async function arrive(
  connection: Connection,
  channelToken: string,
  secret: string,
): Promise<number> {
  const head = [
    `POST /webchat/auth/${channelToken}/ HTTP/1.1`,
    `authorization: Bearer ${secret}`,
    "content-type: application/json",
  ].join("\r\n");
  const { body } = await connection.request(head, '{"start":true,"new_visitor":true}');
  return (JSON.parse(body()) as { customer_id: number }).customer_id;
}
