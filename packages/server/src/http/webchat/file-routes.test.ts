import { connect } from "node:net";
import type { InjectOptions } from "fastify";
import { afterEach, expect, test } from "vitest";
import { openTestProduct, publicUrl, type TestProduct } from "../../open-test-product.ts";
import { createPlaces } from "../places.ts";

let product: TestProduct;
afterEach(() => product.close());

const secret = "v_a-secret-of-some-visitor-ann";
const words = "The whole order, line by line.\n";

async function talk(visitor = secret): Promise<number> {
  const answer = await product.app.inject({
    ...{
      method: "POST",
      url: "/webchat/api/send/",
      headers: { authorization: `Bearer ${visitor}` },
    },
    payload: { channel_token: product.channel.token, new_visitor: true, message: "Ann" },
  });
  return answer.json().customer_id;
}

function part(
  bytes: Buffer | string,
  { field = "file", name = "order.txt", type = "text/plain" } = {},
) {
  const boundary = "----parts";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  return {
    payload: Buffer.concat([
      Buffer.from(head),
      Buffer.from(bytes),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  };
}

async function upload(body = part(words), visitor: string | null = secret) {
  const answer = await product.app.inject({
    ...{ method: "POST", url: `/webchat/files/${product.channel.token}/`, payload: body.payload },
    headers: { ...body.headers, ...(visitor !== null && { authorization: `Bearer ${visitor}` }) },
  });
  return { status: answer.statusCode, body: answer.json() };
}

const open = (url: string, headers: InjectOptions["headers"] = {}) =>
  product.app.inject({ url: url.replace(publicUrl, ""), headers });

test("keeps a file and hands it out as an attachment by the address it gave", async () => {
  product = await openTestProduct();
  await talk();
  const { status, body } = await upload(part(words, { name: "../../etc/passwd.txt" }));
  expect([status, body.type]).toEqual([200, "document"]);
  expect(body.name).not.toContain("/");
  const file = await open(body.url);
  expect([file.statusCode, file.body]).toEqual([200, words]);
  expect(file.headers).toMatchObject({
    ...{ "x-content-type-options": "nosniff", "content-length": String(words.length) },
    ...{ "content-disposition": expect.stringContaining("attachment"), "accept-ranges": "bytes" },
  });
});

test("gives a part of a file that is asked for, and all of it where the part makes no sense", async () => {
  product = await openTestProduct();
  await talk();
  const { url } = (await upload()).body;
  for (const [range, text] of [
    ["bytes=4-8", "whole"],
    ["bytes=25-", words.slice(25)],
    ["bytes=25-999", words.slice(25)],
  ]) {
    const answer = await open(url, { range });
    expect([range, answer.statusCode, answer.body]).toEqual([range, 206, text]);
    expect(answer.headers["content-range"]).toMatch(
      new RegExp(`^bytes \\d+-\\d+/${words.length}$`),
    );
    expect(answer.headers["content-length"]).toBe(String(text?.length));
  }
  for (const range of ["bytes=8-4", "bytes=999-", "bytes=-5", "bytes=0-1,4-5", "lines=1-2", ""])
    expect([
      range,
      (await open(url, { range })).statusCode,
      (await open(url, { range })).body,
    ]).toEqual([range, 200, words]);
});

test("opens nothing by a forged, a foreign or an expired address", async () => {
  product = await openTestProduct();
  const ann = await talk();
  const bob = await talk("v_a-secret-of-some-visitor-bob");
  const own = (await upload()).body.url.replace(publicUrl, "");
  const foreign = (await upload(part("Bob's"), "v_a-secret-of-some-visitor-bob")).body.url.replace(
    publicUrl,
    "",
  );
  const [path, query] = own.split("?");
  const forged = [
    path,
    `${path}?${query.replace(/signature=../, "signature=AA")}`,
    `${path}?${query.replace(String(ann), String(bob))}`,
    `${path}?${query.replace(/expires=\d/, "expires=9")}`,
    `${foreign.split("?")[0]}?${query}`,
    `/webchat/files/..%2f..%2finstallation.key?${query}`,
  ];
  for (const address of forged)
    expect([address, (await open(address)).statusCode]).toEqual([address, 404]);
  expect((await open(own)).statusCode).toBe(200);
  product.clock.advance(366 * 24 * 3600 * 1000);
  expect((await open(own)).statusCode).toBe(404);
});

test("keeps nothing without a secret, without a file, or of what is no file", async () => {
  product = await openTestProduct();
  const id = await talk();
  expect((await upload(part(words), null)).status).toBe(401);
  expect((await upload(part(words, { field: "other" }))).body).toEqual({
    errors: { file: ["This field is required."] },
  });
  const described = { file: { filepath: "/etc/passwd", name: "x" }, path: "/etc/passwd" };
  for (const type of ["application/json", "text/plain"]) {
    const claim = {
      payload: Buffer.from(JSON.stringify(described)),
      headers: { "content-type": type },
    };
    expect((await upload(claim)).status).toBe(415);
  }
  expect(
    (await upload(part("<html><script>alert(1)</script>", { name: "a.html", type: "text/html" })))
      .status,
  ).toBe(415);
  expect(await product.files.usage(id)).toBe(0);
});

test("refuses a file of more than 10 MiB while it comes in", async () => {
  product = await openTestProduct();
  const id = await talk();
  const { status, body } = await upload(part(Buffer.alloc(10 * 2 ** 20 + 1, "x")));
  expect([status, body]).toEqual([413, { detail: "A file has at most 10 MiB." }]);
  expect(await product.files.usage(id)).toBe(0);
});

test("keeps no file of a customer who was shut out, and does not tell them", async () => {
  product = await openTestProduct();
  const id = await talk();
  await product.features.agentTurns.block(id);
  const { status, body } = await upload();
  expect([status, body.type, body.name]).toEqual([200, "document", "order.txt"]);
  expect((await open(body.url)).statusCode).toBe(404);
  expect(await product.files.usage(id)).toBe(0);
  expect((await upload(part(Buffer.from([0, 1, 2])))).status).toBe(415);
});

test("leaves nothing of a customer who was erased after their file came in, or meanwhile", async () => {
  let meanwhile: (() => Promise<unknown>) | null = null;
  product = await openTestProduct({
    wrapFiles: (files) => ({
      ...files,
      save: async (given) => {
        await meanwhile?.();
        return files.save(given);
      },
    }),
  });
  const first = await talk();
  const { url } = (await upload()).body;
  await product.features.eraseCustomer(first);
  expect((await open(url)).statusCode).toBe(404);
  const second = await talk();
  meanwhile = () => product.features.eraseCustomer(second);
  expect((await upload()).status).toBe(401);
  expect([await product.files.usage(first), await product.files.usage(second)]).toEqual([0, 0]);
});

test("keeps the customer while their files cannot be removed, so that the erasure can be asked for again", async () => {
  let isBroken = true;
  product = await openTestProduct({
    wrapFiles: (files) => ({
      ...files,
      removeAll: (id) =>
        isBroken ? Promise.reject(new Error("The disk does not answer.")) : files.removeAll(id),
    }),
  });
  const id = await talk();
  await upload();
  await expect(product.features.eraseCustomer(id)).rejects.toThrow("does not answer");
  expect(await product.store.conversation(id)).not.toBeNull();
  isBroken = false;
  expect(await product.features.eraseCustomer(id)).toBe(true);
  expect(await product.features.eraseCustomer(id)).toBe(false);
  expect(await product.files.usage(id)).toBe(0);
});

test("lets a file be the first thing a visitor sends", async () => {
  product = await openTestProduct();
  const { status } = await upload();
  expect(status).toBe(200);
  expect(await product.store.countCustomers(product.channel.id)).toBe(1);
});

test("takes in so many files at once from a network, and again when one is stored or refused", async () => {
  const stored = Promise.withResolvers<void>();
  let isFirst = true;
  product = await openTestProduct({
    places: { uploadPlaces: createPlaces(1) },
    wrapFiles: (files) => ({
      ...files,
      save: async (file) => {
        if (isFirst) await stored.promise;
        isFirst = false;
        return files.save(file);
      },
    }),
  });
  await talk();
  const first = upload();
  await expect.poll(async () => (await upload()).status).toBe(429);
  stored.resolve();
  expect((await first).status).toBe(200);
  expect((await upload(part(Buffer.from([0, 1, 2])))).status).toBe(415);
  expect((await upload()).status).toBe(200);
});

test("says of an upload that is cut short, or no form, that it is; the log hears nothing of it", async () => {
  product = await openTestProduct();
  await talk();
  const { payload, headers } = part(words);
  for (const bytes of [10, 40, 120, payload.length - 30])
    expect([bytes, await upload({ payload: payload.subarray(0, bytes), headers })]).toEqual([
      bytes,
      { status: 400, body: { detail: "The upload broke off, or is no form." } },
    ]);
  const nameless = { "content-type": "multipart/form-data" };
  expect((await upload({ payload, headers: nameless })).status).toBe(400);
});

test("gives a place back where an upload breaks off, however much of it has come", async () => {
  const uploadPlaces = createPlaces(1, 1);
  const isTaken = () => {
    const giveBack = uploadPlaces.take("nobody's");
    giveBack?.();
    return giveBack === null;
  };
  product = await openTestProduct({ places: { uploadPlaces } });
  await talk();
  const { port } = new URL(await product.app.listen({ host: "127.0.0.1", port: 0 }));
  const { payload, headers } = part(Buffer.alloc(100_000));
  const head = [
    `POST /webchat/files/${product.channel.token}/ HTTP/1.1`,
    ...["host: a", `authorization: Bearer ${secret}`, `content-length: ${payload.length}`],
    `content-type: ${headers["content-type"]}\r\n\r\n`,
  ].join("\r\n");
  for (const sent of [0, 20, 50_000]) {
    const broken = connect(Number(port), "127.0.0.1");
    broken.write(Buffer.concat([Buffer.from(head), payload.subarray(0, sent)]));
    await expect.poll(isTaken).toBe(true);
    broken.destroy();
    await expect.poll(isTaken).toBe(false);
  }
});
