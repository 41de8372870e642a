import {
  agentWrites,
  asks,
  comes,
  flowOf,
  given,
  hasField,
  isParkedAt,
  message,
  mia,
  presses,
  question,
  replies,
  says,
  sends,
  staysSilent,
} from "@parley/testkit";
import { expect, test } from "vitest";

const survey = flowOf(
  {
    hello: message("Hello.", "name"),
    name: question("Name?", "name", "age"),
    age: { kind: "ask_number", params: { text: "Age?", field: "age" }, next: { success: "city" } },
    city: question("City?", "city", "end"),
    end: message("Done."),
    help: question("How can I help?", "help"),
  },
  { keywords: { help: "help", "🛟": "help" } },
);

test("jumps on a keyword before the question sees it, numbers included", () => {
  given(survey)
    .when(comes(), says("Ann"), says("help"))
    .then(asks("How can I help?"), hasField("age", undefined));
  given(survey)
    .when(comes(), says("🛟"))
    .then(asks("How can I help?"), hasField("name", undefined));
});

test.each(["Help", "help me", " help "])(
  "takes %j as an answer: keywords are exact words",
  (text) => {
    given(survey).when(comes(), says(text)).then(asks("Age?"), hasField("name", text.trim()));
  },
);

test.each(["é", "e\u0301"])(
  "takes a keyword with %j for the same word however its accent is written",
  (accent) => {
    for (const written of ["é", "e\u0301"]) {
      const flow = flowOf(
        { ask: question("Well?", "wish"), menu: message("Menu.") },
        {
          keywords: { [`caf${accent}`]: "menu" },
        },
      );
      given(flow)
        .when(comes(), says(`caf${written}`))
        .then(replies("Well?", "Menu."));
    }
  },
);

test("jumps on a keyword from a dead end", () => {
  given(survey)
    .when(comes(), says("Ann"), says("30"), says("Rome"))
    .then(isParkedAt("end", "dead-end"))
    .when(says("help"))
    .then(asks("How can I help?"));
});

test("does not jump on an agent's words, nor while an agent holds the conversation", () => {
  given(survey)
    .when(comes())
    .when(agentWrites(mia, "help"), says("help"))
    .then(staysSilent(), isParkedAt("name", "asking"));
});

test("goes back question by question on #back, and to the start when there is none", () => {
  given(survey)
    .when(comes(), says("Ann"), says("30"))
    .then(asks("City?"))
    .when(says("#back"))
    .then(asks("Age?"))
    .when(says("#back"))
    .then(asks("Name?"))
    .when(says("#back"))
    .then(replies("Hello.", "Name?"));
});

test("starts over on #init", () => {
  given(survey).when(comes(), says("Ann")).when(says("#init")).then(replies("Hello.", "Name?"));
});

test("remembers no more than the last twenty questions", () => {
  const loop = flowOf({ again: question("Again?", "answer", "again") });
  const { conversation } = given(loop).when(
    comes(),
    ...Array.from({ length: 30 }, () => says("yes")),
  );
  expect(conversation.state().trail).toHaveLength(20);
});

test("sends what nothing else takes to the fallback", () => {
  const flow = flowOf(
    {
      bye: { kind: "close" },
      menu: question("What else?", "wish", "thanks"),
      thanks: message("Thanks."),
    },
    { fallback: "menu" },
  );
  given(flow)
    .when(comes(), says("Wait!"))
    .then(asks("What else?"))
    .when(says("Tea"), says("And cake"))
    .then(asks("What else?"), hasField("wish", "Tea"));
});

const menu = flowOf({
  menu: {
    kind: "buttons",
    params: {
      text: "Tea?",
      options: [
        { id: "yes", label: "Yes" },
        { id: "no", label: "No" },
      ],
    },
    next: { yes: "tea", no: "none" },
  },
  tea: message("Tea it is."),
  none: message("None then."),
});
const press = (text: string, payload: string) => sends({ type: "button", text, payload });

test("takes a press of a button that the question offers, by its payload or by its words", () => {
  given(menu).when(comes(), presses("Yes")).then(replies("Tea?", "Tea it is."));
  given(menu).when(comes(), press("", "$1")).then(replies("Tea?", "None then."));
  given(menu).when(comes(), says(" yes ")).then(replies("Tea?", "Tea it is."));
});

test("writes a press down with the label of its option, and a stray one as the text that it is", () => {
  const pressed = given(menu).when(comes(), press(" yes", "$0")).conversation;
  const words = pressed.entries.filter(({ author }) => author.kind === "customer");
  expect(words).toMatchObject([{ message: { type: "button", text: "Yes", payload: "$0" } }]);
  const stray = given(menu).when(comes(), press("No", "$0")).conversation;
  expect(stray.entries.filter(({ author }) => author.kind === "customer")).toMatchObject([
    { message: { type: "text", text: "No" } },
  ]);
});

test.each(["$7", "$1", "$x", ""])("ignores the stray payload %j of ordinary text", (payload) => {
  given(survey)
    .when(comes(), press("Ann", payload))
    .then(replies("Hello.", "Name?", "Age?"), hasField("name", "Ann"));
  given(menu).when(comes(), press("Yes", payload)).then(replies("Tea?", "Tea it is."));
});

test("starts the flow on the first message when nobody came before, and does not take it as an answer", () => {
  given(survey).when(says("Hi")).then(replies("Hello.", "Name?"), hasField("name", undefined));
});

test("begins once however often the visitor comes", () => {
  given(survey)
    .when(comes())
    .then(replies("Hello.", "Name?"))
    .when(comes(), comes())
    .then(staysSilent());
});

test("takes the built-in words also from a button that the chat itself offers, whatever it is called", () => {
  const ended = flowOf({ name: question("Name?", "name", "end"), end: { kind: "close" } });
  const again = { type: "button", text: "Start again", payload: "#init" } as const;
  const atTheEnd = () => given(ended).when(comes(), says("Ann"));
  atTheEnd().when(sends(again)).then(asks("Name?"));
  atTheEnd()
    .when(sends({ ...again, payload: "#other" }))
    .then(staysSilent());
});
