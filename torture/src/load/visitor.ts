import { goBlock } from "../harness/torture-flow.ts";
import type { Random } from "../random.ts";
import type { Target } from "./target.ts";
import { createVisitorDoors, type VisitorDoors } from "./visitor-doors.ts";

/** One visitor and the services that act on their conversation, one operation after another. */
export interface Visitor {
  readonly name: string;
  readonly secret: string;
  /** Known once the first message was taken. */
  readonly customerId: () => number | null;
  /** Carries out one operation to its end, whatever the server does meanwhile. */
  act(kind: VisitorAct): Promise<void>;
}

/** What a visitor or a service does; each leaves words that prove it. */
export type VisitorAct = "echo" | "delay" | "set-go" | "atomic-resume" | "resume-url";

/** Makes a visitor. Keys begin with the visitor's name, so that words can be traced to their conversation. */
export function createVisitor(target: Target, name: string, random: Random): Visitor {
  const doors = createVisitorDoors(target, name, random);
  const { secret, customerId } = doors;
  return { name, secret, customerId, act: (kind) => acts[kind](doors, target) };
}

type Act = (doors: VisitorDoors, target: Target) => Promise<void>;

const acts: { readonly [K in VisitorAct]: Act } = {
  echo: async (doors) => {
    await doors.say("echo", (said) => `heard ${said}`);
  },
  delay: async (doors) => {
    await doors.say("delay", (said) => `woke ${said}`);
    await doors.askedAgain();
  },
  "set-go": setGo,
  "atomic-resume": atomicResume,
  "resume-url": resumeUrl,
};

async function setGo(doors: VisitorDoors, { botId }: Target): Promise<void> {
  await doors.called(await doors.say("call", () => null));
  const value = doors.newKey();
  const field = { type: "object", extra: {}, value: { status: value } };
  await doors.write("set", "PUT", "fields/data/", field, { key: value, mark: null });
  const go = { launch: true, node: goBlock };
  const written = { key: doors.newKey(), mark: `went ${value}` };
  await doors.write("go", "PUT", `assign_bot/${botId}/`, go, written);
}

async function atomicResume(doors: VisitorDoors, { botId }: Target): Promise<void> {
  await doors.called(await doors.say("call", () => null));
  const key = doors.newKey();
  const fields = { data: { type: "object", value: { status: key } } };
  const body = { bot_id: botId, node: goBlock, fields };
  await doors.write("resume", "POST", "resume/", body, { key, mark: `went ${key}` });
}

async function resumeUrl(doors: VisitorDoors): Promise<void> {
  const { resumeUrl: url } = await doors.called(await doors.say("wait", () => null));
  const key = doors.newKey();
  await doors.callBack(url, { key, mark: `resumed ${key}` });
  await doors.askedAgain();
}
