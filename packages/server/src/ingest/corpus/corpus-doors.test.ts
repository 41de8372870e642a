import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeNames } from "../../open-test-product.ts";
import { limits } from "../limits.ts";
import { type CorpusDoors, openCorpusDoors } from "../testing/open-corpus-doors.ts";
import { corpus } from "./corpus.ts";
import type { CorpusCase } from "./corpus-case.ts";

const cases = corpus();

/** Those that can stand as a value inside another JSON text. */
const values = cases.filter(
  ({ contentType, contentEncoding, bytes }) =>
    contentType === "application/json" && contentEncoding === undefined && bytes.length > 0,
);

/** A case that was taken: its text in all three places. */
interface Taken {
  readonly name: string;
  readonly status: 200;
  readonly stored: string;
  readonly api: string;
  readonly hook: string;
}

/** What came of a case. */
type Row = Taken | { readonly name: string; readonly status: number; readonly hasChanged: boolean };

const refused = (name: string, status: number): Row => ({ name, status, hasChanged: false });
const taken = (name: string, text: string): Row => ({
  ...{ name, status: 200, stored: text, api: text, hook: text },
});

/** What the gate lets in and no field takes: formulas must not meet such keys. */
const unfitForFields = new Map([["structure: constructor is only a key", 422]]);

/** At the gate's limit alone, beyond it inside another object. */
const tooMuchInside: ReadonlyMap<string, number> = new Map([
  ["structure: 32 arrays", 400],
  ["structure: 32 objects", 400],
  ["structure: 32 levels, mixed", 400],
  ["structure: 1,000 keys", 400],
  ["structure: 1,000 keys in two objects", 400],
  ["structure: 10,000 elements beside 1,000 keys", 400],
  ["structure: 1 MiB exactly", 413],
]);

const json = { "content-type": "application/json" };

describe.each(storeNames)("over real HTTP, kept by %s", (store) => {
  let doors: CorpusDoors;
  let visitors = 0;

  beforeAll(async () => {
    doors = await openCorpusDoors(store);
  });
  afterAll(() => doors.close());

  const asAdmin = () => ({ authorization: `Token ${doors.server.token}` });

  /** All that a refused body could have changed of a customer. */
  const everythingOf = async (id: number): Promise<string> =>
    JSON.stringify([
      await doors.server.store.conversation(id),
      await doors.server.store.entries({ conversationId: id, limit: 10_000 }),
    ]);

  const storedValue = async (id: number): Promise<string> => {
    const now = await doors.server.store.conversation(id);
    return JSON.stringify(now?.state.fields.answer?.value ?? null);
  };

  const valueInApi = async (id: number): Promise<string> => {
    const path = `/v1/customers/${id}/fields/answer/`;
    const { status, body } = await doors.ask({ method: "GET", path, headers: asAdmin() });
    return status === 404 ? "null" : (/"value":(.*)\}\}$/s.exec(body)?.[1] ?? body);
  };

  const storedTexts = async (id: number): Promise<readonly string[]> => {
    const entries = await doors.server.store.entries({ conversationId: id, limit: 10_000 });
    return entries.map(({ entry }) =>
      "message" in entry && "text" in entry.message ? entry.message.text : "",
    );
  };

  const textsInApi = async (id: number): Promise<readonly string[]> => {
    const path = `/v1/customers/${id}/messages/`;
    const { body } = await doors.ask({ method: "GET", path, headers: asAdmin() });
    const { messages } = JSON.parse(body) as { messages: readonly { message: string }[] };
    return messages.map(({ message }) => message);
  };

  /** Somebody new on the quiet channel, who has said a word. */
  async function begin() {
    visitors += 1;
    const secret = `visitor-${visitors}`.padEnd(32, "-");
    const authorization = `Bearer ${secret}`;
    const start = `{"channel_token":"${doors.channelToken}","new_visitor":true,"message":`;
    const say = (message: Uint8Array, more: Readonly<Record<string, string>> = json) => {
      const [bytes, headers] = [around(start, message), { ...more, authorization }];
      return doors.ask({ method: "POST", path: "/webchat/api/send/", headers, bytes });
    };
    const said = JSON.parse((await say(Buffer.from('"hello"'))).body);
    expect(said).toMatchObject({ success: true, seq: 1 });
    return { id: said.customer_id as number, say };
  }

  // Each case has a customer of its own, so that all can be under way at once.
  test("a callback's body is stored, answered and sent on as the corpus says, or changes nothing", async () => {
    const tried = await Promise.all(
      cases.map(async ({ name, bytes, ...it }) => {
        const { id, path } = await doors.arriveWaiting(name);
        const before = await everythingOf(id);
        const headers = headersOf(it);
        const { status } = await doors.ask({ method: "POST", path, headers, bytes });
        const hasChanged = (await everythingOf(id)) !== before;
        return { name, id, status, hasChanged };
      }),
    );
    const hooks = await doors.deliver();
    const rows = await Promise.all(
      tried.map(async ({ id, ...tried }): Promise<Row> => {
        const { name, status } = tried;
        if (status !== 200) return tried;
        const [stored, api] = [await storedValue(id), await valueInApi(id)];
        const body = hooks.get(`${id}.2`) ?? "";
        // The bot's words, in which the value stands as text.
        const words = (await storedTexts(id))[1];
        expect([(await textsInApi(id))[1], textIn(body)], name).toEqual([words, words]);
        expect(words).toMatch(/^Got: /);
        return { name, status, stored, api, hook: memberIn(body, "answer", stored.length) };
      }),
    );
    expect(rows).toEqual(cases.map(afterCallback));
  }, 60_000);

  test("a visitor's message is stored, shown and sent on as the corpus says, or changes nothing", async () => {
    const tried = await Promise.all(
      values.map(async ({ name, bytes }) => {
        const { id, say } = await begin();
        const before = await everythingOf(id);
        const { status } = await say(bytes);
        const hasChanged = (await everythingOf(id)) !== before;
        return { name, id, status, hasChanged };
      }),
    );
    const hooks = await doors.deliver();
    const rows = await Promise.all(
      tried.map(async ({ id, ...tried }): Promise<Row> => {
        const { name, status } = tried;
        if (status !== 200) return tried;
        const [[, stored = ""], [, api = ""]] = [await storedTexts(id), await textsInApi(id)];
        return { name, status, stored, api, hook: textIn(hooks.get(`${id}.2`) ?? "") };
      }),
    );
    expect(rows).toEqual(values.map(afterMessage));
  }, 60_000);

  test("a visitor's message is taken or refused by its headers as any body is", async () => {
    const byHeaders = cases.filter(({ name }) => /^(?:type|coding): /.test(name));
    const { id, say } = await begin();
    const rows: { readonly name: string; readonly status: number }[] = [];
    for (const { name, ...it } of byHeaders) {
      const before = await everythingOf(id);
      const { status } = await say(Buffer.from('"hello"'), headersOf(it));
      if (status !== 200) expect(await everythingOf(id), name).toBe(before);
      rows.push({ name, status });
    }
    const expected = byHeaders.map(({ name, expected: it }) => ({
      ...{ name, status: "status" in it ? it.status : 200 },
    }));
    expect(rows).toEqual(expected);
  }, 60_000);

  test("a Set of a field is stored, answered and sent on as the corpus says, or changes nothing", async () => {
    const tried = await Promise.all(
      values.map(async ({ name, bytes: value }) => {
        const { id, say } = await begin();
        const path = `/v1/customers/${id}/fields/answer/`;
        const before = await everythingOf(id);
        const headers = { ...asAdmin(), ...json };
        const bytes = around('{"extra":{},"value":', value);
        const { status } = await doors.ask({ method: "PUT", path, headers, bytes });
        const hasChanged = (await everythingOf(id)) !== before;
        // A field is shown to hooks by what is said next.
        await say(Buffer.from('"next"'));
        return { name, id, status, hasChanged };
      }),
    );
    const hooks = await doors.deliver();
    const rows = await Promise.all(
      tried.map(async ({ id, ...tried }): Promise<Row> => {
        const { name, status } = tried;
        if (status !== 200) return tried;
        const [stored, api] = [await storedValue(id), await valueInApi(id)];
        const hook = memberIn(hooks.get(`${id}.2`) ?? "", "answer", stored.length);
        return { name, status, stored, api, hook };
      }),
    );
    expect(rows).toEqual(values.map(afterSet));
  }, 60_000);
});

function afterCallback({ name, bytes, expected }: CorpusCase): Row {
  if (bytes.length > limits.resumeBodyBytes) return refused(name, 413);
  const status = "status" in expected ? expected.status : unfitForFields.get(name);
  if (status !== undefined) return refused(name, status);
  return taken(name, storedOf(expected));
}

function afterMessage({ name, expected }: CorpusCase): Row {
  const status = "status" in expected ? expected.status : tooMuchInside.get(name);
  if (status !== undefined) return refused(name, status);
  const text: unknown = JSON.parse(storedOf(expected));
  const isWords = typeof text === "string" && text.trim() !== "";
  if (!isWords || Buffer.byteLength(text) > limits.messageTextBytes) return refused(name, 422);
  return taken(name, text);
}

function afterSet({ name, expected }: CorpusCase): Row {
  const beyond = tooMuchInside.get(name) ?? unfitForFields.get(name);
  const status = "status" in expected ? expected.status : beyond;
  if (status !== undefined) return refused(name, status);
  const text = storedOf(expected);
  return Buffer.byteLength(text) > limits.encodedFieldsBytes
    ? refused(name, 422)
    : taken(name, text);
}

/** No body is nothing, as `null` is. */
const storedOf = (expected: CorpusCase["expected"]): string =>
  ("stored" in expected ? expected.stored : undefined) ?? "null";

const headersOf = ({ contentType, contentEncoding }: Omit<CorpusCase, "name" | "bytes">) => ({
  ...(contentType !== undefined && { "content-type": contentType }),
  ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
});

const around = (start: string, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(start), bytes, Buffer.from("}")]);

/** A member of the customer as it stands in a hook's body, letter for letter; "null" where it is absent. */
function memberIn(body: string, name: string, length: number): string {
  // Inside a text the quotes are escaped, so this is nowhere but where a member begins.
  const start = `,"${name}":`;
  const at = body.indexOf(start);
  if (at === -1) return body === "" ? "no hook" : "null";
  const from = at + start.length;
  return /[,}]/.test(body.charAt(from + length)) ? body.slice(from, from + length) : body;
}

function textIn(body: string): string {
  const { messages } = JSON.parse(body) as { messages: readonly [{ data: { body: string } }] };
  return messages[0].data.body;
}
