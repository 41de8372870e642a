import type { HookDeliveryInFull } from "@parley/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { createFakeServer } from "../../../app/testing/fake-server.ts";
import { createApi } from "../../../data/api.ts";
import { ApiContext } from "../../../data/api-context.ts";
import { NoticesContext } from "../../../data/notices-context.ts";
import { TooltipScope } from "../../../ui/tooltip.tsx";
import { speak } from "../../../ui/words.ts";
import { DeliveryActions } from "./delivery-actions.tsx";

await speak("en");

const delivery: HookDeliveryInFull = {
  ...{ id: "7-4", event_id: "evt_1", seq: 4, run: 0, customer_id: 7, type: "text" },
  ...{ sender: "customer", text: "Is it open?", status: "pending", released: false },
  ...{ created_at: 1, next_attempt_at: 2, url: null, attempts: [], body: "{}" },
};
const skip = "POST /v1/channels/1/message_hooks/2/deliveries/7-4/skip/";

function show() {
  const server = createFakeServer({ [skip]: {} });
  const api = createApi({ fetch: server.fetch, onSignedOut: vi.fn() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={api}>
        <NoticesContext value={{ tell: vi.fn() }}>
          <TooltipScope>
            <DeliveryActions
              {...{ delivery, place: { channelId: 1, hookId: 2 }, onOpen: vi.fn() }}
            />
          </TooltipScope>
        </NoticesContext>
      </ApiContext>
    </QueryClientProvider>,
  );
  return server;
}

test("a delivery is skipped only after it was said which one, and not on a change of mind", async () => {
  const server = show();
  const user = userEvent.setup();
  const ask = async () => {
    await user.click(screen.getByRole("button", { name: "Skip" }));
    return within(await screen.findByRole("dialog", { name: "Skip this delivery?" }));
  };
  const first = await ask();
  expect(first.getByText(/^Message 4 of customer 7, “Is it open\?”, .*Resend/)).toBeDefined();
  await user.click(first.getByRole("button", { name: "Keep it" }));
  expect(server.asked(skip)).toHaveLength(0);
  await user.click((await ask()).getByRole("button", { name: "Skip delivery" }));
  expect(server.asked(skip)).toHaveLength(1);
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});
