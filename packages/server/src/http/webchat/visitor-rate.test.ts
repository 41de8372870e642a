import type { InjectOptions } from "fastify";
import { afterEach, expect, test } from "vitest";
import { openTestProduct, type TestProduct } from "../../open-test-product.ts";

let product: TestProduct;
afterEach(() => product.close());

async function ask(options: InjectOptions) {
  const answer = await product.app.inject(options);
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

const as = (secret: string) => ({ authorization: `Bearer ${secret}` });

const send = (payload: object, headers: Record<string, string> = {}) =>
  ask({
    ...{ method: "POST", url: "/webchat/api/send/", headers },
    payload: { channel_token: product.channel.token, ...payload },
  });

const arrive = (payload: object = {}) =>
  ask({ method: "POST", url: `/webchat/auth/${product.channel.token}/`, payload });

/** A visitor who has said their name. */
const talked = async (): Promise<{ landbot_token: string }> =>
  (await send({ message: "Ann" })).body;

test("takes five messages a second from a visitor, ten at once, and says when to come back", async () => {
  product = await openTestProduct({ hasRates: true });
  const { landbot_token: secret } = await talked();
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await send({ message: "hi" }, as(secret))).status);
  expect(statuses).toEqual([...Array(9).fill(200), ...Array(3).fill(429)]);
  const refused = await send({ message: "hi" }, as(secret));
  expect(refused.headers["retry-after"]).toBe("1");
  product.clock.advance(400);
  expect((await send({ message: "hi" }, as(secret))).status).toBe(200);
  const other = await talked();
  expect((await send({ message: "hi" }, as(other.landbot_token))).status).toBe(200);
});

test("lets thirty new visitors in from one address, and makes nobody for the others", async () => {
  let drawn = 0;
  product = await openTestProduct({
    hasRates: true,
    wrapStore: (store) => ({
      ...store,
      reserveIds: (kind, count) => {
        if (kind === "customer") drawn += 1;
        return store.reserveIds(kind, count);
      },
    }),
  });
  const statuses: number[] = [];
  for (let n = 0; n < 150; n += 1) {
    const payload = { customer_token: `v_a-page-of-its-own-making-${n}`, new_visitor: true };
    statuses.push(
      (n % 2 === 0 ? await arrive(payload) : await send({ ...payload, message: "hi" })).status,
    );
  }
  expect(statuses.filter((it) => it === 200)).toHaveLength(30);
  expect(new Set(statuses.slice(30))).toEqual(new Set([429]));
  expect([await product.store.countCustomers(product.channel.id), drawn]).toEqual([30, 1]);
  product.clock.advance(2_000);
  expect((await arrive()).status).toBe(200);
  expect((await arrive()).status).toBe(429);
});

test("takes the whole /64 of IPv6 that one subscriber has for one address", async () => {
  product = await openTestProduct({ hasRates: true });
  const url = `/webchat/auth/${product.channel.token}/`;
  const arriveFrom = async (remoteAddress: string, headers = {}) =>
    (await ask({ method: "POST", url, remoteAddress, headers, payload: {} })).status;
  const wrong = as("v_nobody-has-this-secret-either");
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) statuses.push(await arriveFrom(`2001:db8:1:2:${n}::${n}`));
  expect(statuses).toEqual([...Array(30).fill(200), 429]);
  expect(await arriveFrom("2001:db8:1:3::1")).toBe(200);
  const strangers: number[] = [];
  for (let n = 0; n < 31; n += 1)
    strangers.push(await arriveFrom(`2001:db8:1:2:${n}::${n}`, wrong));
  expect(strangers).toEqual([...Array(30).fill(401), 429]);
});

test("lets a visitor read sixty times at once and ten times a second, and others all the while", async () => {
  product = await openTestProduct({ hasRates: true });
  const [ann, bob] = [await talked(), await talked()];
  const read = (secret: string, path = "messages") => {
    const url = `/webchat/api/${path}/?channel_token=${product.channel.token}`;
    return ask({ method: "GET", url, headers: as(secret) });
  };
  const statuses: number[] = [];
  for (let n = 0; n < 61; n += 1) statuses.push((await read(ann.landbot_token)).status);
  expect(statuses).toEqual([...Array(60).fill(200), 429]);
  const refused = await read(ann.landbot_token, "stream");
  expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "1"]);
  expect((await read(bob.landbot_token)).status).toBe(200);
  product.clock.advance(100);
  expect((await read(ann.landbot_token)).status).toBe(200);
});

test("tells an address thirty times that nobody has a secret, wherever it tries", async () => {
  product = await openTestProduct({ hasRates: true });
  const { token } = product.channel;
  const wrong = (n: number) => as(`v_nobody-has-this-secret-${n}`);
  const tries = [
    (n: number): InjectOptions => ({
      ...{ method: "GET", url: `/webchat/api/messages/?channel_token=${token}`, headers: wrong(n) },
    }),
    (n: number): InjectOptions => ({
      ...{ method: "GET", url: `/webchat/api/stream/?channel_token=${token}`, headers: wrong(n) },
    }),
    (n: number): InjectOptions => ({
      ...{ method: "GET", url: `/webchat/auth/${token}/`, headers: wrong(n) },
    }),
    (n: number): InjectOptions => ({
      ...{ method: "POST", url: "/webchat/api/send/", headers: wrong(n) },
      payload: { channel_token: token, message: "hi" },
    }),
  ];
  const statuses: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const options = tries[n % tries.length]?.(n) ?? {};
    statuses.push((await ask(options)).status);
  }
  expect(statuses).toEqual([...Array(30).fill(401), ...Array(10).fill(429)]);
  expect((await talked()).landbot_token).toEqual(expect.any(String));
});

test("counts nothing where rates are off", async () => {
  product = await openTestProduct();
  const url = `/webchat/api/messages/?channel_token=${product.channel.token}`;
  const { landbot_token: secret } = await talked();
  for (let n = 0; n < 100; n += 1) {
    expect((await ask({ method: "GET", url, headers: as(secret) })).status).toBe(200);
    const stranger = as(`v_nobody-has-this-secret-${n}`);
    expect((await ask({ method: "GET", url, headers: stranger })).status).toBe(401);
  }
});
