import type { FlowDocument } from "@parley/flow";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { expect, test, vi } from "vitest";
import { createBuilder } from "./builder-state.ts";
import { ActionsContext, type CanvasActions } from "./canvas/canvas-actions.ts";
import { cornerOfBlock } from "./comments/comment-place.ts";
import { BuilderContext } from "./use-builder.ts";
import { useKeys } from "./use-keys.ts";

const flow: FlowDocument = {
  format: 1,
  ...{ name: "Two", timezone: "UTC", language: "en", keywords: {}, fields: {} },
  start: "hello",
  blocks: {
    hello: { kind: "send_text", params: { text: "Hello" }, next: {} },
    bye: { kind: "goodbye", params: { text: "Bye" }, next: {} },
  },
};

function show() {
  const builder = createBuilder(flow, () => 0);
  const comment = vi.fn<CanvasActions["comment"]>();
  const connect = vi.fn<(block: string) => void>();
  const nothing = () => {};
  const openings = { find: nothing, problems: nothing, keys: nothing, connect };
  const actions = { isReadOnly: false, comment } satisfies Partial<CanvasActions>;
  function Sheet() {
    useKeys(openings);
    return (
      <button type="button" className="react-flow__node-card" data-id="bye">
        Bye
      </button>
    );
  }
  render(
    <BuilderContext value={builder}>
      <ActionsContext value={actions as unknown as CanvasActions}>
        <ReactFlowProvider>
          <Sheet />
        </ReactFlowProvider>
      </ActionsContext>
    </BuilderContext>,
  );
  return { builder, comment, connect };
}

test("C connects the card that has the focus, though nothing is selected", async () => {
  const { builder, connect } = show();
  await userEvent.keyboard("c");
  expect(connect).not.toHaveBeenCalled();
  await userEvent.tab();
  await userEvent.keyboard("c");
  expect(connect.mock.calls).toEqual([["bye"]]);
  expect([...builder.read().selected]).toEqual(["bye"]);
});

test("C connects the block that is selected before the one that has the focus", async () => {
  const { builder, connect } = show();
  builder.select(["hello"]);
  await userEvent.tab();
  await userEvent.keyboard("c");
  expect(connect.mock.calls).toEqual([["hello"]]);
});

test("⇧C comments on the block, and without one on a point of the canvas", async () => {
  const { builder, comment } = show();
  await userEvent.keyboard("{Shift>}C{/Shift}");
  expect(comment.mock.calls.at(-1)?.[0].block).toBeNull();
  builder.select(["hello"]);
  await userEvent.keyboard("{Shift>}C{/Shift}");
  expect(comment.mock.calls.at(-1)?.[0]).toEqual(cornerOfBlock("hello"));
});
