import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FakeAnswers } from "../../../app/testing/fake-server.ts";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";

const hook = {
  ...{ id: 9, kind: "message", name: "Desk", url: "https://desk.example/hook", channel_id: 5 },
  ...{ token: null, enabled: true, status: "active", notice: null, failing_since: null },
};

const around = (answers: FakeAnswers): FakeAnswers => ({
  "GET /studio/api/session": { body: somebody() },
  "GET /v1/channels/": {
    body: { success: true, total: 2, channels: [channel(5, "Shop"), channel(6, "قناة الدعم")] },
  },
  ...answers,
});

const channel = (id: number, name: string) => ({ id, name, hooks: [], hook_id: null });

async function fillIn({ user }: ReturnType<typeof openStudio>) {
  await user.click(
    (await screen.findAllByRole("button", { name: "Add a new MessageHook" }))[0] as HTMLElement,
  );
  const form = within(await screen.findByRole("dialog"));
  await user.type(form.getByLabelText("Name"), "Desk");
  await user.type(form.getByLabelText("Hook URL"), "https://desk.example/hook");
  await user.selectOptions(form.getByLabelText("Channel"), "Shop");
  await user.click(form.getByRole("button", { name: "Confirm" }));
}

test("a hook is made from name, address and channel, and its secret is shown once", async () => {
  const path = "/v1/channels/5/message_hooks/";
  const secret = "whsec_c2VjcmV0";
  const studio = openStudio(
    "/integrations",
    around({ [`POST ${path}`]: { status: 201, body: { success: true, hook, secret } } }),
  );
  await fillIn(studio);
  expect(await screen.findByText(secret)).toBeTruthy();
  expect(studio.server.asked(`POST ${path}`)).toEqual([
    { name: "Desk", url: "https://desk.example/hook" },
  ]);
  await studio.user.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByText(secret)).toBeNull();
});

test("what the server refuses stands under its field, and nothing that was typed is lost", async () => {
  const studio = openStudio(
    "/integrations",
    around({
      "POST /v1/channels/5/message_hooks/": {
        ...{ status: 422, body: { errors: { url: ["This address may not be called."] } } },
      },
    }),
  );
  await fillIn(studio);
  const field = await screen.findByLabelText("Hook URL");
  expect((await screen.findByText("This address may not be called.")).id).toBe(
    field.getAttribute("aria-describedby"),
  );
  expect((field as HTMLInputElement).value).toBe("https://desk.example/hook");
});

test("an inspector's address is handed over in the address of the page", async () => {
  openStudio("/integrations?add=hook&url=https%3A%2F%2Fp.example%2Fi%2F", around({}));
  const field = await screen.findByLabelText("Hook URL");
  expect((field as HTMLInputElement).value).toBe("https://p.example/i/");
});
