import type { FlowDocument } from "@parley/flow";
import { newBlockId } from "../block-id.ts";
import { copyBlocks, pasteBlocks } from "../copy-blocks.ts";
import { connect, disconnect, insertOnArrow } from "../edit-arrows.ts";
import { addBlock, deleteBlocks, moveThings, renameBlock, setParams } from "../edit-blocks.ts";
import { groupBlocks, nameGroup, ungroup } from "../edit-groups.ts";
import { addNote, deleteNotes, writeNote } from "../edit-notes.ts";
import {
  addKeyword,
  changeKeyword,
  removeKeyword,
  setFallback,
  setLanguage,
  setTimeZone,
} from "../edit-settings.ts";
import { startingParams } from "../starting-params.ts";

/** A small flow that most edits find something in. */
export const smallFlow: FlowDocument = {
  format: 1,
  name: "Small",
  timezone: "UTC",
  language: "en",
  start: "hello",
  keywords: { again: "hello" },
  fields: {},
  blocks: {
    hello: { kind: "send_text", params: { text: "Hello" }, next: { success: "name" } },
    name: {
      kind: "ask_name",
      params: { text: "Name?", field: "name" },
      next: { success: "choice" },
    },
    choice: {
      kind: "buttons",
      params: {
        text: "Which?",
        options: [
          { id: "a", label: "A" },
          { id: "b", label: "B" },
        ],
      },
      next: { a: "bye", b: "name" },
    },
    bye: { kind: "goodbye", params: { text: "Bye" }, next: {} },
  },
  notes: [{ id: "why", text: "Why", x: 0, y: 0 }],
  groups: { intro: { name: "Intro", blocks: ["hello", "name"] } },
  layout: {
    hello: { x: 0, y: 0 },
    name: { x: 320, y: 0 },
    choice: { x: 640, y: 0 },
    bye: { x: 960, y: 0 },
  },
};

/** One thing that a hand could do, by numbers that choose where. */
export interface RandomEdit {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly text: string;
}

/** The last kind of edit there is. */
export const lastKind = kindsOfEdits().length - 1;

/** Does what the numbers say; where there is nothing to do it to, nothing. */
export function performed(flow: FlowDocument, edit: RandomEdit): FlowDocument {
  return kindsOfEdits()[edit.kind]?.(flow, edit) ?? flow;
}

type Perform = (flow: FlowDocument, edit: RandomEdit) => FlowDocument;

function kindsOfEdits(): readonly Perform[] {
  const kinds = ["send_text", "buttons", "conditions", "webhook", "wait"];
  return [
    (flow, { a, b }) => {
      const kind = pick(kinds, a) ?? "close";
      const id = newBlockId(chanceOf(a * 1009 + b), (it) => it in flow.blocks);
      return addBlock(
        flow,
        id,
        { kind, params: { ...startingParams(kind) }, next: {} },
        { x: b, y: a },
      );
    },
    (flow, { a }) => deleteBlocks(flow, [blockAt(flow, a)]),
    (flow, { a, b }) =>
      connect(flow, { block: blockAt(flow, a), output: "success" }, blockAt(flow, b)),
    (flow, { a, b }) => {
      const block = blockAt(flow, a);
      return disconnect(flow, {
        block,
        output: pick(Object.keys(flow.blocks[block]?.next ?? {}), b) ?? "",
      });
    },
    (flow, { a, b }) =>
      insertOnArrow(flow, { block: blockAt(flow, a), output: "success" }, blockAt(flow, b)),
    (flow, { a, text }) => renameBlock(flow, blockAt(flow, a), text),
    (flow, { a, text }) => {
      const id = blockAt(flow, a);
      return setParams(flow, id, { ...flow.blocks[id]?.params, text });
    },
    (flow, { a, b }) => moveThings(flow, new Map([[blockAt(flow, a), { x: a - b, y: b }]])),
    (flow, { a, b, text }) =>
      addNote(flow, `n${a}x${b}${flow.notes?.length ?? 0}`, text, { x: a, y: b }),
    (flow, { a, text }) => writeNote(flow, pick(flow.notes ?? [], a)?.id ?? "", text),
    (flow, { a }) => deleteNotes(flow, [pick(flow.notes ?? [], a)?.id ?? ""]),
    (flow, { a, b, text }) =>
      groupBlocks(flow, `g${a}`, text, [blockAt(flow, a), blockAt(flow, b)]),
    (flow, { a, text }) => nameGroup(flow, pick(Object.keys(flow.groups ?? {}), a) ?? "", text),
    (flow, { a }) => ungroup(flow, pick(Object.keys(flow.groups ?? {}), a) ?? ""),
    (flow, { a, b }) => {
      const clip = copyBlocks(flow, [blockAt(flow, a), blockAt(flow, b)]);
      return pasteBlocks(flow, clip, { x: a, y: b }, chanceOf(a * 7919 + b)).flow;
    },
    (flow, { a, text }) => addKeyword(flow, { word: text, block: blockAt(flow, a) }),
    (flow, { a, b, text }) =>
      changeKeyword(flow, keywordAt(flow, a), { word: text, block: blockAt(flow, b) }),
    (flow, { a }) => removeKeyword(flow, keywordAt(flow, a)),
    (flow, { a, b }) => setFallback(flow, b % 3 === 0 ? null : blockAt(flow, a)),
    (flow, { a }) => setTimeZone(flow, pick(["UTC", "Europe/Madrid"], a) ?? "UTC"),
    (flow, { a }) => setLanguage(flow, pick(["en", "es", "pt-BR"], a) ?? "en"),
  ];
}

/** Chance that is the same each time, so that a failing case can be run again. */
export function chanceOf(seed: number): () => number {
  let state = (seed * 2654435761 + 1) % 4294967296;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function blockAt(flow: FlowDocument, at: number): string {
  return pick(Object.keys(flow.blocks), at) ?? "";
}

function keywordAt(flow: FlowDocument, at: number): string {
  return pick(Object.keys(flow.keywords), at) ?? "";
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(list.length, 1)];
}
