import { readFileSync } from "node:fs";
import type { TestRequestAnswer, TestRequestWrite } from "@parley/contract";
import type { FlowDocument } from "@parley/flow";
import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";
import { TooltipScope } from "../../../ui/tooltip.tsx";
import { speak } from "../../../ui/words.ts";
import type { GoToProblem } from "../panels/problem-list.tsx";
import type { RunPath } from "./model/run-path.ts";
import { marina, parsedFlow } from "./model/testing/open-example.ts";
import { TryIt } from "./try-it.tsx";

const exampleFlow = (name: string) => parsedFlow(readFileSync(`flows/${name}.json`, "utf8"));
const text = (words: string, next: object = {}) => ({
  kind: "send_text",
  params: { text: words },
  next,
});
const flowWith = (blocks: object): FlowDocument =>
  parsedFlow(JSON.stringify({ format: 1, name: "Test", start: "a", blocks }));

beforeAll(async () => {
  await speak("en");
  // Here an empty page is loaded into the chat's frame: e2e/try-frame.test.ts has a browser for that.
  const settings: unknown = Reflect.get(Object(Reflect.get(window, "happyDOM")), "settings");
  Object.assign(Object(settings), {
    enableIframePageLoading: true,
    disableIframePageLoading: false,
  });
  vi.spyOn(HTMLIFrameElement.prototype, "src", "get").mockReturnValue("about:blank");
});

interface Shown {
  readonly answer?: Partial<TestRequestAnswer["answer"]>;
  readonly mayKeep?: boolean;
}

function show(flow: FlowDocument, { answer = {}, mayKeep = true }: Shown = {}) {
  const paths: RunPath[] = [];
  const saveTest = vi.fn(async (_name: string, _transcript: string) => undefined);
  const performRequest = vi.fn(async (_block: string, _request: TestRequestWrite) => ({
    ...{ success: true as const, request: { method: "POST", url: "", headers: {}, body: null } },
    answer: { status: 201, json: { payment_id: "pay_1" }, duration_ms: 2, ...answer },
  }));
  const onPath = (path: RunPath) => paths.push(path);
  const onGoToProblem = vi.fn<GoToProblem>();
  const panel = (it: FlowDocument) => (
    <TooltipScope>
      <TryIt
        flow={it}
        bot={marina}
        {...{ onPath, onGoToProblem, performRequest, ...(mayKeep && { saveTest }) }}
        onClose={() => undefined}
      />
    </TooltipScope>
  );
  const { rerender } = render(panel(flow));
  const change = (it: FlowDocument) => rerender(panel(it));
  return { paths, onGoToProblem, saveTest, performRequest, change };
}

/** What the chat does at its end of the wire, where no frame is loaded. */
async function goTo(block: string): Promise<void> {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Let something happen" }));
  await user.click(await screen.findByRole("menuitem", { name: "Send Go to a block…" }));
  const form = screen.getByRole("form", { name: "Send Go" });
  await user.selectOptions(within(form).getByLabelText("Go on from"), block);
  await user.click(within(form).getByRole("button", { name: "Send Go" }));
}

test("a call is made for real with what the block read, and its answer goes on", async () => {
  const { performRequest, paths } = show(exampleFlow("payment"));
  await goTo("request");
  expect(screen.getByText("Calling 127.0.0.1:8422")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Call it really" }));
  await screen.findByText(/^Parked at/);
  const [block, request] = performRequest.mock.calls[0] ?? [];
  expect([block, request?.fields.id]).toEqual(["request", 10_000_000]);
  expect(paths.at(-1)).toMatchObject({ at: "please_wait", waiting: true });
});

test("a call that cannot be made says why and still waits", async () => {
  const { performRequest } = show(exampleFlow("payment"));
  await goTo("request");
  performRequest.mockRejectedValueOnce(new Error("The server cannot be reached."));
  await userEvent.click(screen.getByRole("button", { name: "Call it really" }));
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  expect(screen.getByRole("button", { name: "Answer by hand" })).toBeTruthy();
});

test("a form's verb is the only one that stands out, and who may not keep runs is not offered to", async () => {
  const user = userEvent.setup();
  show(exampleFlow("payment"), { mayKeep: false });
  await goTo("request");
  const call = screen.getByRole("button", { name: "Call it really" });
  expect(call.className).toContain("button-primary");
  await user.click(screen.getByRole("button", { name: "Answer by hand" }));
  expect(call.className).not.toContain("button-primary");
  expect(screen.queryByRole("button", { name: "Keep as a test" })).toBeNull();
});

test("an answer by hand is refused until its status is one", async () => {
  const user = userEvent.setup();
  show(exampleFlow("payment"));
  await goTo("request");
  await user.click(screen.getByRole("button", { name: "Answer by hand" }));
  const status = screen.getByLabelText("Status");
  await user.clear(status);
  await user.type(status, "20{Enter}");
  expect(screen.getByRole("alert").textContent).toContain("100 to 599");
  await user.type(status, "1{Enter}");
  await screen.findByText(/^Parked at/);
});

test("a run goes on while the draft changes, says so, and begins anew when told", async () => {
  const flow = flowWith({ a: text("One"), b: text("Two") });
  const { change } = show(flow);
  await goTo("a");
  change({ ...flow, layout: { a: { x: 8, y: 8 } } });
  expect(screen.queryByText("This run is of an older draft.")).toBeNull();
  change(flowWith({ a: text("Other"), b: text("Two") }));
  expect(screen.getByText("This run is of an older draft.")).toBeTruthy();
  expect(screen.getByText(/^Go to /)).toBeTruthy();
  await userEvent.click(screen.getAllByRole("button", { name: "Start again" })[0] as HTMLElement);
  expect(screen.queryByText("This run is of an older draft.")).toBeNull();
  expect(screen.queryByText(/^Go to /)).toBeNull();
});

test("shows what keeps a draft from running, and runs it once it is mended", async () => {
  const flow = flowWith({ a: text("One") });
  const { change } = show({ ...flow, start: "nowhere" });
  expect(screen.getByText("One problem keeps this draft from running")).toBeTruthy();
  change(flow);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("Nothing has happened yet")).toBeTruthy();
});

test("what keeps a draft from running names its block, and leads to it", async () => {
  const { onGoToProblem } = show(flowWith({ a: text("") }));
  expect(screen.getByText("Send a message")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /This is needed/ }));
  expect(onGoToProblem.mock.calls).toEqual([[{ kind: "block", block: "a", param: ["text"] }]]);
});

test("a short pause of the bot passes by itself", async () => {
  const delay = { kind: "delay", params: { seconds: 1 }, next: { success: "b" } };
  const { paths } = show(flowWith({ a: delay, b: text("There") }));
  await goTo("a");
  expect(screen.getByText(/^Pausing at/)).toBeTruthy();
  await screen.findByText("1 s went by", undefined, { timeout: 5000 });
  expect(paths.at(-1)?.at).toBe("b");
});

test("an agent takes over, writes and leaves", async () => {
  const user = userEvent.setup();
  show(flowWith({ a: text("One") }));
  await goTo("a");
  await user.click(screen.getByRole("button", { name: "Let something happen" }));
  await user.click(await screen.findByRole("menuitem", { name: "Mia takes over" }));
  expect(screen.getByText("Mia has the conversation")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Write as Mia" }));
  await user.type(screen.getByLabelText("Message"), "Hello{Enter}");
  expect(screen.getByText("Mia: Hello")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Let go" }));
  expect(screen.getByText("The agent left")).toBeTruthy();
});

test("a field that is set is shown before and after, and a run is kept with what came of it", async () => {
  const user = userEvent.setup();
  const { saveTest } = show(flowWith({ a: text("Hello @name") }));
  await user.click(screen.getByRole("button", { name: "Let something happen" }));
  await user.click(await screen.findByRole("menuitem", { name: "Set a field…" }));
  await user.type(screen.getByLabelText("Field"), "@name");
  await user.type(screen.getByLabelText(/^Value/), "Ann");
  await user.click(screen.getByRole("button", { name: "Set" }));
  expect(screen.getByText("@name")).toBeTruthy();
  expect(screen.getByText('"Ann"')).toBeTruthy();
  await goTo("a");
  await user.click(screen.getByRole("button", { name: "Keep as a test" }));
  await user.type(screen.getByRole("textbox", { name: "Name" }), "Greets by name");
  await user.click(screen.getByRole("button", { name: "Save test" }));
  await waitFor(() => expect(saveTest).toHaveBeenCalled());
  const [name, transcript] = saveTest.mock.calls[0] ?? [];
  expect(name).toBe("Greets by name");
  expect(transcript).toContain('> sets {"name":"Ann"}\n> goes a\nbot       Hello Ann\n');
});
