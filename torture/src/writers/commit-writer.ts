// node commit-writer.ts FOLDER COUNT: visitors of the real store write COUNT turns; each is told by "ACK <id>" once it
// may be answered. Every 20th turn somebody is erased, which moves the log into the file: a checkpoint.
import { writeSync } from "node:fs";
import { install, openFolder } from "../harness/install.ts";
import { tortureFlow } from "../harness/torture-flow.ts";

const [folder = "", count = "300"] = process.argv.slice(2);
const visitorCount = 4;
const eraseEvery = 20;
const acknowledge = (id: string): void => {
  writeSync(1, `ACK ${id}\n`);
};

const { channelToken } = await install(folder, tortureFlow("http://127.0.0.1:1"));
const { store, features } = await openFolder(folder);
const channel = await features.channels.byToken(channelToken);
if (!channel) throw new Error("The channel that was just made is not there.");

async function say(visitor: string, clientId: string, words: string): Promise<number> {
  const outcome = await features.visitorTurns.say(
    { channel: channel ?? never(), visitorKey: visitor, mayBegin: true, customData: {}, facts: {} },
    { message: { type: "text", text: `${words} ${clientId}` }, clientId, clientHash: clientId },
  );
  if (outcome.kind !== "taken") throw new Error(`${clientId} was not taken: ${outcome.kind}`);
  return outcome.conversation.id;
}

async function eraseSomebody(id: string): Promise<void> {
  const customerId = await say(`gone-${id}`, `g.${id}`, "echo");
  await features.eraseCustomer(customerId);
  acknowledge(`erased ${customerId}`);
}

function never(): never {
  throw new Error("unreachable");
}

acknowledge("init");
let next = 0;
async function visit(visitor: string): Promise<void> {
  for (let n = next++; n < Number(count); n = next++) {
    await say(visitor, `w.${n}`, n % 3 === 0 ? "delay" : "echo");
    acknowledge(`w.${n}`);
    if (n % eraseEvery === eraseEvery - 1) await eraseSomebody(`${n}`);
  }
}
await Promise.all(Array.from({ length: visitorCount }, (_, n) => visit(`visitor-${n}`)));
await store.close();
