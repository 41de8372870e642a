import type { FlowDocument } from "@parley/flow";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { createBuilder } from "../builder-state.ts";
import { ActionsContext, type CanvasActions } from "../canvas/canvas-actions.ts";
import { BuilderContext } from "../use-builder.ts";
import { FindPanel } from "./find-panel.tsx";

const says = (text: string) => ({ kind: "send_text", params: { text }, next: {} });
const flow: FlowDocument = {
  format: 1,
  ...{ name: "Two", timezone: "UTC", language: "en", keywords: {}, fields: {} },
  start: "hello",
  blocks: { hello: says("Harbour lights"), bye: says("Harbour master") },
};

function show() {
  const reveal = vi.fn<(id: string) => void>();
  const actions = { isReadOnly: false, reveal } satisfies Partial<CanvasActions>;
  render(
    <BuilderContext value={createBuilder(flow, () => 0)}>
      <ActionsContext value={actions as unknown as CanvasActions}>
        <FindPanel />
      </ActionsContext>
    </BuilderContext>,
  );
  return reveal;
}

/** A key stroke as the browser brings it: nobody waits for the list. */
function typeAndEnter(box: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}

test("Enter shows what is found for the words that are there now, before the list does", () => {
  const reveal = show();
  const box = screen.getByRole<HTMLInputElement>("searchbox");
  typeAndEnter(box, "harbour");
  typeAndEnter(box, "harbour m");
  typeAndEnter(box, "harbour moon");
  expect(reveal.mock.calls).toEqual([["hello"], ["bye"]]);
});
