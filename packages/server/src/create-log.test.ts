import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { entriesIn } from "./cli/testing/log-entries.ts";
import { runParleyWith } from "./cli/testing/run-parley.ts";
import { startServer } from "./cli/testing/start-server.ts";
import { ownVersion } from "./own-version.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a server says from its start to its end, with two requests between. */
async function life(folder: string, logLevel: string) {
  const server = await startServer(folder, { PARLEY_LOG_LEVEL: logLevel });
  await fetch(`${server.url}/v1/bots/17/?token=hidden`);
  await fetch(`${server.url}/webchat/api/send/`, { method: "POST", body: '{"message":"hidden"}' });
  await server.stop();
  expect(server.printed()).not.toContain("hidden");
  return { url: server.url, entries: entriesIn(server.printed()) };
}

test("at info a server tells of its start, its database and its end, where at warn it is silent", async () => {
  const folder = newFolder();
  const { url, entries } = await life(folder, "info");
  expect(entries.map(({ msg }) => msg)).toEqual([
    ...["database made", "started", "stopping", "stopped"],
  ]);
  expect(entries[1]).toMatchObject({
    ...{ level: 30, version: ownVersion(), url, public_url: url, data: folder },
    ...{ ops_url: expect.stringMatching(/^http:/), schema: entries[0]?.to },
  });
  expect((await life(folder, "warn")).entries).toEqual([]);
  // The same database again: nothing was made of it.
  expect((await life(folder, "info")).entries).toHaveLength(3);
});

test("at debug a server tells of each request by its pattern, however it was served", async () => {
  const { entries } = await life(newFolder(), "debug");
  const requests = entries.filter(({ msg }) => msg === "request");
  expect(requests).toMatchObject([
    { level: 20, method: "GET", route: "/v1/bots/:id/", status: 401, ms: expect.any(Number) },
    { level: 20, method: "POST", route: "/webchat/api/send", status: 404, ms: expect.any(Number) },
  ]);
});

test("at info a backup is told of in a line for programs too", async () => {
  const folder = newFolder();
  const to = join(newFolder(), "monday");
  await life(folder, "silent");
  const { err } = await runParleyWith({ PARLEY_LOG_LEVEL: "info" }, folder, "backup", to);
  const files = expect.any(Number);
  expect(entriesIn(err)).toMatchObject([{ msg: "backup made", to, files, bytes: files }]);
  const quiet = await runParleyWith({}, folder, "backup", `${to}-2`);
  expect([quiet.code, quiet.err]).toEqual([0, ""]);
});
