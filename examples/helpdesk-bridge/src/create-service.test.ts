import { expect, onTestFinished, test } from "vitest";
import type { Visitor } from "../../hook-receiver/test/start-parley.ts";
import { startHelpdesk } from "../test/start-helpdesk.ts";

async function start() {
  const { parley, client, url, key, open } = await startHelpdesk();
  onTestFinished(() => parley.stop());
  const page = async (path = "/") => (await fetch(url + path)).text();
  const roomPath = async () => /\/rooms\/[\w-]+/.exec(await page())?.[0] ?? "";
  const act = (path: string, form: Record<string, string> = {}, headers = {}) =>
    fetch(url + path, { method: "POST", headers, body: new URLSearchParams(form) });
  const transcript = async ({ customerId }: Visitor) =>
    (await client.transcript(customerId)).map(
      ({ sender, data }) => `${sender.type}: ${data.body ?? data.url ?? data.action}`,
    );
  return { parley, url, key, open, page, roomPath, act, transcript };
}

test("a customer asks for a person, talks with the desk, and is given back to the bot", async () => {
  const { parley, open, page, roomPath, act, transcript } = await start();
  let desk = await open();
  onTestFinished(() => desk.stop());
  const visitor = await parley.visit();
  await visitor.say("Talk to a person");
  await expect
    .poll(() => transcript(visitor))
    .toContain("bot: I have called somebody. You can go on writing here.");
  await visitor.say("My chain is off <b>");
  const room = await roomPath();
  await expect.poll(() => page(room)).toContain("My chain is off &#60;b&#62;");
  expect(await page()).toContain("Waits for an answer");

  // Twice under one key, as by a double click: sent once.
  for (const _ of [1, 2]) await act(`${room}/reply`, { text: "Bring it in", key: "k1" });
  await act(`${room}/reply`, { text: "https://example.org/map.png", key: "k2" });
  await expect.poll(() => page(room)).toContain("https://example.org/map.png");
  await visitor.say("On my way");
  await expect.poll(() => page(room)).toContain("On my way");

  // The desk restarts, and knows everything again.
  await desk.stop();
  desk = await open();
  expect(await page(room)).toMatch(/My chain is off[\s\S]*Bring it in[\s\S]*On my way/);

  expect((await act(`${room}/close`)).status).toBe(200);
  expect(await page()).toContain("Nobody waits");
  const { customer } = await parley.call("GET", `/v1/customers/${visitor.customerId}/`);
  expect(customer).toMatchObject({ agent_id: null });
  expect(customer).not.toHaveProperty("desk_room");

  await visitor.say("Thanks!");
  await expect
    .poll(() => transcript(visitor))
    .toContain("bot: It is me again, the bot. I hope my colleagues could help.");
  const said = await transcript(visitor);
  expect(said.filter((it) => it.startsWith("agent"))).toEqual([
    "agent: Bring it in",
    "agent: https://example.org/map.png",
  ]);
  // While people talked the bot was silent, and after that nothing went to the desk.
  const [taken, left] = [said.indexOf("sys: assign"), said.indexOf("sys: unassign")];
  expect(said.slice(taken, left)).toEqual([
    ...["sys: assign", "agent: Bring it in", "agent: https://example.org/map.png"],
    "customer: On my way",
  ]);
  expect(await page()).toContain("Nobody waits");
});

test("only the flow may ask for a room, and only the desk's own page may answer", async () => {
  const { open, url, key, act } = await start();
  const desk = await open();
  onTestFinished(() => desk.stop());
  const ask = (authorization: string, body: object) =>
    fetch(`${url}/trigger`, {
      method: "POST",
      headers: { authorization },
      body: JSON.stringify(body),
    });
  expect((await ask("Bearer wrong-wrong-wrong", { id: 10_000_001 })).status).toBe(401);
  expect((await ask(`Bearer ${key}`, { id: "../1" })).status).toBe(422);
  const answer = await ask(`Bearer ${key}`, { id: 10_000_001, name: "" });
  expect(await answer.json()).toMatchObject({
    ...{ channel_created: true, desk_room: expect.stringMatching(/^desk-\d+-10000001$/) },
  });
  for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }])
    expect((await act("/rooms/desk-1-1/reply", { text: "x" }, headers)).status).toBe(403);
});

test("tells the agent in words what Parley refused", async () => {
  const { open, url, key, roomPath, act } = await start();
  const desk = await open();
  onTestFinished(() => desk.stop());
  await fetch(`${url}/trigger`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ id: 19_999_999, name: "Nobody" }),
  });
  const answer = await act(`${await roomPath()}/reply`, { text: "Hello", key: "k" });
  expect([answer.status, await answer.json()]).toEqual([502, { detail: "Not found." }]);
  const forPeople = await act(`${await roomPath()}/reply`, { text: "x" }, { accept: "text/html" });
  expect(await forPeople.text()).toContain("Not found.");
});
