import { afterEach, beforeEach, expect, test } from "vitest";
import { type ApiChannel, openApiChannel } from "../testing/open-api-channel.ts";

let channel: ApiChannel;

beforeEach(async () => {
  channel = await openApiChannel();
});
afterEach(() => channel.server.close());

test("an unknown customer is made with the first message, which begins the flow and answers no question of it", async () => {
  const customer = { name: "Ann", phone: "34600111222", email: "a@b.c" };
  const answer = await channel.send({ customer, message: { type: "text", message: "Hi" } });
  expect(answer).toEqual({
    status: 201,
    body: { success: true, customer: { id: 10_000_001, ...customer, token: "tg-42" } },
  });
  expect(await channel.spoken()).toEqual(["customer: Hi", "bot: You said: Hi", "bot: Which size?"]);
});

test("what follows goes to the block that waits for it, in the same conversation", async () => {
  await channel.say("Hi");
  expect(await channel.say("Large")).toMatchObject({
    status: 201,
    body: { customer: { id: 10_000_001 } },
  });
  expect((await channel.spoken()).slice(3)).toEqual(["customer: Large", "bot: Size: Large"]);
  expect(await channel.customers()).toHaveLength(1);
});

test.each([
  [{ type: "text", message: "Hello" }, "text", { body: "Hello" }],
  [
    { type: "image", url: "https://x.example/a.png", message: "Look" },
    "image",
    { url: "https://x.example/a.png", caption: "Look" },
  ],
  [
    { type: "video", url: "https://x.example/a.mp4" },
    "video",
    { url: "https://x.example/a.mp4", caption: "" },
  ],
  [
    { type: "audio", url: "https://x.example/a.mp3" },
    "audio",
    { url: "https://x.example/a.mp3", caption: "" },
  ],
  [
    { type: "document", url: "http://x.example/a.pdf" },
    "document",
    { url: "http://x.example/a.pdf", caption: "" },
  ],
  [
    { type: "location", latitude: 40.4, longitude: "-3.7", address: "Plaza" },
    "location",
    { latitude: 40.4, longitude: -3.7, address: "Plaza" },
  ],
])("takes %j", async (message, type, data) => {
  expect((await channel.send({ message })).status).toBe(201);
  expect((await channel.transcript())[0]).toMatchObject({
    type,
    data,
    sender: { type: "customer" },
  });
});

test.each([
  ["the label with its payload", "Large", "$1", "button", "Size: Large"],
  ["the label in another case with its payload", " large ", "$1", "button", "Size: Large"],
  ["a payload without words", "", "$0", "button", "Size: Small"],
  ["another option's payload", "Large", "$0", "text", "Size: Large"],
  ["a stray payload", "Large", "$9", "text", "Size: Large"],
])("%s is taken for what it is meant", async (_, message, payload, type, reply) => {
  await channel.say("Hi");
  await channel.send({ message: { type: "text", message, payload } });
  const lines = await channel.transcript();
  expect(lines[3]).toMatchObject({ type, sender: { type: "customer" } });
  expect(lines[4]?.message).toBe(reply);
});

test("a stray payload on ordinary words presses nothing", async () => {
  await channel.send({ message: { type: "text", message: "Hi", payload: "$1" } });
  await channel.send({
    message: { type: "text", message: "What sizes are there?", payload: "$1" },
  });
  const lines = await channel.transcript();
  expect(lines[3]).toMatchObject({ type: "text", message: "What sizes are there?" });
  expect(lines.map(({ message }) => message)).not.toContain("Size: Large");
});

test("a number is taken as the words that it was before a bridge made one of it", async () => {
  await channel.send({ message: { type: "text", message: 34600 } });
  expect((await channel.transcript())[0]).toMatchObject({ type: "text", message: "34600" });
});

test("what is no message is refused in the shape that channel clients read, and makes nobody", async () => {
  const refusals: [unknown, number, string][] = [
    [undefined, 400, "A message is required"],
    [{ customer: { name: "Ann" } }, 400, "A message is required"],
    [{ message: "Hi" }, 400, "A message is required"],
    [{ message: { message: "Hi" } }, 400, "Invalid message type"],
    [{ message: { type: "sticker", url: "https://x.example" } }, 400, "Invalid message type"],
    [{ message: { type: "text" } }, 422, "message: This field may not be blank."],
    [{ message: { type: "image" } }, 422, "url: This field is required."],
    [
      { message: { type: "image", url: "javascript:alert(1)" } },
      422,
      "url: Give an http or https address.",
    ],
    [
      { message: { type: "location", latitude: 91, longitude: 0 } },
      422,
      "latitude: Give a number from -90 to 90.",
    ],
    [
      { message: { type: "text", message: "x".repeat(32 * 1024 + 1) } },
      422,
      "message: A message has at most 32 KiB.",
    ],
  ];
  for (const [body, status, error] of refusals)
    expect(await channel.send(body)).toEqual({ status, body: { success: false, error } });
  expect(await channel.customers()).toEqual([]);
});

test("a body beyond the limit is 413, one that is no JSON is 400", async () => {
  const authorization = `Token ${channel.key}`;
  const post = (payload: string) =>
    channel.server.app.inject({
      ...{ method: "POST", url: "/v1/send/tg-42/", payload },
      headers: { authorization, "content-type": "application/json" },
    });
  expect((await post(`"${"x".repeat(1024 * 1024)}"`)).statusCode).toBe(413);
  expect((await post(`{"message":`)).statusCode).toBe(400);
});

test("the slash may be left out, the scheme is Token or Bearer, the type text/plain or a form", async () => {
  const text = JSON.stringify({ message: { type: "text", message: "Hi" } });
  const ways: [string, string, string, string][] = [
    ["/v1/send/a", "bearer", "application/json; charset=utf-8", text],
    ["/v1/send/b/", "TOKEN", "text/plain;charset=UTF-8", text],
    [
      "/v1/send/c",
      "Token",
      "application/x-www-form-urlencoded",
      new URLSearchParams({
        message: '{"type":"text","message":"Hi"}',
        customer: '{"name":"C"}',
      }).toString(),
    ],
    [
      "/v1/send/d/",
      "Token",
      "application/x-www-form-urlencoded",
      "message%5Btype%5D=text&message%5Bmessage%5D=Hi&customer%5Bname%5D=D&customer%5Bnumber%5D=55",
    ],
  ];
  for (const [url, scheme, type, payload] of ways) {
    const headers = { authorization: `${scheme} ${channel.key}`, "content-type": type };
    const answer = await channel.server.app.inject({ method: "POST", url, headers, payload });
    expect(answer.statusCode, url).toBe(201);
    expect(answer.headers["content-type"]).toContain("application/json");
  }
  const made = (await channel.customers()) as readonly {
    readonly name: string;
    readonly number?: string;
  }[];
  expect(made.map(({ name }) => name)).toEqual([
    "Visitor #10000001",
    "Visitor #10000002",
    "C",
    "D",
  ]);
  expect(made[3]?.number).toBe("55");
});

test("any name that is safe in a URL will do", async () => {
  const names = ["34600111222", "+34600111222", "tg-42", "a.b~c_d", "user@host", "x".repeat(255)];
  for (const name of names)
    expect(await channel.say("Hi", name)).toMatchObject({
      status: 201,
      body: { customer: { token: name } },
    });
  expect(await channel.customers()).toHaveLength(names.length);
  for (const name of ["x".repeat(256), "a%20b", "%00", "a%2Fb"])
    expect((await channel.say("Hi", name)).status, name).toBe(404);
});
