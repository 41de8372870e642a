import {
  agentWrites,
  announces,
  answersHttp,
  archives,
  asks,
  assigns,
  blocks,
  comes,
  flowOf,
  given,
  handsOver,
  happens,
  hasField,
  isHeldBy,
  isParkedAt,
  isRefused,
  message,
  mia,
  passes,
  question,
  replies,
  resumes,
  says,
  staysSilent,
  unarchives,
  unassigns,
  unblocks,
} from "@parley/testkit";
import { expect, test } from "vitest";

const noa = { id: 41, name: "Noa" };

const desk = flowOf({
  name: question("Name?", "name", "call"),
  call: { kind: "webhook", params: { url: "https://crm.example/" }, next: { success: "city" } },
  city: {
    kind: "ask_text",
    params: { text: "City?", field: "city", timeoutSeconds: 60 },
    next: { success: "done", timeout: "slow" },
  },
  done: message("Done."),
  slow: question("Still there?", "there"),
});

const calling = () => given(desk).when(comes(), says("Ann")).then(isParkedAt("call", "calling"));
const asking = () =>
  calling()
    .when(answersHttp({ status: 200 }))
    .then(asks("City?"));

test("assigns the agent who writes before the words, and stops the bot", () => {
  const { conversation } = given(desk)
    .when(comes(), agentWrites(mia, "Hi, Mia here"))
    .then(announces("assign"), isHeldBy(40));
  expect(conversation.entries.slice(-2)).toMatchObject([
    { action: "assign", agent: mia },
    { message: { text: "Hi, Mia here" }, author: { kind: "agent", ...mia } },
  ]);
});

test("gives the customer's words to the agent: no block, no keyword", () => {
  asking()
    .when(agentWrites(mia, "Hi"), says("Rome"), says("#init"))
    .then(staysSilent(), isParkedAt("city", "asking"), hasField("city", undefined));
});

test("goes on at the kept cursor once the agent has left: the next message is the answer", () => {
  asking()
    .when(agentWrites(mia, "Hi"), unassigns())
    .then(announces("assign", "unassign"), staysSilent())
    .when(says("Rome"))
    .then(replies("Done."), hasField("city", "Rome"));
});

test("lets an agent write beside another one only without taking over", () => {
  asking().when(assigns(mia), agentWrites(noa, "Mine!")).then(isRefused("held"), isHeldBy(40));
  asking()
    .when(assigns(mia), agentWrites(noa, "Psst", false))
    .then(isHeldBy(40), announces("assign"));
  asking()
    .when(agentWrites(noa, "Note", false))
    .then(isHeldBy(null), announces());
});

test("lets the client's dance through: unassign, assign, send", () => {
  asking()
    .when(assigns(mia), unassigns(noa.id, true), assigns(noa), agentWrites(noa, "Hello"))
    .then(announces("assign", "unassign", "assign"), isHeldBy(noa.id));
});

test("assigns nobody away from another agent unless it is forced", () => {
  asking().when(assigns(mia), assigns(noa)).then(isRefused("held"), isHeldBy(40));
  asking()
    .when(assigns(mia), assigns(noa, true))
    .then(announces("assign", "unassign", "assign"), isHeldBy(41));
});

test("lets go for the holder and for who may override, for nobody else", () => {
  asking().when(assigns(mia), unassigns(noa.id, false)).then(isRefused("held"), isHeldBy(40));
  asking().when(assigns(mia), unassigns(mia.id, false)).then(isHeldBy(null));
});

test("says each change once: a repeated assign, unassign, archive or block is no event", () => {
  asking().when(assigns(mia), assigns(mia)).then(announces("assign"));
  asking().when(unassigns(), unassigns()).then(announces());
  asking()
    .when(archives(), archives(), unarchives(), unarchives())
    .then(announces("archive", "unarchive"));
  asking().when(blocks(), blocks(), unblocks(), unblocks()).then(announces("block", "unblock"));
});

const silences = [
  ["held by an agent", assigns(mia), unassigns()],
  ["archived", archives(), unarchives()],
  ["blocked", blocks(), unblocks()],
] as const;

test.each(silences)(
  "keeps an outside answer while the conversation is %s, and takes it up after",
  (_, off, on) => {
    calling()
      .when(off, answersHttp({ status: 200 }))
      .then(staysSilent(), isParkedAt("call", "calling"))
      .when(on)
      .then(asks("City?"));
  },
);

test.each(silences)(
  "keeps a time-out while the conversation is %s, and takes it up after",
  (_, off, on) => {
    asking()
      .when(off, passes("2 minutes"))
      .then(staysSilent(), isParkedAt("city", "asking"))
      .when(on)
      .then(asks("Still there?"));
  },
);

test("drops what was kept when Go has sent the conversation elsewhere meanwhile", () => {
  calling()
    .when(
      assigns(mia),
      answersHttp({ status: 200 }),
      happens("go", { kind: "go", block: "slow", isLaunched: true }),
    )
    .then(replies("Still there?"), isHeldBy(null))
    .when(says("Yes"))
    .then(hasField("there", "Yes"));
});

test("drops a blocked customer's words, and refuses the agents' too", () => {
  asking().when(blocks(), says("Rome")).then(isRefused("blocked"), hasField("city", undefined));
  asking().when(blocks(), agentWrites(mia, "Hi")).then(isRefused("blocked"));
});

test("brings an archived conversation back by the customer's words, which then count", () => {
  asking()
    .when(archives(), says("Rome"))
    .then(announces("archive", "unarchive"), replies("Done."), hasField("city", "Rome"));
});

test("takes up what the archive kept when the customer writes, before the words", () => {
  calling()
    .when(archives(), answersHttp({ status: 200 }), says("Hello?"))
    .then(asks("City?"), hasField("city", undefined))
    .when(says("Rome"))
    .then(replies("Done."), hasField("city", "Rome"));
});

test("takes up what the archive kept when an agent writes without taking over", () => {
  calling()
    .when(archives(), answersHttp({ status: 200 }), agentWrites(mia, "Hi", false))
    .then(asks("City?"), isHeldBy(null));
});

test("archives only for the holder and for who may override, and lets go of it", () => {
  asking().when(assigns(mia), archives(noa.id, false)).then(isRefused("held"));
  asking()
    .when(assigns(mia), archives(mia.id, false))
    .then(announces("assign", "unassign", "archive"), isHeldBy(null));
});

test("runs no block for a visitor who comes to an archived or held conversation", () => {
  given(desk).when(archives(), comes()).then(staysSilent(), isParkedAt("new"));
  given(desk).when(assigns(mia), comes()).then(staysSilent(), isParkedAt("new"));
  given(desk).when(blocks(), comes()).then(isRefused("blocked"));
});

const takeover = flowOf({
  human: {
    kind: "human_takeover",
    params: { agents: [40, 41], text: "One moment." },
    next: { assigned: "back", nobody: "nobody" },
  },
  back: question("I am back. Anything else?", "more"),
  nobody: message("Nobody is here."),
});
const searching = () =>
  given(takeover).when(comes()).then(replies("One moment."), isParkedAt("human", "assigning"));

test("gives the conversation to the agent who was found; after them the next message goes on", () => {
  searching()
    .when(handsOver(mia))
    .then(isHeldBy(40), announces("assign"), staysSilent())
    .when(says("Hello Mia"), unassigns())
    .then(staysSilent())
    .when(says("Are you a bot?"))
    .then(asks("I am back. Anything else?"));
});

test("goes on at nobody when the search finds nobody, and ignores the customer until then", () => {
  searching()
    .when(says("Hurry!"))
    .then(staysSilent())
    .when(handsOver(null))
    .then(replies("Nobody is here."));
});

test.each([mia, null])(
  "ends the search when an agent takes the conversation by hand, whatever it finds",
  (found) => {
    searching()
      .when(agentWrites(noa, "I have it"), handsOver(found))
      .then(isHeldBy(noa.id), announces("assign"))
      .when(unassigns(), says("Thanks"))
      .then(asks("I am back. Anything else?"), isHeldBy(null));
  },
);

test("ignores a search that ends after the conversation has moved on", () => {
  const { conversation } = searching();
  const search = conversation.outside.takeSearch();
  conversation.send({ kind: "go", block: "back", isLaunched: true });
  const before = conversation.state();
  const step = conversation.send({ kind: "handed-over", visit: search.visit, agent: mia });
  expect(step).toEqual({ state: before, entries: [], effects: [], trace: [] });
});

test("keeps a bridge's closed loop going: a question whose output leads back to itself never counts as endless", () => {
  const loop = flowOf({ chat: question("…", "said", "chat") });
  const { conversation } = given(loop).when(
    comes(),
    ...Array.from({ length: 600 }, (_, i) => says(`line ${i}`)),
  );
  expect(conversation.state().cursor).toEqual({ phase: "asking", block: "chat" });
  expect(conversation.trace).toEqual([]);
});

test("keeps a resume value while an agent holds the conversation, and prefers it to a later time-out", () => {
  const waiting = flowOf({
    wait: {
      kind: "wait",
      params: { field: "data", timeoutSeconds: 60 },
      next: { resumed: "ok", timeout: "late" },
    },
    ok: message("Paid."),
    late: message("Too late."),
  });
  given(waiting)
    .when(comes(), assigns(mia), resumes({ status: "paid" }), passes("2 minutes"))
    .then(staysSilent())
    .when(unassigns())
    .then(replies("Paid."), hasField("data", { status: "paid" }));
});
