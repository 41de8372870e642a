import { expect, test } from "vitest";
import { presses, says, stage } from "../asking-testing.ts";
import { askYesNo } from "./ask-yes-no.ts";

const params = { text: "Shall I?", field: "agreed" };
const spanish = {
  ...params,
  yesLabel: "Sí, claro",
  noLabel: "Mejor no",
  yesWords: ["sí", "si", "vale"],
  noWords: ["no"],
};

function asking(own: { readonly [name: string]: unknown } = params) {
  const asked = stage(askYesNo, own);
  asked.enter();
  return asked;
}

test("the two answers are two outputs", () => {
  expect(asking().outputs).toEqual(["yes", "no", "timeout", "idle"]);
});

test("the control shows both labels", () => {
  const input = { kind: "yes_no", yesLabel: "Sí, claro", noLabel: "Mejor no" };
  expect(asking(spanish).said[0]?.extra?.input).toEqual(input);
});

test.each([
  [presses("$0", "Sí, claro"), "yes"],
  [presses("$1", "Mejor no"), "no"],
  [presses("$0"), "yes"],
  [says(" sí, CLARO "), "yes"],
  [says("VALE"), "yes"],
  [says("Si\u0301"), "yes"],
  [says("Vale!"), "yes"],
  [says("Sí, claro."), "yes"],
  [says("no"), "no"],
  [says("No."), "no"],
  [{ type: "text", text: "?", extra: { answer: false } } as const, "no"],
])("%j means %s", (message, output) => {
  const asked = asking(spanish);
  expect(asked.answer(message)).toBe(output);
  expect(asked.fields).toEqual({ agreed: output === "yes" });
  expect(asked.types).toEqual({ agreed: "boolean" });
});

test.each(["yes", "maybe", "no no", "$0", "sí claro", "!", "no?"])("%j is neither", (text) => {
  expect(asking(spanish).answer(text)).toBe("asking");
});

test("a press that offers nothing is read by its words", () => {
  expect(asking().answer(presses("$2", "no"))).toBe("no");
  expect(asking().answer(presses("buy", "now"))).toBe("asking");
});

test("a press is known by its payload", () => {
  expect(asking().labelOf("$0")).toBe("Yes");
  expect(asking().labelOf("$1")).toBe("No");
  expect(asking().labelOf("$2")).toBeNull();
});

test.each([
  [{ yesLabel: "OK", noLabel: "ok " }, "ok"],
  [{ noWords: ["Y"] }, "Y"],
  [{ noLabel: "YES" }, "YES"],
])("words that mean both are refused on save: %j", (own, word) => {
  const problems = askYesNo.check(askYesNo.schema.parse({ ...params, ...own }));
  expect(problems).toMatchObject([
    { code: "same-words", message: `"${word}" means both yes and no.` },
  ]);
});
