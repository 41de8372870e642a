import type { AuditLine } from "@parley/contract";
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";

const ann: AuditLine["actor"] = {
  ...{ kind: "person", agent_id: 70, token_id: null, token_name: "", name: "Ann", address: "::1" },
};
const line = (id: number, changes: Partial<AuditLine>): AuditLine => ({
  ...{
    id,
    hash: "0".repeat(64),
    at: 1,
    actor: ann,
    deed: "sign_in",
    subject: "agent 70",
    subject_name: "Ann",
  },
  ...{ detail: {}, ...changes },
});
const lines = [
  line(4, {
    deed: "member.role_changed",
    subject: "agent 71",
    subject_name: "\u202eBo",
    detail: { from: "agent", to: "manager" },
  }),
  line(3, {
    deed: "bot.published",
    subject: "bot 1",
    subject_name: "Shop",
    actor: { ...ann, kind: "token", token_id: 9, token_name: "Nightly \u202eexport" },
    detail: { version: 2, note: "Hours" },
  }),
  line(2, { deed: "sign_in_failed", actor: { ...ann, kind: "guest", agent_id: null, name: "" } }),
];

const answers = {
  "GET /studio/api/session": { body: somebody() },
  "GET /v1/agents/": { body: { success: true, total: 0, agents: [] } },
  "GET /v1/audit/": { body: { success: true, audit: lines, next: 2 } },
};

test("an owner reads who did what, from where, in their own words", async () => {
  openStudio("/settings/audit", answers);
  const list = await screen.findByRole("list", { name: "Audit log" });
  const [role, published, failed] = within(list).getAllByRole("listitem");
  expect(role?.textContent).toContain("Role changed: \u202eBo · Agent → Builder");
  expect(within(list).getByText("\u202eBo").tagName).toBe("BDI");
  expect(published?.textContent).toContain("Bot published: Shop · version 2 · Hours");
  expect(published?.textContent).toContain("Ann, by the token “Nightly \u202eexport” ::1");
  expect(failed?.textContent).toContain("Sign-in failed: Ann");
  expect(failed?.textContent).toContain("Somebody who was not signed in");
  expect(screen.getByRole("button", { name: "Show older" })).toBeDefined();
});

test("filters go into the address, and the log is read anew", async () => {
  const { user, address } = openStudio("/settings/audit", answers);
  await user.selectOptions(await screen.findByLabelText("What"), "Token created");
  expect(address()).toBe("/studio/settings/audit?deed=token.created");
});

test("an owner has the whole log checked, and keeps the hash of its newest line", async () => {
  const hash = "ab".repeat(32);
  const { user } = openStudio("/settings/audit", {
    ...answers,
    "GET /v1/audit/verification/": {
      body: { success: true, lines: 1234, head: { id: 1250, hash }, fault: null },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Check the log" }));
  const verdict = await screen.findByText(
    "1,234 lines are chained to one another as they were written",
  );
  expect(verdict.closest("[role=status]")?.textContent).toContain(`1250:${hash}`);
});

test("an owner is told which line does not fit", async () => {
  const { user } = openStudio("/settings/audit", {
    ...answers,
    "GET /v1/audit/verification/": {
      body: { success: true, lines: 6, head: null, fault: { line_id: 7, kind: "broken" } },
    },
  });
  await user.click(await screen.findByRole("button", { name: "Check the log" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Line 7 does not fit");
  expect(alert.textContent).toContain("changed in the database by hand");
});

test("whoever is no owner is told for whom it is, and asks for nothing", async () => {
  const { server } = openStudio("/settings/audit", {
    ...answers,
    "GET /studio/api/session": { body: somebody("manager") },
  });
  expect(await screen.findByText("The audit log is for owners")).toBeDefined();
  expect(screen.queryByRole("link", { name: "Audit log" })).toBeNull();
  expect(server.asked("GET /v1/audit/")).toEqual([]);
});
