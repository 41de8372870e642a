import type { StudioSessionAnswer } from "@parley/contract";
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FakeAnswer } from "../../../app/testing/fake-server.ts";
import { nobody, openStudio, somebody } from "../../../app/testing/open-studio.tsx";

/** A server with one account; `code` is asked for where it is given. */
function withAccount(password: string, code?: string) {
  let session: StudioSessionAnswer = nobody;
  const enter = (): FakeAnswer => {
    session = somebody();
    return { body: { success: true, two_factor: false } };
  };
  const wrong = (field: string, message: string): FakeAnswer => ({
    ...{ status: 422, body: { errors: { [field]: [message] } } },
  });
  return {
    "GET /studio/api/session": () => ({ body: session }),
    "GET /v1/bots/": { body: { success: true, total: 0, bots: [] } },
    "GET /v1/agents/": { body: { success: true, total: 0, agents: [] } },
    "POST /studio/api/sign_in": ({ body }: { body: unknown }) => {
      if (Object(body).password !== password)
        return wrong("password", "The e-mail address or the password is wrong.");
      return code === undefined ? enter() : { body: { success: true, two_factor: true } };
    },
    "POST /studio/api/two_factor/verify": ({ body }: { body: unknown }) =>
      Object(body).code === code
        ? enter()
        : wrong("code", "This code is wrong, or was used before."),
  };
}

async function signIn({ user }: ReturnType<typeof openStudio>, password: string) {
  await user.type(await screen.findByLabelText("E-mail address"), "ann@example.org");
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

test("whoever opens a screen signs in first, and comes back to it", async () => {
  const studio = openStudio("/settings/people?new=true", withAccount("right"));
  await signIn(studio, "right");
  expect(await screen.findByRole("dialog", { name: "Invite somebody" })).toBeDefined();
  expect(studio.address()).toBe("/studio/settings/people?new=true");
});

test("a wrong password is said at the password, and what was typed stays", async () => {
  const studio = openStudio("/sign-in", withAccount("right"));
  await signIn(studio, "wrong");
  expect((await screen.findByRole("alert")).textContent).toBe(
    "The e-mail address or the password is wrong.",
  );
  expect(screen.getByLabelText("Password").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByLabelText<HTMLInputElement>("E-mail address").value).toBe("ann@example.org");
});

test("an account with two-factor asks for a code, and takes a backup code instead", async () => {
  const studio = openStudio("/sign-in", withAccount("right", "backup-1"));
  await signIn(studio, "right");
  expect(await screen.findByRole("heading", { name: "Two-factor sign-in" })).toBeDefined();
  expect(screen.getByLabelText("Code").getAttribute("autocomplete")).toBe("one-time-code");
  await studio.user.type(screen.getByLabelText("Code"), "000000");
  await studio.user.click(screen.getByRole("button", { name: "Verify" }));
  expect(await screen.findByText(/Codes go by the clock/)).toBeDefined();
  await studio.user.click(screen.getByRole("button", { name: "Use a backup code" }));
  await studio.user.type(screen.getByLabelText("Backup code"), "backup-2");
  await studio.user.click(screen.getByRole("button", { name: "Verify" }));
  expect(await screen.findByText("This code is wrong, or was used before.")).toBeDefined();
  await studio.user.clear(screen.getByLabelText("Backup code"));
  await studio.user.type(screen.getByLabelText("Backup code"), "backup-1");
  await studio.user.click(screen.getByRole("button", { name: "Verify" }));
  expect(await screen.findByRole("heading", { name: "Bots" })).toBeDefined();
});

test("too many tries say how long to wait", async () => {
  const studio = openStudio("/sign-in", {
    ...withAccount("right"),
    "POST /studio/api/sign_in": {
      ...{ status: 429, headers: { "retry-after": "754" }, body: { detail: "Too many." } },
    },
  });
  await signIn(studio, "right");
  expect(await screen.findByText("Try again in 12:34.")).toBeDefined();
});

test("without a connection nothing is lost, and it says so", async () => {
  const studio = openStudio("/sign-in", {
    ...withAccount("right"),
    "POST /studio/api/sign_in": () => Promise.reject(new TypeError("Failed to fetch")),
  });
  await signIn(studio, "right");
  expect(await screen.findByText("The server cannot be reached")).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("right");
});

test("an address of another site is forgotten", async () => {
  const studio = openStudio("/sign-in?to=//evil.example/steal", withAccount("right"));
  await signIn(studio, "right");
  await screen.findByRole("heading", { name: "Bots" });
  expect(studio.address()).toBe("/studio/bots");
});

test("whoever is signed in does not see the form, not even for a moment", async () => {
  const studio = openStudio("/sign-in?to=/settings/workspace", {
    "GET /studio/api/session": { body: somebody() },
  });
  expect(screen.queryByLabelText("Password")).toBeNull();
  expect(await screen.findByRole("heading", { name: "Workspace" })).toBeDefined();
  expect(studio.address()).toBe("/studio/settings/workspace");
});

test("a fresh installation leads to set-up, which says where the code is", async () => {
  const studio = openStudio("/bots", {
    "GET /studio/api/session": { body: { ...nobody, setup: "needed" } },
    "POST /studio/api/setup": {
      ...{ status: 422, body: { errors: { code: ["This code is wrong, or was used before."] } } },
    },
  });
  await studio.user.type(await screen.findByLabelText("Set-up code"), "ABCDE");
  expect(screen.getByText("npx parley setup-code")).toBeDefined();
  await studio.user.type(screen.getByLabelText("Your name"), "Ann");
  await studio.user.type(screen.getByLabelText("E-mail address"), "ann@example.org");
  await studio.user.type(screen.getByLabelText("Password"), "a long way to the harbour");
  await studio.user.type(screen.getByLabelText("Name of the workspace"), "Harbour");
  await studio.user.click(screen.getByRole("button", { name: "Set up" }));
  expect((await screen.findByRole("alert")).textContent).toContain("This code is wrong");
  expect(studio.server.asked("POST /studio/api/setup")).toEqual([
    {
      ...{ code: "ABCDE", name: "Ann", email: "ann@example.org" },
      ...{ password: "a long way to the harbour", workspace: "Harbour" },
    },
  ]);
});
