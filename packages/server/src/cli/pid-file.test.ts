import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { claimFolder, findServer, pidFile } from "./pid-file.ts";
import { processStart } from "./process-start.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-pid-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const write = (folder: string, server: object) =>
  writeFileSync(
    pidFile(folder),
    JSON.stringify({ pid: 1, start: "x", host: hostname(), url: null, opsUrl: null, ...server }),
  );

test("a claimed folder names its server, and a second claim is refused until it is released", () => {
  const folder = emptyFolder();
  expect(findServer(folder)).toBeNull();
  const claimed = claimFolder(folder);
  claimed.announce({ url: "http://127.0.0.1:1", opsUrl: "http://127.0.0.1:2" });
  expect(findServer(folder)).toMatchObject({ pid: process.pid, url: "http://127.0.0.1:1" });
  expect(statSync(pidFile(folder)).mode & 0o777).toBe(0o600);
  expect(() => claimFolder(folder)).toThrow(/already uses/);
  claimed.release();
  expect(findServer(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test("the mark of a process that has ended is taken over", async () => {
  const folder = emptyFolder();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const pid = child.pid ?? 0;
  write(folder, { pid, start: processStart(pid) });
  expect(findServer(folder)).toMatchObject({ pid, isHere: true });
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(findServer(folder)).toBeNull();
  claimFolder(folder).release();
  expect(existsSync(pidFile(folder))).toBe(false);
});

test("a later process with the same number is not taken for the server", () => {
  const folder = emptyFolder();
  write(folder, { pid: process.pid, start: "another start" });
  expect(findServer(folder)).toBeNull();
  claimFolder(folder).release();
});

test("a torn mark keeps nobody out", () => {
  const folder = emptyFolder();
  writeFileSync(pidFile(folder), '{"pid": 12');
  claimFolder(folder).release();
});

test("a server on another host is reported as one that cannot be seen from here", () => {
  const folder = emptyFolder();
  write(folder, { host: "elsewhere" });
  expect(findServer(folder)).toMatchObject({ host: "elsewhere", isHere: false });
});

test("of many starters at once, one gets the folder", async () => {
  const folder = emptyFolder();
  write(folder, { pid: process.pid, start: "long ago" });
  const module = new URL("./pid-file.ts", import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then(({ claimFolder }) => {
    try { claimFolder(${JSON.stringify(folder)}); console.log("mine"); setTimeout(() => {}, 3000); }
    catch (error) { console.log(error.message); }
  });`;
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const child = spawn(process.execPath, ["-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = await once(child.stdout.setEncoding("utf8"), "data");
      onTestFinished(() => void child.kill("SIGKILL"));
      return String(line).trim();
    }),
  );
  expect(answers.filter((it) => it === "mine")).toHaveLength(1);
  expect(answers.filter((it) => it.includes("already uses"))).toHaveLength(5);
});
