import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { receiveHook } from "@parley/hook-receiver/receive-hook";
import type { Service } from "@parley/hook-receiver/run-service";
import pg from "pg";
import type { Config } from "./config.ts";
import { keepMessage } from "./keep-message.ts";

/** Less than the 15 s that Parley waits for an answer. */
const queryTimeoutMs = 8_000;

/** Prepares the tables and makes the receiver. It keeps nothing itself: what is not in PostgreSQL was not answered. */
export async function createService(
  { databaseUrl, secret }: Pick<Config, "databaseUrl" | "secret">,
  complain: (line: string) => void,
): Promise<Service> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    query_timeout: queryTimeoutMs,
  });
  const onFailure = (error: unknown): void =>
    complain(error instanceof Error ? error.message : String(error));
  // An idle connection that breaks is replaced by the next one; without a listener it would end the process.
  pool.on("error", onFailure);
  await prepareTables(pool);
  return {
    async handle(request, response) {
      if (request.method === "POST")
        return receiveHook(request, response, {
          ...{ secret, onFailure },
          take: (message) => keepMessage(pool, message),
        });
      if (request.url !== "/health") return void response.writeHead(405, { allow: "POST" }).end();
      const isWell = await pool.query("select 1").then(
        () => true,
        () => false,
      );
      response.writeHead(isWell ? 200 : 503).end();
    },
    close: () => pool.end(),
  };
}

async function prepareTables(pool: pg.Pool): Promise<void> {
  const schema = await readFile(join(import.meta.dirname, "schema.sql"), "utf8");
  // Two receivers may start in the same instant.
  await pool.query(`begin; select pg_advisory_xact_lock(7266453); ${schema} commit;`);
}
