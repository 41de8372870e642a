import {
  answersHttp,
  archives,
  asks,
  assigns,
  blocks,
  comes,
  flowOf,
  given,
  goes,
  hasField,
  isClosed,
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
  type WrittenBlock,
} from "@parley/testkit";
import { expect, test } from "vitest";
import { step } from "./step.ts";

const call = (next: string): WrittenBlock => ({
  kind: "webhook",
  params: {
    url: "https://desk.example/",
    body: { kind: "json", template: '{"url": "@resume_url"}' },
  },
  next: { success: next },
});
const wait = (field: string, resumed: string): WrittenBlock => ({
  kind: "wait",
  params: { field, timeoutSeconds: 60 },
  next: { resumed, timeout: "late" },
});

const payment = flowOf({
  call: call("hold"),
  hold: wait("data", "paid"),
  paid: message("Thank you.", "more"),
  more: question("More?", "more"),
  late: message("Too late."),
});
const paid = { status: "paid" };
const calling = () => given(payment).when(comes()).then(isParkedAt("call", "calling"));
const parked = () =>
  calling()
    .when(answersHttp({ status: 200 }))
    .then(isParkedAt("hold", "waiting"));

test("goes on at resumed with the value in its field when the service calls", () => {
  parked().when(resumes(paid)).then(replies("Thank you.", "More?"), hasField("data", paid));
});

test("keeps a call that comes before the flow has parked, and goes on without waiting", () => {
  const { conversation } = calling()
    .when(resumes(paid))
    .then(staysSilent(), isParkedAt("call", "calling"));
  expect(conversation.state().tickets).toMatchObject([
    { status: "early", answer: "buffered", value: paid },
  ]);
  given(payment)
    .when(comes(), resumes(paid), answersHttp({ status: 200 }))
    .then(replies("Thank you.", "More?"), hasField("data", paid));
});

test("changes nothing on a repeat of the same call, however it was taken, and remembers its answer", () => {
  for (const taken of [parked(), calling()]) {
    const { conversation } = taken.when(resumes(paid));
    const state = conversation.state();
    conversation.send({
      kind: "resume",
      ticket: 1,
      value: paid,
      fingerprints: [JSON.stringify(paid)],
    });
    expect(conversation.steps.at(-1)).toEqual({ state, entries: [], effects: [], trace: [] });
    expect(state.tickets[0]?.answer).toMatch(/resumed|buffered/);
  }
});

test("refuses another call with a used ticket, before and after it was consumed", () => {
  parked()
    .when(resumes(paid), resumes({ status: "declined" }))
    .then(isRefused("used-ticket"), hasField("data", paid));
  calling()
    .when(resumes(paid), resumes({ status: "declined" }))
    .then(isRefused("used-ticket"));
});

test("refuses a ticket that was never made", () => {
  parked().when(resumes(paid, 99)).then(isRefused("unknown-ticket"));
});

test("takes the time-out when nobody calls, and refuses the call that comes after it", () => {
  parked()
    .when(passes("59 seconds"))
    .then(staysSilent())
    .when(passes("1 second"))
    .then(replies("Too late."))
    .when(resumes(paid))
    .then(isRefused("expired-ticket"), hasField("data", undefined));
});

test("takes a call until the last millisecond, and refuses it at the very end even if no timer has fired", () => {
  const { conversation } = parked();
  const { flow, state } = conversation;
  const atMs = state().tickets[0]?.expiresAtMs ?? 0;
  const call = { kind: "resume", ticket: 1, value: paid, fingerprints: ["x"], seed: 1 } as const;
  expect(step(flow(), state(), { ...call, atMs: atMs - 1 }).state.cursor.phase).toBe("asking");
  expect(step(flow(), state(), { ...call, atMs }).refused).toBe("expired-ticket");
});

test("keeps what the customer says while it waits, and does not move", () => {
  parked().when(says("Well?")).then(staysSilent(), isParkedAt("hold", "waiting"));
});

test("expires the address of a wait that Go has superseded, also before the flow has parked", () => {
  parked().when(goes("more"), resumes(paid)).then(asks("More?"), isRefused("expired-ticket"));
  calling().when(goes("more"), resumes(paid)).then(asks("More?"), isRefused("expired-ticket"));
});

test("gives a new address after Go, so that the old service cannot answer for the new one", () => {
  const { conversation } = calling().when(goes("call"));
  const sent = conversation.outside.openCalls.map(({ request }) => request.body);
  expect(new Set(sent).size).toBe(2);
  conversation.outside.takeCall();
  given(payment)
    .when(comes(), goes("call"), resumes({ status: "old" }, 1))
    .then(isRefused("expired-ticket"))
    .when(resumes(paid, 2), answersHttp({ status: 200 }), answersHttp({ status: 200 }))
    .then(hasField("data", paid), isParkedAt("more"));
});

test("starts over with a new address on #init", () => {
  calling()
    .when(says("#init"), resumes(paid, 1))
    .then(isRefused("expired-ticket"), isParkedAt("call", "calling"));
});

test("gives one address to all that ask before the wait, and the next wait another", () => {
  const twice = flowOf({
    first: call("second"),
    second: call("hold"),
    hold: wait("one", "third"),
    third: call("hold2"),
    hold2: wait("two", "end"),
    end: { kind: "close" },
    late: message("Too late."),
  });
  const { conversation } = given(twice)
    .when(comes(), answersHttp({ status: 200 }), answersHttp({ status: 200 }), resumes(1))
    .then(isParkedAt("third", "calling"), hasField("one", 1))
    .when(answersHttp({ status: 200 }), resumes(2, 1))
    .then(isRefused("used-ticket"), isParkedAt("hold2", "waiting"))
    .when(resumes(2, 2))
    .then(hasField("two", 2), isClosed());
  const bodies = conversation.steps.flatMap(({ effects }) =>
    effects.flatMap((it) => (it.kind === "call-http" ? [it.request.body] : [])),
  );
  expect(bodies[0]).toBe(bodies[1]);
  expect(bodies[2]).not.toBe(bodies[0]);
});

test("binds a named address to its own wait, whichever the flow reaches first", () => {
  const named = flowOf({
    call: {
      kind: "webhook",
      params: {
        url: "https://desk.example/",
        body: {
          kind: "text",
          text: "@resume_url_bank @resume_url_post",
          contentType: "text/plain",
        },
      },
      next: { success: "post" },
    },
    post: wait("parcel", "bank"),
    bank: wait("money", "end"),
    end: { kind: "close" },
    late: message("Too late."),
  });
  const reached = () => given(named).when(comes());
  const { conversation } = reached();
  expect(conversation.state().tickets).toMatchObject([{ block: "bank" }, { block: "post" }]);
  reached()
    .when(resumes("money", 1), answersHttp({ status: 200 }))
    .then(isParkedAt("post", "waiting"))
    .when(resumes("parcel", 2))
    .then(hasField("parcel", "parcel"), hasField("money", "money"), isClosed());
});

test.each([
  ["an agent holds the conversation", assigns(mia), unassigns()],
  ["it is archived", archives(), unarchives()],
  ["the customer is blocked", blocks(), unblocks()],
])("keeps a call while %s, and goes on when that ends", (_, off, on) => {
  parked()
    .when(off, resumes(paid))
    .then(staysSilent(), isParkedAt("hold", "waiting"))
    .when(on)
    .then(replies("Thank you.", "More?"), hasField("data", paid));
});

test("remembers a used ticket's answer while twenty more come and go", () => {
  const loop = flowOf({ hold: wait("n", "hold"), late: message("Too late.") });
  const { conversation } = given(loop).when(
    comes(),
    ...Array.from({ length: 60 }, (_, n) => resumes(n)),
  );
  expect(conversation.state().tickets.length).toBeLessThanOrEqual(22);
  expect(conversation.state().fields.n?.value).toBe(59);
});

test("gives a fresh address when the one that nobody used has expired", () => {
  const asking = flowOf({ go: message("@resume_url", "ask"), ask: question("Again?", "x", "go") });
  const { conversation } = given(asking).when(comes(), passes("31 days"), says("Yes"));
  const said = conversation.entries.flatMap((it) =>
    "message" in it && it.message.type === "text" && it.message.text.startsWith("https")
      ? [it.message.text]
      : [],
  );
  expect(new Set(said).size).toBe(2);
});

const typed = flowOf(
  {
    call: call("hold"),
    hold: wait("amount", "paid"),
    paid: message("Thank you."),
    late: message("Too late."),
  },
  { fields: { amount: { type: "integer" } } },
);

test("refuses a value that the waiting block's field cannot hold, and takes the next call", () => {
  const { conversation } = given(typed).when(comes(), answersHttp({ status: 200 }));
  const before = conversation.state();
  const refused = conversation.send({
    ...{ kind: "resume", ticket: 1, value: "a lot", fingerprints: ["a lot"] },
  });
  expect(refused).toMatchObject({
    refused: "unfit-value",
    reason: expect.stringContaining("whole number"),
  });
  expect(conversation.state()).toEqual(before);
  given(typed)
    .when(comes(), answersHttp({ status: 200 }), resumes("a lot"))
    .then(isRefused("unfit-value"), isParkedAt("hold", "waiting"))
    .when(resumes(42))
    .then(replies("Thank you."), hasField("amount", 42));
});

test("refuses a value that the fields have no room for, and takes a smaller one", () => {
  const full = Object.fromEntries([1, 2, 3].map((n) => [`f${n}`, "x".repeat(50 * 1024)]));
  given(payment, { fields: full })
    .when(comes(), answersHttp({ status: 200 }), resumes("x".repeat(20 * 1024)))
    .then(isRefused("unfit-value"), isParkedAt("hold", "waiting"))
    .when(resumes("small"))
    .then(replies("Thank you.", "More?"), hasField("data", "small"));
});

test("refuses an unfit value while an agent holds the conversation too", () => {
  given(typed)
    .when(comes(), answersHttp({ status: 200 }), assigns(mia), resumes("a lot"))
    .then(isRefused("unfit-value"))
    .when(resumes(42), unassigns())
    .then(hasField("amount", 42));
});

test("keeps what came before anybody knew its field as what it is, rather than lose it", () => {
  const { conversation } = given(typed)
    .when(comes(), resumes({ sum: 3 }), answersHttp({ status: 200 }))
    .then(replies("Thank you."), hasField("amount", { sum: 3 }));
  expect(conversation.trace).toContainEqual(
    expect.objectContaining({ block: "hold", code: "value-kept-as-sent" }),
  );
});
