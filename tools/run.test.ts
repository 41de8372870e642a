import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

test("npm start gets to a server, and ending npm ends the server in order", async () => {
  const data = mkdtempSync(join(tmpdir(), "parley-start-"));
  const npm = spawn("npm", ["start"], {
    env: {
      ...process.env,
      ...{ PARLEY_DATA: data, PARLEY_PORT: "0", PARLEY_OPS_PORT: "0", PARLEY_DEMO: "off" },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    npm.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  });
  const lines: string[] = [];
  const output = createInterface({ input: npm.stdout });
  for await (const line of output) {
    lines.push(line);
    if (line.startsWith("Parley is ready at ")) break;
  }
  const url = lines.at(-1)?.slice("Parley is ready at ".length) ?? "";
  expect(lines.at(-1)).toMatch(/^Parley is ready at http:/);
  expect((await fetch(`${url}/v1/`)).status).toBe(200);

  npm.kill("SIGTERM");
  await once(npm, "exit");
  await expect
    .poll(
      () =>
        fetch(url).then(
          () => "answers",
          () => "gone",
        ),
      { timeout: 20_000 },
    )
    .toBe("gone");
  // A server that ended in order has taken its mark away.
  await expect.poll(() => existsSync(join(data, "server.json")), { timeout: 20_000 }).toBe(false);
});

test("a task that does not exist is refused by name", async () => {
  const run = spawn(process.execPath, ["scripts/run.mjs", "stop"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  run.stderr.setEncoding("utf8").on("data", (piece: string) => {
    complaint += piece;
  });
  const [code] = await once(run, "close");
  expect([code, complaint]).toEqual([1, expect.stringContaining("Unknown task stop")]);
});

test.skipIf(process.platform !== "linux")(
  "a Node of the repository's that does not start loses its place, one that does gets it",
  () => {
    const root = mkdtempSync(join(tmpdir(), "parley-node-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    cpSync("scripts/own-node.mjs", join(root, "scripts/own-node.mjs"));
    const own = join(root, `node_modules/node-linux-${process.arch}/bin/node`);
    const link = join(root, "node_modules/.bin/node");
    for (const file of [own, link]) mkdirSync(dirname(file), { recursive: true });
    symlinkSync(own, link);
    const isLinked = () => lstatSync(link, { throwIfNoEntry: false }) !== undefined;
    const repair = () => spawnSync(process.execPath, [join(root, "scripts/own-node.mjs")]).status;

    writeFileSync(own, "#!/bin/sh\necho 'libatomic.so.1: cannot open' >&2\nexit 127\n", {
      mode: 0o755,
    });
    expect([repair(), isLinked()]).toEqual([0, false]);
    writeFileSync(own, "#!/bin/sh\nexit 0\n");
    expect([repair(), isLinked()]).toEqual([0, true]);
  },
);
