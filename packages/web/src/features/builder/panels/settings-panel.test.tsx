import { checkFlow, type FlowDocument } from "@parley/flow";
import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { TooltipScope } from "../../../ui/tooltip.tsx";
import { speak } from "../../../ui/words.ts";
import { createBuilder } from "../builder-state.ts";
import { ActionsContext, type CanvasActions } from "../canvas/canvas-actions.ts";
import { BuilderContext } from "../use-builder.ts";
import { focusSetting } from "./focus-setting.ts";
import { SettingsPanel } from "./settings-panel.tsx";

beforeAll(() => speak("en"));
afterEach(() => vi.restoreAllMocks());

const says = (text: string, name: string) => ({
  kind: "send_text",
  name,
  params: { text },
  next: {},
});
const small: FlowDocument = {
  format: 1,
  ...{ name: "Two", timezone: "UTC", language: "en", fields: {} },
  keywords: { stop: "bye" },
  start: "hello",
  blocks: { hello: says("Hello", "Greeting"), bye: says("Bye", "Farewell") },
};

function show(changes: Partial<FlowDocument> = {}, isReadOnly = false) {
  const { timeZone: _own, ...rest } = new Intl.DateTimeFormat().resolvedOptions();
  vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue({
    ...rest,
    timeZone: "Europe/Madrid",
  });
  const flow = { ...small, ...changes };
  const builder = createBuilder(flow, () => 0);
  builder.tellProblems(checkFlow(flow).problems);
  const reveal = vi.fn<(id: string) => void>();
  const actions = { isReadOnly, reveal } satisfies Partial<CanvasActions>;
  render(
    <BuilderContext value={builder}>
      <ActionsContext value={actions as unknown as CanvasActions}>
        <TooltipScope>
          <SettingsPanel />
        </TooltipScope>
      </ActionsContext>
    </BuilderContext>,
  );
  const now = () => builder.read().history.document;
  return { user: userEvent.setup(), builder, now, reveal };
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
const textbox = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const choose = async (user: ReturnType<typeof userEvent.setup>, search: string) => {
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByRole("combobox"), `${search}{Enter}`);
};

test("one click takes the reader's own zone, which can be taken back", async () => {
  const { user, builder, now } = show();
  await user.click(button("Use Europe/Madrid"));
  expect(now().timezone).toBe("Europe/Madrid");
  expect(screen.queryByRole("button", { name: "Use Europe/Madrid" })).toBeNull();
  builder.undo();
  expect(now().timezone).toBe("UTC");
});

test("zone, language and fallback are found by typing", async () => {
  const { user, now } = show();
  await user.click(button("Time zone UTC"));
  await choose(user, "new york");
  await user.click(button("Language English"));
  await choose(user, "pt-br");
  await user.click(button("When nothing else fits No answer"));
  await choose(user, "farew");
  expect(now()).toMatchObject({
    ...{ timezone: "America/New_York", language: "pt-BR", fallback: "bye" },
  });
  await user.click(button("When nothing else fits Farewell"));
  await choose(user, "no answer");
  expect(now().fallback).toBeUndefined();
});

test("a keyword is a word and the block it leads to; small and capital letters make two", async () => {
  const { user, now, reveal } = show();
  await user.type(textbox("New keyword"), "Stop");
  await user.click(button("Add"));
  await choose(user, "greet");
  expect(now().keywords).toEqual({ stop: "bye", Stop: "hello" });
  expect(textbox("New keyword").value).toBe("");
  await user.click(button("Show the block of Stop"));
  expect(reveal).toHaveBeenCalledWith("hello");
  await user.click(button("Remove stop"));
  expect(now().keywords).toEqual({ Stop: "hello" });
});

test("a word holds once its row is left, or by Enter; Esc gives it up", async () => {
  const { user, now } = show();
  const retype = async (word: string, text: string) => {
    await user.clear(textbox(`Keyword ${word}`));
    await user.type(textbox(`Keyword ${word}`), text);
  };
  await retype("stop", "quit");
  expect(now().keywords).toEqual({ stop: "bye" });
  await user.click(button("Remove stop").closest("section") ?? document.body);
  expect(now().keywords).toEqual({ quit: "bye" });
  await retype("quit", "end{Enter}");
  expect(now().keywords).toEqual({ end: "bye" });
  await retype("end", "never{Escape}");
  await user.tab();
  expect(textbox("Keyword end").value).toBe("end");
  expect(now().keywords).toEqual({ end: "bye" });
});

test("an empty word and one that is there already are told in place, and change nothing", async () => {
  const { user, now } = show({ keywords: { stop: "bye", help: "hello" } });
  await user.type(textbox("New keyword"), " help ");
  expect(screen.getByText("There is this keyword already.")).toBeDefined();
  expect(button("Add").disabled).toBe(true);
  await user.clear(textbox("Keyword stop"));
  expect(screen.getByText("Write a word.")).toBeDefined();
  await user.tab();
  await user.tab();
  await user.tab();
  await user.tab();
  expect(now().keywords).toEqual({ stop: "bye", help: "hello" });
});

test("what the flow's check finds stands at its setting, and leads there", async () => {
  show({ keywords: { stop: "gone", "two words": "bye" }, fallback: "lost", language: "x" });
  const rowOf = (word: string) => textbox(`Keyword ${word}`).closest("li")?.textContent;
  expect(rowOf("stop")).toContain('There is no block "gone".');
  expect(rowOf("two words")).toContain("without spaces");
  const fallback = button("When nothing else fits lost").closest("[data-setting]");
  expect(fallback?.textContent).toContain('There is no block "lost".');
  Element.prototype.scrollIntoView ??= () => {};
  focusSetting(["keywords", "two words"]);
  await vi.waitFor(() => expect(document.activeElement).toBe(textbox("Keyword two words")));
  focusSetting(["fallback"]);
  await vi.waitFor(() =>
    expect(document.activeElement).toBe(button("When nothing else fits lost")),
  );
});

test("who may not edit reads the settings", () => {
  show({}, true);
  expect(button("Time zone UTC").disabled).toBe(true);
  expect(textbox("Keyword stop").disabled).toBe(true);
  for (const name of ["Use Europe/Madrid", "Remove stop", "Add"])
    expect(screen.queryByRole("button", { name })).toBeNull();
  expect(button("Show the block of stop").disabled).toBe(false);
});
