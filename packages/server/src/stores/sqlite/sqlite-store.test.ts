import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { storeContract } from "../store-contract.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

storeContract({
  name: "sqlite",
  open: ({ folder, clock }) => openSqliteStore({ file: join(folder, "parley.sqlite"), clock }),
  capabilities: ["persistence", "backup"],
  test: (name, run) =>
    test(name, async () => {
      const folder = await mkdtemp(join(tmpdir(), "parley-store-"));
      try {
        await run(folder);
      } finally {
        await rm(folder, { recursive: true });
      }
    }),
});
