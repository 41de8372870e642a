import { expect, test } from "vitest";
import { readTold } from "./told-message.ts";

const told = (message: unknown) => readTold(JSON.stringify({ messages: [message] }));

test("a line says who said what to whom", () => {
  const message = {
    ...{ type: "text", data: { body: "Hello" }, sender: { type: "agent" } },
    customer: { id: 1, name: "Ann" },
  };
  expect(told(message)).toEqual({ type: "text", sender: "agent", words: "Hello", customer: "Ann" });
});

test("a picture says its caption, and a long text no more than a row shows", () => {
  expect(told({ type: "image", data: { url: "https://x", caption: "Dog" } }).words).toBe("Dog");
  expect(told({ type: "text", data: { body: "x".repeat(9000) } }).words).toHaveLength(200);
});

test("an event says its action, a nameless customer the number, and no body is refused", () => {
  expect(told({ type: "event", action: "assign", customer: { id: 7 } })).toEqual({
    ...{ type: "event", sender: "", words: "assign", customer: "7" },
  });
  for (const body of ["", "null", "[]", '{"messages":{}}'])
    expect(readTold(body)).toEqual({ type: "", sender: "", words: "", customer: "" });
});

test("what an API channel's own hook sends says the same, though it is laid out otherwise", () => {
  const flat = (message: object, type: string) =>
    readTold(
      JSON.stringify({
        ...{ messages: [message], customer: { id: 7, name: "Ann" }, agent: { id: 1, type } },
        channel: { id: 2, name: "App" },
      }),
    );
  expect(flat({ type: "text", message: "Hello" }, "human")).toEqual({
    ...{ type: "text", sender: "agent", words: "Hello", customer: "Ann" },
  });
  const choice = { type: "dialog", title: "Pick one", buttons: ["Hi"], payloads: ["$0"] };
  expect(flat(choice, "bot")).toMatchObject({ sender: "bot", words: "Pick one" });
  const picture = { type: "image", url: "https://x", message: "Dog", caption: "Dog" };
  expect(flat(picture, "bot").words).toBe("Dog");
  expect(flat({ type: "event", action: "assign", agent_id: 1 }, "sys").words).toBe("assign");
});
