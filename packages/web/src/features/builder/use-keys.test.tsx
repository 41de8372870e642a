import type { FlowDocument } from "@parley/flow";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { expect, test, vi } from "vitest";
import { createBuilder } from "./builder-state.ts";
import { ActionsContext, type CanvasActions } from "./canvas/canvas-actions.ts";
import { cornerOfBlock } from "./comments/comment-place.ts";
import { deleteBlocks } from "./model/edit-blocks.ts";
import { BuilderContext } from "./use-builder.ts";
import { useKeys } from "./use-keys.ts";

const flow: FlowDocument = {
  format: 1,
  ...{ name: "Two", timezone: "UTC", language: "en", keywords: {}, fields: {} },
  start: "hello",
  blocks: {
    hello: { kind: "send_text", params: { text: "Hello" }, next: { success: "bye" } },
    bye: { kind: "goodbye", params: { text: "Bye" }, next: {} },
  },
  notes: [{ id: "why", text: "Why", x: 0, y: 200 }],
  layout: { hello: { x: 0, y: 0 }, bye: { x: 360, y: 0 } },
};

function show() {
  const builder = createBuilder(flow, () => 0);
  const comment = vi.fn<CanvasActions["comment"]>();
  const connect = vi.fn<(block: string) => void>();
  const nothing = () => {};
  const settings = vi.fn<() => void>();
  const openings = { find: nothing, problems: nothing, settings, keys: nothing, connect };
  const openInspector = vi.fn<() => void>();
  const openAdding = vi.fn<CanvasActions["openAdding"]>();
  const remove = () => builder.edit("Delete", (it) => deleteBlocks(it, ["bye"]));
  const actions = {
    ...{ isReadOnly: false, comment, openInspector, openAdding, remove, follow: nothing },
  } satisfies Partial<CanvasActions>;
  function Sheet() {
    useKeys(openings);
    return (
      <>
        <button type="button" className="react-flow__node react-flow__node-card" data-id="hello">
          Hello
        </button>
        <button type="button" className="react-flow__node react-flow__node-card" data-id="bye">
          Bye
        </button>
        <div className="side">
          <input aria-label="Find in the flow" />
        </div>
      </>
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
  return { builder, comment, connect, settings, openInspector, openAdding };
}

test("C connects the card that has the focus, though nothing is selected", async () => {
  const { builder, connect } = show();
  await userEvent.keyboard("c");
  expect(connect).not.toHaveBeenCalled();
  await userEvent.tab();
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

test("S opens the settings of the flow", async () => {
  const { settings } = show();
  await userEvent.keyboard("s");
  expect(settings).toHaveBeenCalledOnce();
});

test("⇧C comments on the block, and without one on a point of the canvas", async () => {
  const { builder, comment } = show();
  await userEvent.keyboard("{Shift>}C{/Shift}");
  expect(comment.mock.calls.at(-1)?.[0].block).toBeNull();
  builder.select(["hello"]);
  await userEvent.keyboard("{Shift>}C{/Shift}");
  expect(comment.mock.calls.at(-1)?.[0]).toEqual(cornerOfBlock("hello"));
});

test("Enter writes on the note that is selected, and edits the block that is", async () => {
  const { builder, openInspector } = show();
  builder.select(["why"]);
  await userEvent.keyboard("{Enter}");
  expect(builder.read().writing).toBe("why");
  expect(openInspector).not.toHaveBeenCalled();
  builder.select(["hello"]);
  await userEvent.keyboard("{Enter}");
  expect(openInspector).toHaveBeenCalledOnce();
});

test("N between two blocks that follow each other asks for what goes between them, there", async () => {
  const { builder, openAdding } = show();
  builder.select(["hello"]);
  await userEvent.keyboard("n");
  const [[adding] = []] = openAdding.mock.calls;
  expect(adding).toMatchObject({
    ...{ into: { block: "hello", output: "success" }, place: { x: 360, y: 0 } },
  });
});

test("after a deletion the focus is on what led there, and arrow keys go on from it", async () => {
  const { builder } = show();
  builder.select(["bye"]);
  await userEvent.keyboard("{Delete}");
  expect(document.activeElement?.textContent).toBe("Hello");
});

test("an arrow key goes on from the card that has the focus, though nothing is selected", async () => {
  const { builder } = show();
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}");
  expect([...builder.read().selected]).toEqual(["bye"]);
});

test("Esc leads from the search beside the canvas back to the block", async () => {
  const { builder } = show();
  builder.select(["bye"]);
  await userEvent.click(screen.getByLabelText("Find in the flow"));
  await userEvent.keyboard("x{Escape}");
  expect(document.activeElement?.textContent).toBe("Bye");
});
