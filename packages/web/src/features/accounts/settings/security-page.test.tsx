import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";

const now = Date.now() / 1000;
const session = (id: string, is_current: boolean, user_agent: string) => ({
  ...{ id, is_current, user_agent, address: "203.0.113.7" },
  ...{ created_at: now - 7200, last_used_at: now - 60, expires_at: now + 7200 },
});
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";

const account = {
  "GET /studio/api/session": { body: somebody() },
  "GET /studio/api/sessions": {
    body: {
      ...{ success: true, total: 2 },
      sessions: [session("s1", true, "curl/8"), session("s2", false, firefox)],
    },
  },
};

test("a new password says that the other sessions end, and empties the form", async () => {
  const studio = openStudio("/settings/security", { ...account, "POST /studio/api/password": {} });
  await studio.user.type(await screen.findByLabelText("Present password"), "the old one");
  await studio.user.type(screen.getByLabelText("New password"), "a long way to the harbour");
  await studio.user.click(screen.getByRole("button", { name: "Change password" }));
  expect(
    await screen.findAllByText("Password changed. Your other sessions have ended."),
  ).not.toEqual([]);
  expect(screen.getByLabelText<HTMLInputElement>("New password").value).toBe("");
  expect(studio.server.asked("POST /studio/api/password")).toEqual([
    { current: "the old one", password: "a long way to the harbour" },
  ]);
});

test("another session is ended; this one cannot be", async () => {
  const studio = openStudio("/settings/security", {
    ...account,
    "DELETE /studio/api/sessions/s2": {},
    "DELETE /studio/api/sessions": {},
  });
  await studio.user.click(
    await screen.findByRole("button", { name: "End the session of Firefox, Linux" }),
  );
  expect(studio.server.asked("DELETE /studio/api/sessions/s2")).toHaveLength(1);
  expect(screen.queryByRole("button", { name: "End the session of curl" })).toBeNull();
  await studio.user.click(screen.getByRole("button", { name: "End all others" }));
  await waitFor(() => expect(studio.server.asked("DELETE /studio/api/sessions")).toHaveLength(1));
});

test("two-factor: password, code, and backup codes that have to be kept before it closes", async () => {
  const studio = openStudio("/settings/security", {
    ...account,
    "POST /studio/api/two_factor/begin": {
      body: {
        ...{ success: true, uri: "otpauth://totp/Parley:ann?secret=JBSWY3DP", key: "JBSWY3DP" },
        backup_codes: ["aaaa-1111", "bbbb-2222"],
      },
    },
    "POST /studio/api/two_factor/confirm": ({ body }) =>
      Object(body).code === "123456"
        ? {}
        : { status: 422, body: { errors: { code: ["This code is wrong, or was used before."] } } },
  });
  const { user } = studio;
  await user.click(await screen.findByRole("button", { name: "Switch on…" }));
  const dialog = () => within(screen.getByRole("dialog"));
  await screen.findByRole("dialog");
  await user.type(dialog().getByLabelText("Password"), "the old one");
  await user.click(dialog().getByRole("button", { name: "Go on" }));
  expect(await screen.findByRole("img", { name: "QR code for the authenticator" })).toBeDefined();
  expect(screen.getByText("JBSWY3DP")).toBeDefined();
  await user.type(dialog().getByLabelText("Code"), "000000");
  await user.click(dialog().getByRole("button", { name: "Confirm" }));
  expect(await screen.findByText("This code is wrong, or was used before.")).toBeDefined();
  expect(screen.getByText(/Codes go by the clock/)).toBeDefined();
  await user.clear(dialog().getByLabelText("Code"));
  await user.type(dialog().getByLabelText("Code"), "123456");
  await user.click(dialog().getByRole("button", { name: "Confirm" }));
  expect(await screen.findByText("bbbb-2222")).toBeDefined();
  await user.keyboard("{Escape}");
  expect(screen.getByText("bbbb-2222")).toBeDefined();
  await user.click(dialog().getByRole("checkbox", { name: "I have kept these codes" }));
  await user.click(dialog().getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
