import { hookMessage } from "@parley/hook-receiver/hook-message";
import { expect, test, vi } from "vitest";
import { sampleMessage } from "../../hook-receiver/test/signed-request.ts";
import { createDesk } from "./create-desk.ts";
import { type Parley, Refused } from "./parley.ts";
import { createRooms, type Line } from "./rooms.ts";

const ann = { id: 10_000_001, name: "Ann" };

function line(seq: number, body: string, type = "customer"): Line {
  const sender = { name: "Ann", type };
  return { seq, type: "text", timestamp: 1_790_000_000.5 + seq, data: { body }, sender };
}

function heard(seq: number, changes: object = {}) {
  const customer = { ...ann, agent_id: null, archived: false, desk_room: `desk-5-${ann.id}` };
  const event = { seq, event_id: `evt_${seq}`, data: { body: `Line ${seq}` } };
  const message = hookMessage({ messages: [sampleMessage({ ...event, customer, ...changes })] });
  if (!message) throw new Error("The sample is no message.");
  return message;
}

function start(changes: Partial<Parley> = {}) {
  const parley = {
    reply: vi.fn<Parley["reply"]>().mockResolvedValue(undefined),
    handBack: vi.fn<Parley["handBack"]>().mockResolvedValue(undefined),
    transcript: vi.fn<Parley["transcript"]>().mockResolvedValue([line(1, "Hi")]),
    guests: vi.fn<Parley["guests"]>().mockResolvedValue([]),
    ...changes,
  };
  const rooms = createRooms(() => {});
  return { parley, rooms, desk: createDesk({ parley, rooms, nowMs: () => 5 }) };
}

const words = (lines: readonly Line[] = []) => lines.map(({ data }) => data.body);

test("a room shows what was said before, then what the hook tells, in order and once each", async () => {
  const { desk, rooms } = start();
  const room = await desk.request(ann);
  for (const seq of [3, 2, 3, 1]) desk.hear(heard(seq));
  expect(words(rooms.find(room)?.lines)).toEqual(["Hi", "Line 2", "Line 3"]);
});

test("a request that is repeated is for the same room", async () => {
  const { desk } = start();
  expect(await desk.request(ann)).toBe(await desk.request(ann));
});

test("a customer without the field, a bot and an event are not for the desk", () => {
  const { desk, rooms } = start();
  const { desk_room: _, ...outside } = heard(1).customer;
  desk.hear(heard(1, { customer: outside }));
  desk.hear(heard(2, { sender: { id: 1, name: "Bot", type: "bot" } }));
  desk.hear(heard(3, { sender: { id: 0, name: "Landbot", type: "sys" } }));
  expect(rooms.all()).toEqual([]);
});

test("an answer goes to Parley under its key, and is shown when the hook tells of it", async () => {
  const { desk, rooms, parley } = start();
  const room = await desk.request(ann);
  await desk.reply(room, "Hello Ann", "k1");
  expect(parley.reply).toHaveBeenCalledWith(ann.id, "Hello Ann", "k1");
  expect(words(rooms.find(room)?.lines)).toEqual(["Hi"]);
  desk.hear(heard(2, { sender: { id: 40_001, name: "Pau", type: "agent" } }));
  expect(words(rooms.find(room)?.lines)).toEqual(["Hi", "Line 2"]);
});

test.each(["close", "CLOSECHAT"])(
  "a room that was closed by %s stays closed, though a message comes late",
  async (how) => {
    const { desk, rooms, parley } = start();
    const room = await desk.request(ann);
    if (how === "close") await desk.close(room);
    else await desk.reply(room, ` ${how}\n`, "k1");
    desk.hear(heard(2));
    expect(parley.handBack).toHaveBeenCalledWith(ann.id);
    expect(rooms.all()).toEqual([]);
  },
);

test("a room that could not be handed back stays open, to be closed again", async () => {
  const handBack = vi.fn<Parley["handBack"]>().mockRejectedValueOnce(new Refused("Not now"));
  const { desk, rooms } = start({ handBack });
  const room = await desk.request(ann);
  await expect(desk.close(room)).rejects.toThrow("Not now");
  expect(rooms.all()).toHaveLength(1);
  await desk.close(room);
  expect(rooms.all()).toEqual([]);
});

test("a request is taken though Parley cannot tell what was said before", async () => {
  const { desk, rooms } = start({ transcript: () => Promise.reject(new Refused("away")) });
  expect(rooms.find(await desk.request(ann))?.lines).toEqual([]);
});
