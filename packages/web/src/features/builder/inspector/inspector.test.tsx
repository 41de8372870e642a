import { blockKinds, findBlockKind } from "@parley/flow";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { startingParams } from "../model/starting-params.ts";
import { fullParams } from "./testing/full-params.ts";
import { showInspector } from "./testing/show-inspector.tsx";

beforeEach(() => localStorage.clear());

const kinds = blockKinds.map(({ kind, title }) => [kind, title] as const);

test.each(kinds)("shows a form for a new %s, a full one and an unfinished one", (kind, title) => {
  for (const params of [startingParams(kind), fullParams[kind] ?? {}, {}]) {
    const { params: now } = showInspector({ kind, params: { ...params } });
    expect(screen.getAllByPlaceholderText(title).length).toBeGreaterThan(0);
    expect(now()).toEqual(params);
  }
});

test("a duration is typed as one says it; what is none is told, kept, and changes nothing", async () => {
  const user = userEvent.setup();
  const { params } = showInspector({ kind: "wait", params: { field: "data" } });
  const box = screen.getByRole("textbox", { name: "Wait for at most" });
  expect(box).toHaveProperty("placeholder", "1 d");
  await user.type(box, "2 h 30 min");
  expect(params().timeoutSeconds).toBe(9000);
  await user.clear(box);
  await user.type(box, "31 days");
  expect(screen.getByText("At most 30 d.")).toBeTruthy();
  expect(box.getAttribute("aria-invalid")).toBe("true");
  await user.tab();
  expect(box).toHaveProperty("value", "31 days");
  expect(localStorage.getItem("parley.unfinished.7")).toContain("31 days");
});

test("an unfinished text is there again after a look at another block, out of its fold", () => {
  localStorage.setItem("parley.unfinished.7", JSON.stringify({ "it.retries": "many" }));
  showInspector({ kind: "webhook", params: { url: "https://desk.example", retries: 1 } });
  expect(screen.getByRole("textbox", { name: "Send again" })).toHaveProperty("value", "many");
  expect(screen.getByText("This is not a number.")).toBeTruthy();
});

test("an emptied optional parameter is taken away, so that its default holds", async () => {
  const user = userEvent.setup();
  const { params } = showInspector({
    kind: "ask_number",
    params: { text: "?", field: "n", min: 5 },
  });
  await user.clear(screen.getByRole("textbox", { name: "At least" }));
  expect(params()).toEqual({ text: "?", field: "n" });
});

test("problems stand at their field, with what to do", () => {
  showInspector({ kind: "ask_number", params: { text: "?", field: "n", min: 5, max: 1 } });
  const most = screen.getByRole("textbox", { name: "At most" });
  const told = document.getElementById(most.getAttribute("aria-describedby") ?? "");
  expect(told?.textContent).toBe("No number is at least 5 and at most 1. Raise max or lower min.");
});

test("options move with the arrow keys, and go", async () => {
  const user = userEvent.setup();
  const options = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase() }));
  const { params } = showInspector({ kind: "buttons", params: { text: "?", options } });
  const ids = () => (params().options as { id: string }[]).map(({ id }) => id);
  screen.getByRole("button", { name: /Move row 1 of 3/ }).focus();
  await user.keyboard("{ArrowDown}");
  expect(ids()).toEqual(["b", "a", "c"]);
  await user.keyboard("{ArrowDown}");
  expect(ids()).toEqual(["b", "c", "a"]);
  await user.click(screen.getByRole("button", { name: "Remove row 2" }));
  expect(ids()).toEqual(["b", "a"]);
  await user.click(screen.getByRole("button", { name: "Add an option" }));
  expect(params().options).toHaveLength(3);
  const read = findBlockKind("buttons")?.schema.safeParse(params());
  expect(read?.error).toBeUndefined();
});

test("a comparison with nothing to compare with drops what it was compared with", async () => {
  const user = userEvent.setup();
  const { params } = showInspector({
    kind: "conditions",
    params: { groups: [{ rules: [{ left: "data", operator: "equal", right: "x" }] }] },
  });
  await user.selectOptions(screen.getByRole("combobox", { name: "Comparison" }), "has a value");
  expect(params()).toEqual({ groups: [{ rules: [{ left: "data", operator: "is_set" }] }] });
});

test("hours are typed for a day and copied to the others", async () => {
  const user = userEvent.setup();
  const { params } = showInspector({
    kind: "business_hours",
    params: { timezone: "UTC", businesshours: {} },
  });
  await user.click(screen.getByRole("button", { name: "Add an opening on Monday" }));
  const to = screen.getByRole("textbox", { name: "Monday to" });
  await user.clear(to);
  await user.type(to, "17{Enter}");
  await user.click(screen.getByRole("button", { name: "Monday to Friday alike" }));
  const day = [["09:00:00", "17:00:00"]];
  expect(params().businesshours).toEqual({ 1: day, 2: day, 3: day, 4: day, 5: day });
});

test("a jump leads to a block of this bot, or to another bot's start", async () => {
  const user = userEvent.setup();
  const onJumpTo = vi.fn();
  const { params } = showInspector(
    { kind: "jump", params: {} },
    { others: { bye: { kind: "close", name: "The end" } }, onJumpTo },
  );
  await user.selectOptions(screen.getByRole("combobox", { name: "Block" }), "The end");
  expect(params()).toEqual({ block: "bye" });
  await user.click(screen.getByRole("button", { name: "Show it" }));
  expect(onJumpTo).toHaveBeenCalledWith("bye");
  await user.selectOptions(screen.getByRole("combobox", { name: "Bot" }), "Support");
  expect(params()).toEqual({ bot: 9 });
});

test("agents are chosen by name; one who is gone can be taken out", async () => {
  const user = userEvent.setup();
  const { params } = showInspector({ kind: "human_takeover", params: { agents: [3] } });
  await user.click(screen.getByRole("checkbox", { name: "Ann" }));
  await user.click(screen.getByRole("checkbox", { name: "Agent 3, who is gone" }));
  expect(params().agents).toEqual([1]);
  await user.click(screen.getByRole("radio", { name: "Anybody" }));
  expect(params().agents).toBe("anyone");
});

test("nothing can be changed where the flow is only read", () => {
  showInspector({ kind: "buttons", params: { ...fullParams.buttons } }, { readOnly: true });
  const form = screen.getByRole("tabpanel");
  for (const control of within(form).queryAllByRole("textbox"))
    expect(
      control.getAttribute("aria-readonly") === "true" || control.hasAttribute("disabled"),
    ).toBe(true);
  expect(screen.queryByRole("button", { name: /Add|Remove|Move/ })).toBeNull();
});

test("a block is renamed, and its own name shows where it has none", async () => {
  const user = userEvent.setup();
  const { flow } = showInspector({ kind: "goal", params: { name: "Lead" } });
  await user.type(screen.getByRole("textbox", { name: "Name of the block" }), "Won");
  expect(flow().blocks.it?.name).toBe("Won");
});

test("what is missing is said to be needed", () => {
  showInspector({ kind: "buttons", params: { text: "" } });
  expect(screen.getByText("This is needed.")).toBeTruthy();
  expect(screen.getByText("Add at least one.")).toBeTruthy();
});

test("a field that nothing writes is told where it is read, and declared from there", async () => {
  const user = userEvent.setup();
  const { flow } = showInspector({ kind: "delay", params: { seconds: "@pause" } });
  await user.click(await screen.findByRole("button", { name: "Declare it @pause" }));
  expect(flow().fields.pause).toEqual({ type: "string" });
  expect(screen.queryByText(/Nothing in this flow writes/)).toBeNull();
});

test("a rule that is removed takes its own editors away, and no others", async () => {
  const user = userEvent.setup();
  const rules = ["a", "b", "c"].map((left) => ({ left, operator: "is_set" }));
  const { params } = showInspector({ kind: "conditions", params: { groups: [{ rules }] } });
  const remove = () => screen.getAllByRole("button", { name: /^Remove rule/ });
  const [, , third] = remove();
  await user.click(remove()[1] ?? document.body);
  expect(params().groups).toMatchObject([{ rules: [{ left: "a" }, { left: "c" }] }]);
  expect(third?.isConnected).toBe(true);
  expect(remove()[1]).toBe(third);
});

test("an opening that is removed takes its own times away, and no others", async () => {
  const user = userEvent.setup();
  showInspector({ kind: "business_hours", params: { ...fullParams.business_hours } });
  const remove = () => screen.getAllByRole("button", { name: "Remove this opening" });
  const [first, second] = remove();
  await user.click(first ?? document.body);
  expect(first?.isConnected).toBe(false);
  expect(remove()[0]).toBe(second);
});
