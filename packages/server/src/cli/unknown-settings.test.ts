import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "./testing/start-server.ts";
import { unknownSettings } from "./unknown-settings.ts";

test("what looks like a setting and is none is found", () => {
  const env = { PATH: "/bin", PARLEY_PORT: "1", PARLEY_TOKEN: "t", PARLEY_PROT: "1", PARLEY_X: "" };
  expect(unknownSettings(env)).toEqual(["PARLEY_PROT", "PARLEY_X"]);
});

test("the server names it, and starts", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-unknown-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const server = await startServer(folder, { PARLEY_TRUSTED_PROXY: "10.0.0.1" });
  await server.stop();
  expect(server.printed()).toContain("PARLEY_TRUSTED_PROXY is no setting");
});
