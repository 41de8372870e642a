import { expect, onTestFinished, test } from "vitest";
import { makeInstallation } from "./testing/make-installation.ts";
import { runParley, runParleyWith } from "./testing/run-parley.ts";
import { callingFlow, faultyFlow, smallFlow, writeFlowFile } from "./testing/small-flow.ts";

async function installed(): Promise<string> {
  const { folder, remove } = await makeInstallation();
  onTestFinished(remove);
  return folder;
}

const bots = async (folder: string) =>
  JSON.parse((await runParley(folder, "bot", "list", "--json")).out);

test("bot import makes a published bot with a web chat, and bot export gives the flow back", async () => {
  const folder = await installed();
  const file = writeFlowFile(folder, smallFlow);
  const { code, out } = await runParley(
    folder,
    "bot",
    "import",
    file,
    "--publish",
    "--channel",
    "landbot",
  );
  expect([code, JSON.parse(out)]).toEqual([
    0,
    {
      bot_id: 1_000_001,
      version: 1,
      channel_id: 2_000_001,
      channel_token: expect.stringMatching(/^H-2000001-[A-Z0-9]{16}$/),
    },
  ]);
  expect(await bots(folder)).toMatchObject([{ id: 1_000_001, name: "Greeter", version: 1 }]);
  const exported = await runParley(folder, "bot", "export", "1000001");
  expect(JSON.parse(exported.out)).toMatchObject(smallFlow);
  const again = await runParley(folder, "bot", "export", "1000001", "--version", "1");
  expect(again.out).toBe(exported.out);
});

test("an API channel's key is its channel token; the public one is named beside it", async () => {
  const folder = await installed();
  const file = writeFlowFile(folder, smallFlow);
  const { out } = await runParley(
    ...[folder, "bot", "import", file, "--channel", "apichat"],
    ...["--name", "Bridge", "--hook-url", "https://example.org/hook"],
  );
  expect(JSON.parse(out)).toMatchObject({
    version: 0,
    channel_token: expect.stringMatching(/^parley_ch_/),
    channel_public_token: expect.stringMatching(/^H-2000001-/),
    hook_id: 1,
    hook_secret: expect.stringMatching(/^whsec_/),
  });
});

test("bot import --bot replaces the draft of a bot and can publish it as the next version", async () => {
  const folder = await installed();
  await runParley(folder, "bot", "import", writeFlowFile(folder, smallFlow), "--publish");
  const next = writeFlowFile(folder, { ...smallFlow, name: "Greeter 2" });
  const { out } = await runParley(folder, "bot", "import", next, "--bot", "1000001", "--publish");
  expect(JSON.parse(out)).toEqual({ bot_id: 1_000_001, version: 2 });
  expect(await bots(folder)).toMatchObject([{ name: "Greeter 2", version: 2 }]);
});

test("bot import refuses a faulty flow, says why, and writes nothing", async () => {
  const folder = await installed();
  const file = writeFlowFile(folder, faultyFlow);
  const { code, out, err } = await runParley(folder, "bot", "import", file, "--channel", "landbot");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("blocks.hello.kind  unknown-kind");
  expect(err).toContain("Nothing was imported.");
  expect(await bots(folder)).toEqual([]);
});

test("bot import warns of what the server will not call, and says how it would", async () => {
  const folder = await installed();
  const file = writeFlowFile(folder, callingFlow);
  const { code, out, err } = await runParley(folder, "bot", "import", file);
  expect([code, JSON.parse(out)]).toEqual([0, { bot_id: 1_000_001, version: 0 }]);
  expect(err).toContain("warning  blocks.call.params.url  refused-address");
  expect(err).toContain("does not call https://127.0.0.1:9443");
  expect(err).toContain("Add 127.0.0.1:9443 to PARLEY_EGRESS_ALLOW.");
  const allowed = { PARLEY_EGRESS_ALLOW: "127.0.0.1:9443" };
  const again = await runParleyWith(allowed, folder, "bot", "import", file);
  expect([again.code, again.err]).toEqual([0, ""]);
});

test("a hook address without an API channel is a wrong call", async () => {
  const folder = await installed();
  const file = writeFlowFile(folder, smallFlow);
  const { code } = await runParley(
    folder,
    "bot",
    "import",
    file,
    "--hook-url",
    "https://example.org",
  );
  expect(code).toBe(2);
  const other = await runParley(folder, "bot", "import", file, "--channel", "fax");
  expect(other.code).toBe(2);
});

test("bot export names a bot or a version that is not there", async () => {
  const folder = await installed();
  await runParley(folder, "bot", "import", writeFlowFile(folder, smallFlow));
  expect((await runParley(folder, "bot", "export", "5")).err).toContain("There is no bot 5.");
  const { code, err } = await runParley(folder, "bot", "export", "1000001", "--version", "3");
  expect(code).toBe(1);
  expect(err).toContain("has no version 3");
});
