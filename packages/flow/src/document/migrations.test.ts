import { expect, test } from "vitest";
import type { Value } from "../expression/value.ts";
import { type History, history, migrateDocument } from "./migrations.ts";

const renamed: History = {
  document: [
    {
      name: "title-to-name",
      migrate: (it) => {
        const { title, ...rest } = it as { title: string };
        return { ...rest, name: title };
      },
    },
  ],
  kinds: [
    {
      kind: "send_text",
      migrations: [
        { name: "text-to-words", migrate: (it) => ({ words: (it as { text: string }).text }) },
        { name: "words-to-list", migrate: (it) => ({ list: [(it as { words: string }).words] }) },
      ],
    },
    { kind: "close", migrations: [{ name: "close-reason", migrate: () => ({ reason: "none" }) }] },
  ],
};
const all = ["title-to-name", "text-to-words", "words-to-list", "close-reason"];

const old: Value = {
  title: "Old",
  blocks: {
    a: { kind: "send_text", params: { text: "Hi" } },
    b: { kind: "goal", params: { x: 1 } },
  },
};

test("passes a file through every migration that it has not passed, in order, and writes that down", () => {
  expect(migrateDocument(old, renamed)).toEqual({
    ok: true,
    document: {
      name: "Old",
      migrations: all,
      blocks: {
        a: { kind: "send_text", params: { list: ["Hi"] } },
        b: { kind: "goal", params: { x: 1 } },
      },
    },
  });
});

test("leaves out the migrations that a file has passed, and changes nothing the second time", () => {
  const half: Value = {
    name: "Half",
    migrations: all.slice(0, 2),
    blocks: { a: { kind: "send_text", params: { words: "Hi" } } },
  };
  const once = migrateDocument(half, renamed);
  expect(once).toMatchObject({ document: { blocks: { a: { params: { list: ["Hi"] } } } } });
  expect(once.ok && migrateDocument(once.document as Value, renamed)).toEqual(once);
});

test("says why when a migration fails on a file, instead of throwing", () => {
  const broken: Value = { title: "Broken", blocks: { a: { kind: "send_text" } } };
  expect(migrateDocument(broken, renamed)).toMatchObject({
    ok: false,
    problem: { code: "failed-migration" },
  });
});

test("has names of its own for all the history there is", () => {
  const names = [...history.document, ...history.kinds.flatMap((it) => it.migrations)].map(
    (it) => it.name,
  );
  expect(new Set(names).size).toBe(names.length);
});
