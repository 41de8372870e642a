import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { actOf } from "./act-of.ts";
import { checkTranscript } from "./check-transcript.ts";
import { openConversation } from "./conversation.ts";
import { exampleFlow, someAct } from "./testing/some-acts.ts";
import { writeTranscript } from "./write-transcript.ts";

const payment = exampleFlow("payment") as Record<string, unknown>;
const transcript = readFileSync(
  new URL("../../../flows/payment.transcript.md", import.meta.url),
  "utf8",
);
const lineOf = (text: string) => transcript.split("\n").findIndex((it) => it.includes(text)) + 1;

test("finds nothing to say of a transcript that the flow keeps to", () => {
  expect(checkTranscript(payment, transcript)).toBeNull();
});

test("shows the first line that differs, and under which heading it stands", () => {
  const changed = transcript.replace("What name shall I put", "Which name shall I put");
  expect(checkTranscript(payment, changed)).toMatchObject({
    line: lineOf("What name shall I put"),
    heading: "The payment goes through",
    expected: expect.stringContaining("Which name"),
    found: expect.stringContaining("What name"),
    fault: null,
  });
});

test("shows the line that cannot happen, and why", () => {
  const changed = transcript.replace(/> answers 201 .+/, "> presses Refund");
  expect(checkTranscript(payment, changed)).toMatchObject({
    expected: "> presses Refund",
    found: null,
    fault: expect.stringContaining('There is no button "Refund"'),
  });
});

test("says why a flow with errors cannot run", () => {
  expect(checkTranscript({ ...payment, start: "nowhere" }, transcript)).toMatchObject({
    line: 1,
    fault: expect.stringContaining("The flow has errors"),
  });
});

test("reads faults of formulas in the form of before, which named their place", () => {
  const fault = /^error .+: GetValue: .+$/m.exec(transcript)?.[0] ?? "";
  expect(fault).not.toBe("");
  expect(checkTranscript(payment, transcript.replace(fault, `${fault} (at 16)`))).toBeNull();
  const said = /^bot .+$/m.exec(transcript)?.[0] ?? "";
  const other = transcript.replace(said, `${said} (at 16)`);
  expect(checkTranscript(payment, other)).toMatchObject({ line: lineOf(said) });
  const worse = transcript.replace(fault, `${fault.slice(0, -2)} (at 16)`);
  expect(checkTranscript(payment, worse)).toMatchObject({ line: lineOf(fault) });
});

test("notices words that a transcript ends without", () => {
  const cut = transcript.slice(0, transcript.indexOf("at        ask_name"));
  expect(checkTranscript(payment, cut)).toMatchObject({ expected: "" });
});

test("what is written of a run passes when it is played, whatever happened in it", () => {
  fc.assert(
    fc.property(fc.array(someAct, { maxLength: 12 }), fc.string(), (acts, name) => {
      const lines = possible(acts.map(({ line }) => line));
      const written = writeTranscript(payment, name, lines);
      expect(checkTranscript(payment, written)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

/** Those of the lines that can happen, in their order. */
function possible(lines: readonly string[]): string[] {
  const conversation = openConversation(payment);
  return lines.filter((line) => {
    try {
      actOf(line).perform(conversation);
      return true;
    } catch {
      return false;
    }
  });
}

test("reads transcripts of before, whose customer had the number of an installation's first one", () => {
  expect(transcript).toContain("10000000");
  expect(checkTranscript(payment, transcript.replaceAll("10000000", "10000001"))).toBeNull();
});
