import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.ts";
import { type Desk, startDesk } from "../src/start-desk.ts";

/** A new empty folder that goes away when its scope ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "payment-desk-"));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** A desk in this process on a free port. */
export function openDesk(folder: string, parleyUrl: string, env: object = {}): Promise<Desk> {
  const config = readConfig({
    DESK_PORT: "0",
    DESK_DATA: folder,
    PARLEY_URL: parleyUrl,
    PARLEY_TOKEN: "secret",
    ...env,
  });
  return startDesk(config, (error) => {
    throw error;
  });
}
