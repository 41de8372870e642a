import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { readChatBundles } from "./chat-bundles.ts";
import { serveScripts } from "./script-routes.ts";

const addresses = {
  "/landbot-3/landbot-3.0.0.js": "loader.js",
  "/landbot-3/landbot-3.0.0.mjs": "loader.mjs",
  "/webchat/assets/chat.js": "chat.js",
  "/webchat/assets/try.js": "try.js",
  "/webchat/assets/panels.js": "panels.js",
};
const scriptOf = (name: string): string => `console.log("${name}");`.repeat(100);

let app: FastifyInstance;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "parley-scripts-"));
  for (const name of Object.values(addresses)) writeFileSync(join(folder, name), scriptOf(name));
  app = createApp({ report: () => undefined, trustedProxies: [] });
  serveScripts(app, readChatBundles(folder));
  rmSync(folder, { recursive: true });
});
afterAll(() => app.close());

test.each(Object.entries(addresses))(
  "gives %s in the form that is asked for",
  async (url, name) => {
    const decoders = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [encoding, decode] of Object.entries(decoders)) {
      const { rawPayload, headers } = await app.inject({
        ...{ url, headers: { "accept-encoding": encoding } },
      });
      expect(headers).toMatchObject({
        ...{ "content-encoding": encoding, "content-type": "text/javascript; charset=utf-8" },
        ...{ "cross-origin-resource-policy": "cross-origin", vary: "accept-encoding" },
      });
      expect(rawPayload.length).toBeLessThan(scriptOf(name).length / 10);
      expect(decode(rawPayload).toString()).toBe(scriptOf(name));
    }
    const plain = await app.inject({ url });
    expect([plain.headers["content-encoding"], plain.body]).toEqual([undefined, scriptOf(name)]);
  },
);
