import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../packages/server/src/cli/testing/start-server.ts";
import { readConfig } from "../packages/server/src/config.ts";

const guide = readFileSync("docs/guides/deploy.md", "utf8");
const nginx = "/usr/sbin/nginx";
const systemdAnalyze = "/usr/bin/systemd-analyze";

function blockOf(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "m").exec(guide) ?? [];
  if (text === undefined) throw new Error(`The guide shows no ${language}.`);
  return text;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-deploy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const isMissing = (program: string) =>
  spawnSync(program, ["--version"]).error !== undefined && !process.env.PARLEY_TEST_ALL;

test("the service's settings are settings, and it starts with the machine", () => {
  const unit = blockOf("ini");
  const settings = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, it = ""]) =>
    it.split(" ").map((setting) => setting.split(/=(.*)/s, 2)),
  );
  expect(readConfig(Object.fromEntries(settings))).toMatchObject({
    dataFolder: "/var/lib/parley",
    hasDemo: false,
    publicUrl: "https://chat.example.org",
    trustedProxies: ["127.0.0.1/32"],
  });
  expect(unit).toContain("WantedBy=multi-user.target");
});

// Only Linux has it; there is nothing to check the file with elsewhere.
test.skipIf(isMissing(systemdAnalyze))("systemd finds nothing wrong with the service", () => {
  const file = join(emptyFolder(), "parley.service");
  const unit = blockOf("ini").replaceAll("/opt/parley", resolve("."));
  writeFileSync(file, unit.replace("User=parley", "User=root"));
  const { status, stdout, stderr } = spawnSync(systemdAnalyze, ["verify", "--man=no", file], {
    encoding: "utf8",
  });
  const about = `${stdout}${stderr}`.split("\n").filter((line) => line.includes("parley.service"));
  expect([status, about]).toEqual([0, []]);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}

/** Starts nginx as the guide sets it up, but for the certificate, in front of a server; gives its address. */
async function startProxy(target: string): Promise<string> {
  const folder = emptyFolder();
  const port = await freePort();
  const [, server = ""] = blockOf("nginx").split(/^(?=server \{)/m);
  const plain = server
    .replace("listen 443 ssl http2", `listen 127.0.0.1:${port}`)
    .replace(/^ *ssl_.*\n/gm, "")
    .replace("http://127.0.0.1:8420", target);
  const own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (it) => `${it}_temp_path ${folder}/${it};`,
  );
  const file = join(folder, "nginx.conf");
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}\nhttp { access_log off; ${own.join(" ")}\n${plain} }`,
  );
  const child = spawn(nginx, ["-c", file, "-p", folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGTERM"));
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(url).then(
          (it) => it.status,
          () => 0,
        ),
      { timeout: 15_000 },
    )
    .toBe(200);
  return url;
}

// Nothing else understands its configuration.
test.skipIf(isMissing(nginx))(
  "nginx, set up as the guide says, passes on streams at once and files up to their limit",
  async () => {
    const product = await startServer(emptyFolder(), { PARLEY_DEMO: "on" });
    onTestFinished(() => product.kill());
    const url = await startProxy(product.url);
    const token = /\/v3\/([^/]+)\//.exec(product.printed())?.[1];
    const post = (path: string, body: RequestInit["body"], headers: Record<string, string> = {}) =>
      fetch(`${url}${path}`, { method: "POST", body: body ?? null, headers });

    const arrival = await post(`/webchat/auth/${token}/`, "{}", {
      "content-type": "application/json",
    });
    const { auth_data: known } = JSON.parse(await arrival.text());
    const authorization = `Bearer ${known.landbot_token}`;
    expect(arrival.headers.get("strict-transport-security")).toContain("max-age");

    const stream = await fetch(`${url}/webchat/api/stream/?channel_token=${token}`, {
      headers: { authorization },
    });
    // It stays open, so what is read has come through while it was.
    const first = await stream.body?.pipeThrough(new TextDecoderStream()).getReader().read();
    expect(first?.value).toMatch(/^(?::|event: )/);

    const upload = async (bytes: number) => {
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array(bytes)]), "zeros.bin");
      const answer = await post(`/webchat/files/${token}/`, form, { authorization });
      return [answer.status, (await answer.text()).startsWith("{")];
    };
    // Who refuses is Parley itself, with words for the visitor: the type, then the size.
    expect(await upload(9 * 2 ** 20)).toEqual([415, true]);
    expect(await upload(11 * 2 ** 20)).toEqual([413, true]);
  },
  60_000,
);
