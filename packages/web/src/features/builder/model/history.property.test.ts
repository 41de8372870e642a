import { readFlow, writeFlow } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { applyChanges, changesBetween, inverseOf } from "./changes.ts";
import { beginHistory, edited, redone, undone } from "./history.ts";
import { lastKind, performed, smallFlow } from "./testing/random-edits.ts";

await speak("en");

const randomEdit = fc.record({
  kind: fc.nat(lastKind),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.string({ maxLength: 6 }),
});

const edits = fc.array(randomEdit, { minLength: 1, maxLength: 25 });

test("taking everything back gives the first flow, making it again gives the last one", () => {
  fc.assert(
    fc.property(edits, (edits) => {
      let history = beginHistory(smallFlow);
      for (const [nowMs, edit] of edits.entries()) {
        const joins = edit.a % 3 === 0 ? { joins: `edit ${edit.kind}` } : {};
        history = edited(history, performed(history.document, edit), {
          label: "",
          nowMs,
          ...joins,
        });
      }
      const last = history.document;
      while (history.undo.length > 0) history = undone(history);
      expect(writeFlow(history.document)).toBe(writeFlow(smallFlow));
      while (history.redo.length > 0) history = redone(history);
      expect(writeFlow(history.document)).toBe(writeFlow(last));
    }),
  );
});

test("every edit leaves a document that can be read, and nothing points at what is gone", () => {
  fc.assert(
    fc.property(edits, (edits) => {
      const flow = edits.reduce(performed, smallFlow);
      const { document, problems } = readFlow(flow);
      expect(problems).toEqual([]);
      const targets = Object.values(document?.blocks ?? {}).flatMap(({ next }) =>
        Object.values(next),
      );
      const members = Object.values(flow.groups ?? {}).flatMap(({ blocks }) => blocks);
      for (const id of [...targets, ...members, ...Object.keys(flow.layout ?? {}), flow.start])
        expect(flow.blocks).toHaveProperty(id);
    }),
  );
});

test("the changes between any two flows lead from one to the other, and back", () => {
  fc.assert(
    fc.property(edits, edits, (some, others) => {
      const [one, other] = [some.reduce(performed, smallFlow), others.reduce(performed, smallFlow)];
      const changes = changesBetween(one, other);
      expect(writeFlow(applyChanges(one, changes))).toBe(writeFlow(other));
      expect(writeFlow(applyChanges(other, inverseOf(changes)))).toBe(writeFlow(one));
      expect(changesBetween(other, applyChanges(one, changes))).toEqual([]);
    }),
  );
});
