import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { packFile, sendPacked } from "./packed-file.ts";

const script = "let answer = 42; // ".repeat(500);
const font = Buffer.alloc(2000);

let app: FastifyInstance;
beforeEach(() => {
  app = createApp({ report: () => undefined, trustedProxies: [] });
  const files = {
    "/a.js": packFile(Buffer.from(script), "text/javascript; charset=utf-8"),
    "/b.js": packFile(Buffer.from(`${script}!`), "text/javascript; charset=utf-8"),
    "/mark.svg": packFile(Buffer.from(script), "image/svg+xml"),
    "/a.woff2": packFile(font, "font/woff2"),
  };
  for (const [path, file] of Object.entries(files))
    app.get(path, (request, reply) => sendPacked(request, reply, file));
});
afterEach(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const accepting = (accepted: string) => ({ "accept-encoding": accepted });

test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
  ["br;q=0, *", "gzip", gunzipSync],
  ["*", "br", brotliDecompressSync],
])("who accepts %s gets %s, which holds the very bytes", async (accepted, encoding, decode) => {
  for (const path of ["/a.js", "/mark.svg", "/a.js"]) {
    const { statusCode, rawPayload, headers } = await get(path, accepting(accepted));
    expect([statusCode, headers["content-encoding"]]).toEqual([200, encoding]);
    expect([headers.vary, headers["content-length"]]).toEqual([
      ...["accept-encoding", String(rawPayload.length)],
    ]);
    expect(rawPayload.length).toBeLessThan(script.length / 10);
    expect(decode(rawPayload).toString()).toBe(script);
  }
});

test.each(["", "identity", "gzip;q=0, br;q=0", "*;q=0", "zstd"])(
  "who accepts %j gets the file as it is",
  async (accepted) => {
    const { headers, body } = await get("/a.js", accepting(accepted));
    expect([headers["content-encoding"], headers.vary]).toEqual([undefined, "accept-encoding"]);
    expect(body).toBe(script);
  },
);

test("a font goes as it is, whatever is accepted", async () => {
  const { rawPayload, headers } = await get("/a.woff2", accepting("br, gzip"));
  expect([headers["content-encoding"], headers["content-type"]]).toEqual([undefined, "font/woff2"]);
  expect(rawPayload).toEqual(font);
});

test("each form of each file has a name of its own, and only that one saves sending it again", async () => {
  const forms = ["br", "gzip", "identity"].flatMap((accepted) =>
    ["/a.js", "/b.js"].map((path) => ({ path, headers: accepting(accepted) })),
  );
  const known = await Promise.all(forms.map(({ path, headers }) => get(path, headers)));
  const tags = known.map((it) => String(it.headers.etag));
  expect(new Set(tags).size).toBe(6);
  for (const [at, { path, headers }] of forms.entries()) {
    const own = tags[at] ?? "";
    const others = tags.filter((it) => it !== own);
    for (const has of [own, `W/${own}`, `"other", ${own}`]) {
      const again = await get(path, { ...headers, "if-none-match": has });
      expect([again.statusCode, again.body]).toEqual([304, ""]);
      expect(again.headers).toMatchObject({ etag: own, vary: "accept-encoding" });
    }
    const fresh = await get(path, { ...headers, "if-none-match": others.join(", ") });
    expect([fresh.statusCode, fresh.rawPayload]).toEqual([200, known[at]?.rawPayload]);
  }
});

test("a form is made once, when it is first asked for, however many ask at once", async () => {
  const file = packFile(Buffer.from(script), "text/css");
  const [first, second] = await Promise.all([file.in("gzip"), file.in("gzip")]);
  expect((await file.in("gzip")).bytes).toBe(first.bytes);
  expect(second.bytes).toBe(first.bytes);
});
