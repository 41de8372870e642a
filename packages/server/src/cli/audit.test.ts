import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../open-store.ts";
import { systemClock } from "../system-ports.ts";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley } from "./testing/run-parley.ts";

test("commands on the console have their lines in the audit log", async () => {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  await runParley(folder, "token", "create", "--name", "ci");
  await runParley(folder, "token", "revoke", "1");
  await runParley(folder, "channel", "create", "--type", "apichat", "--name", "App");
  await runParley(folder, "export", "--format", "csv");
  await runParley(folder, "token", "list");
  const store = await openStore(folder, systemClock);
  const lines = await store.audit({ workspaceId: 1, limit: 9 });
  await store.close();
  expect(lines.map(({ deed, actor }) => [deed, actor.kind])).toEqual([
    ["transcripts.exported", "console"],
    ["channel.created", "console"],
    ["token.revoked", "console"],
    ["token.created", "console"],
  ]);
});
