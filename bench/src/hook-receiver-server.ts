// A receiver of hooks that does nothing but count: `PUT /up` and `PUT /down` say how it answers, `GET /` what it has
// seen, `GET /last` the newest request whole.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { latencies } from "./figures.ts";

const state = { isUp: true, received: 0, lastMs: 0, lagsMs: [] as number[] };
let last = { headers: {}, body: "" };
const stamped = /"timestamp":(\d+\.\d+)/;

const server = createServer((request, response) => {
  const nowMs = performance.timeOrigin + performance.now();
  if (request.method !== "POST") {
    control(request, response);
    return;
  }
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    last = { headers: request.headers, body };
    take(body, nowMs, response);
  });
});

function take(body: string, nowMs: number, response: ServerResponse): void {
  if (state.isUp) {
    state.received += 1;
    state.lastMs = nowMs;
    state.lagsMs.push(nowMs - Number(stamped.exec(body)?.[1] ?? 0) * 1000);
  }
  response.writeHead(state.isUp ? 200 : 503, { "content-length": 0 });
  response.end();
}

function control({ method, url }: IncomingMessage, response: ServerResponse): void {
  if (method === "PUT") Object.assign(state, { isUp: url === "/up", received: 0, lagsMs: [] });
  response.setHeader("content-type", "application/json");
  if (url === "/last") {
    response.end(JSON.stringify(last));
    return;
  }
  const lags = latencies(state.lagsMs);
  const [p50Ms, p99Ms] = [lags.percentile(0.5), lags.percentile(0.99)];
  const { received, lastMs } = state;
  response.end(JSON.stringify({ received, lastMs, p50Ms, p99Ms }));
}

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`receiver ready at http://127.0.0.1:${port}\n`);
});
process.once("SIGTERM", () => process.exit(0));
