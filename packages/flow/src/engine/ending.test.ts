import {
  answersHttp,
  comes,
  failsHttp,
  flowOf,
  type Given,
  given,
  goes,
  message,
  question,
  says,
} from "@parley/testkit";
import { expect, test } from "vitest";
import { endingOf } from "./ending.ts";

const endOf = ({ conversation }: Given) => {
  const last = conversation.steps.at(-1);
  return last && endingOf(conversation.flow(), last);
};

const lead = flowOf({ name: question("Name?", "name", "thanks"), thanks: message("Thanks.") });

const call = { kind: "webhook", params: { url: "https://desk.example/" } };
const payment = flowOf({
  hello: message("Hi", "call"),
  call: { ...call, next: { success: "please_wait" } },
  please_wait: message("Please wait."),
  paid: message("Paid."),
});

test("a message that leads nowhere completes a conversation, a question does not end it", () => {
  expect(endOf(given(lead).when(comes()))).toBeNull();
  expect(endOf(given(lead).when(comes(), says("Ann")))).toBe("complete");
});

test("what is said at the end does not complete it again", () => {
  expect(endOf(given(lead).when(comes(), says("Ann"), says("Bye")))).toBe("loose");
});

test.each(["goal", "goodbye", "close"])(
  "where a %s block says what is complete, an end does not",
  (kind) => {
    const params = kind === "goal" ? { name: "Sold" } : kind === "goodbye" ? { text: "Bye" } : {};
    const flow = flowOf({
      name: question("Name?", "name", "thanks"),
      thanks: message("Thanks."),
      other: { kind, params },
    });
    expect(endOf(given(flow).when(comes(), says("Ann")))).toBe("loose");
  },
);

test("after a call, where the flow counts on Go, it is a wait until Go has come", () => {
  const waiting = given(payment).when(comes(), answersHttp({ status: 200 }));
  expect(endOf(waiting)).toBeNull();
  expect(endOf(waiting.when(says("Hello?")))).toBeNull();
  expect(endOf(waiting.when(goes("paid")))).toBe("complete");
});

test("a call that nothing has to come back from is no wait", () => {
  const crm = flowOf({
    call: { ...call, next: { success: "thanks" } },
    thanks: message("Thanks."),
  });
  expect(endOf(given(crm).when(comes(), answersHttp({ status: 200 })))).toBe("complete");
});

test("a block that gave up, or a loop without an end, completes nothing", () => {
  const crm = flowOf({ call: { ...call, next: {} } });
  expect(endOf(given(crm).when(comes(), failsHttp("down")))).toBe("loose");
  const loop = flowOf({ a: message("a", "b"), b: message("b", "a") });
  expect(endOf(given(loop).when(comes()))).toBe("loose");
});
