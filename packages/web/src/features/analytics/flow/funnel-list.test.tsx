import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { FunnelRow } from "../model/funnel.ts";
import { renderScreen } from "../testing/render-screen.tsx";
import { FunnelList } from "./funnel-list.tsx";

const rows: readonly FunnelRow[] = Array.from({ length: 120 }, (_, at) => ({
  block: `b${at}`,
  kind: "send_text",
  name: `Block ${at}`,
  ...{
    isElsewhere: false,
    entered: 12_400,
    wentOn: 0,
    lost: 12_400,
    waiting: 0,
    dropped: 0,
    ended: 0,
    isEnd: false,
    share: 1,
  },
}));
const blocks = () =>
  screen.getAllByRole("button", { name: /^Block/ }).map(({ textContent }) => textContent);
const open = (focused: string | null) =>
  renderScreen(
    () => <FunnelList botId={1} rows={rows} focused={focused} onFocus={() => {}} />,
    "/",
    "/",
    {},
  );

test("Of a long flow the first fifty blocks stand there, all of them when asked for", async () => {
  open(null);
  const more = await screen.findByRole("button", { name: "Show all 120 blocks" });
  expect(blocks()).toHaveLength(50);
  await userEvent.click(more);
  expect(blocks()).toHaveLength(120);
});

test("The block that is looked at in the picture is in the list, however far down", async () => {
  open("b110");
  const button = await screen.findByRole("button", { name: "Block 110" });
  expect(button.getAttribute("aria-pressed")).toBe("true");
  expect(blocks()).toHaveLength(51);
});

test("Large counts are short, and exact on hover", async () => {
  open(null);
  const [figure] = await screen.findAllByTitle("12,400");
  expect(figure?.textContent).toBe("12.4K");
});
