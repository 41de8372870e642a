import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterAll(() => server.close());

interface Document {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly [group: string]: { readonly [name: string]: unknown } };
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly security: readonly unknown[];
  readonly responses: { readonly [status: string]: unknown };
  readonly requestBody?: unknown;
}

async function readDocument(): Promise<Document> {
  // Without a token: whoever writes a client may read it.
  const answer = await server.app.inject({ url: "/v1/openapi.json" });
  expect(answer.headers["content-type"]).toContain("application/json");
  return answer.json();
}

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test("the checked-in copy is what is served; `vitest -u` on this file writes it", async () => {
  const { body } = await server.app.inject({ url: "/v1/openapi.json" });
  await expect(body).toMatchFileSnapshot("../../../../contract/openapi.json");
});

test.each([
  "/docs/static/swagger-ui-bundle.js",
  "/docs/static/swagger-ui-standalone-preset.js",
  "/docs/static/swagger-ui.css",
  "/docs/json",
  "/v1/openapi.json",
])("the API's page and its document go out packed: %s", async (url) => {
  const get = (headers: Record<string, string>) => server.app.inject({ url, headers });
  const plain = await get({});
  const packed = await get({ "accept-encoding": "gzip, br" });
  expect([plain.statusCode, packed.statusCode]).toEqual([200, 200]);
  expect(packed.headers["content-encoding"]).toBe("br");
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  expect(brotliDecompressSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect((await get({ "if-none-match": String(plain.headers.etag) })).statusCode).toBe(304);
});

test("what is served is documented, and nothing else", async () => {
  const documented = operationsOf(await readDocument()).map(
    ({ path, method }) => `${method} ${path}`,
  );
  const served = server.served.map(
    ({ spec }) => `${spec.method.toLowerCase()} ${spec.path.replace(/:(\w+)/g, "{$1}")}`,
  );
  expect(documented.sort()).toEqual(served.sort());
});

test("no path is answered that is not on the list, but the document itself, its page and inspectors' own addresses", () => {
  const served = new Set(server.served.map(({ spec }) => spec.path));
  const unlisted = server.known.filter(
    (path) => !served.has(path) && !/^\/(?:docs|studio\/api)(?:\/|$)/.test(path),
  );
  // With GET comes HEAD.
  expect([...new Set(unlisted)]).toEqual([
    ...["/v1/openapi.json", "/v1/inspector/:name", "/v1/inspector/:name/*"],
  ]);
});

test("every operation has a name of its own, a tag, its rights in words, and its refusals", async () => {
  const document = await readDocument();
  expect(document.openapi).toBe("3.1.1");
  const operations = operationsOf(document);
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { operation } of operations) {
    expect(operation.tags).toHaveLength(1);
    expect(operation.description).toMatch(/token/);
    const statuses = Object.keys(operation.responses);
    expect(statuses.some((status) => status.startsWith("2"))).toBe(true);
    if (operation.security.length > 0)
      expect(statuses).toEqual(expect.arrayContaining(["401", "429", "500", "503"]));
  }
});

test("every reference leads somewhere, and every shared part is used", async () => {
  const document = await readDocument();
  const text = JSON.stringify(document);
  const used = new Set([...text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, it]) => it));
  const present = new Set(
    Object.entries(document.components)
      .filter(([group]) => group !== "securitySchemes")
      .flatMap(([group, parts]) => Object.keys(parts).map((name) => `${group}/${name}`)),
  );
  expect([...used].filter((it) => !present.has(it ?? ""))).toEqual([]);
  expect([...present].filter((it) => !used.has(it))).toEqual([]);
});

test("the limits stand in the text", async () => {
  const text = JSON.stringify(await readDocument());
  for (const limit of ["1024 KiB", "32 KiB", "64 KiB", "5120 KiB", "50 times a second", "24 hours"])
    expect(text).toContain(limit);
});

test("the page that shows the document loads nothing from elsewhere, and says so to the browser", async () => {
  const page = await server.app.inject({ url: "/docs/" });
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
});
