import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { nobody, openStudio, somebody } from "../../../app/testing/open-studio.tsx";

const look = (has_account: boolean, email = "ann@example.org") => ({
  body: { success: true, workspace: "Harbour", email, role: "manager", has_account },
});

test("somebody new chooses a name and a password, and is inside", async () => {
  const answers = { session: nobody };
  const studio = openStudio("/invitation/t0ken", {
    "GET /studio/api/session": () => ({ body: answers.session }),
    "GET /studio/api/invitations/t0ken/look": look(false),
    "GET /v1/bots/": { body: { success: true, total: 0, bots: [] } },
    "POST /studio/api/invitations/t0ken/accept": () => {
      answers.session = somebody("manager");
      return {};
    },
  });
  expect(await screen.findByText("You are invited to work there as Builder.")).toBeDefined();
  await studio.user.type(await screen.findByLabelText("Your name"), "Ann");
  await studio.user.type(screen.getByLabelText("Password"), "a long way to the harbour");
  await studio.user.click(screen.getByRole("button", { name: "Join" }));
  expect(await screen.findByRole("heading", { name: "Bots" })).toBeDefined();
  expect(studio.server.asked("POST /studio/api/invitations/t0ken/accept")).toEqual([
    { name: "Ann", password: "a long way to the harbour" },
  ]);
});

test("whoever is signed in as the invited address joins by one press", async () => {
  const studio = openStudio("/invitation/t0ken", {
    "GET /studio/api/session": { body: somebody() },
    "GET /studio/api/invitations/t0ken/look": look(true),
    "GET /v1/bots/": { body: { success: true, total: 0, bots: [] } },
    "POST /studio/api/invitations/t0ken/accept": {},
  });
  await studio.user.click(await screen.findByRole("button", { name: "Join as Ann Larsen" }));
  expect(await screen.findByRole("heading", { name: "Bots" })).toBeDefined();
  expect(studio.server.asked("POST /studio/api/invitations/t0ken/accept")).toEqual([{}]);
});

test("whoever is signed in as somebody else is told so", async () => {
  openStudio("/invitation/t0ken", {
    "GET /studio/api/session": { body: somebody() },
    "GET /studio/api/invitations/t0ken/look": look(true, "bea@example.org"),
  });
  expect(
    await screen.findByText(
      "It was sent to bea@example.org, and you are signed in as ann@example.org.",
    ),
  ).toBeDefined();
  expect(screen.queryByRole("button", { name: /^Join/ })).toBeNull();
});

test("whoever has an account signs in to it first", async () => {
  openStudio("/invitation/t0ken", {
    "GET /studio/api/session": { body: nobody },
    "GET /studio/api/invitations/t0ken/look": look(true),
  });
  const email = await screen.findByLabelText<HTMLInputElement>("E-mail address");
  expect([email.value, email.readOnly]).toEqual(["ann@example.org", true]);
  expect(screen.getByRole("button", { name: "Sign in" })).toBeDefined();
});

test("a used invitation says what to do", async () => {
  openStudio("/invitation/t0ken", {
    "GET /studio/api/invitations/t0ken/look": { status: 410, body: { errors: { token: ["x"] } } },
  });
  expect(
    await screen.findByRole("heading", { name: "This invitation does not hold any more" }),
  ).toBeDefined();
});
