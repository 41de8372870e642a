import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { program } from "../packages/server/src/cli/testing/run-parley.ts";
import { startServer } from "../packages/server/src/cli/testing/start-server.ts";
import { runGuide } from "./run-guide.ts";

const readme = readFileSync("README.md", "utf8");

/** The commands of a section, as they stand there. */
function commandsOf(heading: string): string {
  const section = readme.split(/^## /m).find((it) => it.startsWith(heading)) ?? "";
  return [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text]) => text).join("\n");
}

/** Plays the visitor until the bot waits for the payment desk. */
async function visit(chatUrl: string, answers: readonly string[]): Promise<void> {
  const [, origin, channel] = /^(http:\/\/[^/]+)\/v3\/([^/]+)/.exec(chatUrl) ?? [];
  const post = async (path: string, body: object, secret?: string) => {
    const answer = await fetch(`${origin}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      },
      body: JSON.stringify(body),
    });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.json();
  };
  const { auth_data } = await post(`/webchat/auth/${channel}/`, {});
  for (const message of answers)
    await post(
      "/webchat/api/send/",
      { channel_token: channel, type: "text", message, landbot_token: auth_data.landbot_token },
      auth_data.landbot_token,
    );
}

test("the README's Request, Set, Go by hand works, command by command, on a fresh installation", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-readme-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const server = await startServer(folder, { PARLEY_DEMO: "on" });
  onTestFinished(async () => void (await server.stop()));
  const chat = server.lines.join("\n").match(/http:\S+\/v3\/\S+/)?.[0] ?? "";
  await visit(chat, ["Ann", "ann@example.org"]);

  const commands = commandsOf("Request, Set, Go by hand")
    .replaceAll("http://127.0.0.1:8420", server.url)
    .replaceAll("npx parley", `"${process.execPath}" "${program}" --data "${folder}"`);
  const run = async (script: string) =>
    (await promisify(execFile)("bash", ["-euc", script])).stdout;

  const asking = commands.slice(0, commands.indexOf("curl -s -X PUT"));
  await expect.poll(() => run(asking), { timeout: 20_000 }).toContain("please wait here a moment");
  const answers = await run(commands);
  expect(answers).toContain('"email":"ann@example.org"');
  expect(answers.match(/"success":true/g)).toHaveLength(3);
  await expect
    .poll(() => run(asking), { timeout: 20_000 })
    .toContain("See you on Saturday at the red boathouse");
});

test("the README's commands about hooks and transcripts work on a fresh installation", async () => {
  const section = "Every message, delivered";
  const printed = await runGuide("README.md", { section });
  expect(printed).toContain("This is a test of your hook.");
  expect(printed).toContain("Exported 0 conversations.");
  expect(printed).not.toContain('"errors"');
}, 60_000);

test("the README lists every setting, and no other", () => {
  const names = (text: string) => new Set(text.match(/PARLEY_[A-Z_]+/g));
  const table = readme.split(/^## /m).find((it) => it.startsWith("Settings")) ?? "";
  expect(names(table)).toEqual(names(readFileSync("packages/server/src/config.ts", "utf8")));
});
