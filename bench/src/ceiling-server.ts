// What the machine could do at most: `node:http` and nothing, or one group-committed, fsynced insert a request.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";

const [kind, file] = process.argv.slice(2);

function answer(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": 16 });
  response.end('{"success":true}');
}

function inserter(path: string): (body: string, response: ServerResponse) => void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  database.exec("CREATE TABLE entries (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO entries (body) VALUES (?)");
  let waiting: [string, ServerResponse][] = [];
  function commit(): void {
    const batch = waiting;
    waiting = [];
    database.exec("BEGIN IMMEDIATE");
    for (const [body] of batch) insert.run(body);
    database.exec("COMMIT");
    for (const [, response] of batch) answer(response);
  }
  return (body, response) => {
    waiting.push([body, response]);
    if (waiting.length === 1) setImmediate(commit);
  };
}

const insert = kind === "insert" && file !== undefined ? inserter(file) : null;

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    if (insert) insert(body, response);
    else answer(response);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ceiling ready at http://127.0.0.1:${port}\n`);
});
process.once("SIGTERM", () => process.exit(0));
