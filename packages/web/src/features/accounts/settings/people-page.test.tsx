import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";

const person = (id: number, name: string, role: string, active = true) => ({
  ...{ id, name, role, active, uuid: `u${id}`, email: `${name}@example.org`.toLowerCase() },
  ...{ avatar: null, status: "online" },
});
const invitation = {
  ...{ id: "i1", email: "cleo@example.org", role: "agent", invited_by: "Ann Larsen" },
  ...{ created_at: Date.now() / 1000, expires_at: Date.now() / 1000 + 600_000 },
};

const workspace = (role: "admin" | "manager" = "admin") => ({
  "GET /studio/api/session": { body: somebody(role) },
  "GET /v1/agents/": {
    body: {
      ...{ success: true, total: 3 },
      agents: [
        person(70, "Ann", role),
        person(71, "Bea", "agent"),
        person(72, "Zed", "agent", false),
      ],
    },
  },
  "GET /studio/api/invitations": {
    body: { success: true, total: 1, invitations: [invitation] },
  },
});

test("an owner changes a role", async () => {
  const studio = openStudio("/settings/people", {
    ...workspace(),
    "PATCH /v1/agents/71/": {},
  });
  await studio.user.selectOptions(await screen.findByLabelText("Role of Bea"), "Builder");
  expect(studio.server.asked("PATCH /v1/agents/71/")).toEqual([{ role: "manager" }]);
  expect(studio.server.calls.at(-1)?.workspace).toBe("7");
});

test("the server's reason is told where a role cannot be changed", async () => {
  const studio = openStudio("/settings/people", {
    ...workspace(),
    "PATCH /v1/agents/70/": {
      ...{ status: 412, body: { errors: { agent_id: ["The last active admin has to stay"] } } },
    },
  });
  await studio.user.selectOptions(await screen.findByLabelText("Role of Ann"), "Agent");
  expect(await screen.findAllByText("The last owner has to stay.")).not.toEqual([]);
});

test("somebody is deactivated only after a second word", async () => {
  const studio = openStudio("/settings/people", { ...workspace(), "PATCH /v1/agents/71/": {} });
  await studio.user.click(await screen.findByRole("button", { name: "More for Bea" }));
  await studio.user.click(await screen.findByRole("menuitem", { name: "Deactivate…" }));
  expect(studio.server.asked("PATCH /v1/agents/71/")).toEqual([]);
  const dialog = await screen.findByRole("dialog", { name: "Deactivate Bea" });
  await studio.user.click(within(dialog).getByRole("button", { name: "Deactivate" }));
  expect(studio.server.asked("PATCH /v1/agents/71/")).toEqual([{ active: false }]);
});

test("an invitation gives a link, once", async () => {
  const studio = openStudio("/settings/people", {
    ...workspace(),
    "POST /studio/api/invitations": {
      body: { success: true, invitation, link: "https://parley.example/studio/invitation/abc" },
    },
  });
  await studio.user.click(await screen.findByRole("button", { name: "Invite" }));
  const dialog = await screen.findByRole("dialog", { name: "Invite somebody" });
  await studio.user.type(within(dialog).getByLabelText("E-mail address"), "cleo@example.org");
  await studio.user.click(within(dialog).getByRole("radio", { name: /Agent/ }));
  await studio.user.click(within(dialog).getByRole("button", { name: "Make a link" }));
  expect(await screen.findByText("https://parley.example/studio/invitation/abc")).toBeDefined();
  expect(studio.server.asked("POST /studio/api/invitations")).toEqual([
    { email: "cleo@example.org", role: "agent" },
  ]);
});

test("an invitation is taken back", async () => {
  const studio = openStudio("/settings/people", {
    ...workspace(),
    "DELETE /studio/api/invitations/i1": {},
  });
  await studio.user.click(
    await screen.findByRole("button", { name: "Revoke the invitation of cleo@example.org" }),
  );
  expect(studio.server.asked("DELETE /studio/api/invitations/i1")).toHaveLength(1);
});

test("who is no owner sees the people, and nothing to change them by", async () => {
  const studio = openStudio("/settings/people", workspace("manager"));
  expect(await screen.findByText("Bea")).toBeDefined();
  expect(screen.getByText("Deactivated")).toBeDefined();
  expect(screen.queryByLabelText("Role of Bea")).toBeNull();
  expect(screen.queryByRole("button", { name: /Invite|More for/ })).toBeNull();
  expect(studio.server.asked("GET /studio/api/invitations")).toEqual([]);
});
