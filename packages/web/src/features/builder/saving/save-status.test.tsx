import type { StudioSessionAnswer } from "@parley/contract";
import type { FlowDocument } from "@parley/flow";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { createApi } from "../../../data/api.ts";
import { ApiContext } from "../../../data/api-context.ts";
import { sessionQuery } from "../../../data/session.ts";
import { TooltipScope } from "../../../ui/tooltip.tsx";
import { speak } from "../../../ui/words.ts";
import { deleteBlocks, setParams } from "../model/edit-blocks.ts";
import { addKeyword, changeKeyword } from "../model/edit-settings.ts";
import { mergeFlows } from "../model/merge-flows.ts";
import { smallFlow } from "../model/testing/random-edits.ts";
import type { DraftAuthor, DraftSaver, SaveState } from "./draft-saver.ts";
import { SaveStatus } from "./save-status.tsx";

beforeAll(() => speak("en"));

const session = {
  ...({ success: true, setup: "done", may_found_workspaces: false } as const),
  account: { id: "a", name: "Ann", email: "ann@example.org", has_two_factor: false },
  workspaces: [{ id: 0, name: "Harbour", role: "admin" as const, agent_id: 1 }],
} satisfies StudioSessionAnswer;
const bea: DraftAuthor = { id: 2, name: "Bea" };
const me: DraftAuthor = { id: 1, name: "Ann" };

type Disputed = Pick<DraftSaver, "dispute" | "theirs"> | null;

function show(state: SaveState, theirs: Disputed = null, isReadOnly = false) {
  const api = createApi({ fetch: async () => Response.json(session), onSignedOut: () => {} });
  const queries = new QueryClient();
  queries.setQueryData(sessionQuery(api).queryKey, session);
  const saver: Partial<DraftSaver> = { read: () => state, listen: () => () => {}, ...theirs };
  render(
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <TooltipScope>
          <SaveStatus saver={saver as DraftSaver} isReadOnly={isReadOnly} />
        </TooltipScope>
      </ApiContext>
    </QueryClientProvider>,
  );
}

const saved = (by: DraftAuthor | null, isTheirs: boolean): SaveState => ({
  ...{ kind: "saved", atMs: Date.now() - 120_000, by, isTheirs },
});

test.each([
  ["a colleague's draft names the colleague", bea, false, /^Bea saved this 2 min\. ago$/],
  ["so does what a colleague saves meanwhile", bea, true, /^Bea saved this 2 min\. ago$/],
  ["one's own is just saved", me, false, /^Saved \d/],
  ["one's own of another window is said to be that", me, true, /^Saved elsewhere 2 min\. ago$/],
  ["what nobody knows the author of is others'", null, true, /^Changed by others 2 min\. ago$/],
])("%s", (_, by, isTheirs, told) => {
  show(saved(by, isTheirs));
  expect(screen.getByText(told)).toBeTruthy();
});

test("a screen that is too narrow to edit says so, but not in the place of work that waits", () => {
  show(saved(bea, true), null, true);
  expect(screen.getByText("Read only")).toBeTruthy();
  show({ kind: "offline", changes: 3 }, null, true);
  expect(screen.getByText("Offline, 3 changes kept")).toBeTruthy();
});

test("a review names whose change stands against one's own", async () => {
  const [mine, other] = ["Mine", "Hers"].map((text) => setParams(smallFlow, "hello", { text }));
  if (!mine || !other) throw new Error("Two flows are needed.");
  await review(mine, other);
  expect(screen.getByText(/^Bea saved changes of the same things 2 min\. ago\./)).toBeTruthy();
  expect(screen.getByRole("radio", { name: /Bea/ })).toBeTruthy();
});

test("a review tells settings in words, blocks by their names", async () => {
  const toName = changeKeyword(smallFlow, "again", { word: "again", block: "name" });
  const toBye = changeKeyword(smallFlow, "again", { word: "again", block: "bye" });
  await review(
    addKeyword(toName, { word: "stop", block: "choice" }),
    deleteBlocks(toBye, ["choice"]),
  );
  const [keyword, block] = screen.getAllByRole("group").map(({ textContent }) => textContent);
  expect(keyword).toBe("Keyword againKeyword againYoursAsk for the nameBeaGoodbye");
  expect(block).toBe("Keyword stopKeyword stopYoursButtonsBeaButtonsTaken out");
});

/** Opens what two sides have changed at the same places. */
async function review(mine: FlowDocument, other: FlowDocument): Promise<void> {
  const savedMs = Date.now() - 120_000;
  show(
    { kind: "disputed", conflicts: 1 },
    {
      dispute: () => mergeFlows(smallFlow, mine, other),
      theirs: () => ({ flow: other, etag: '"2"', savedBy: bea, savedMs }),
    },
  );
  await userEvent.click(screen.getByRole("button", { name: "Changed elsewhere: review" }));
}
