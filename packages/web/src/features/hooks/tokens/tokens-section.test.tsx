import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";
import { allScopes, scopePresets } from "./token-scopes.ts";

const token = {
  ...{ id: 3, name: "Payment desk", prefix: "parley_ab", scopes: ["bots:run"], agent_id: 70 },
  ...{ created_at: 1, expires_at: null, last_used_at: null },
};

const answers = {
  "GET /studio/api/session": { body: somebody() },
  "GET /v1/tokens/": { body: { success: true, total: 1, tokens: [token] } },
};

test("a token is made with the scopes that are ticked, and shown once", async () => {
  const secret = "parley_verysecret";
  const studio = openStudio("/integrations?section=tokens", {
    ...answers,
    "POST /v1/tokens/": { status: 201, body: { success: true, token, secret } },
  });
  const { user } = studio;
  await user.click(await screen.findByRole("button", { name: "New token" }));
  const form = within(screen.getByRole("dialog"));
  await user.type(form.getByLabelText("Name"), "Desk");
  await user.click(form.getByLabelText("hooks:read"));
  expect((form.getByLabelText("May") as HTMLSelectElement).value).toBe("own");
  await user.selectOptions(form.getByLabelText("Expires"), "Never");
  await user.click(form.getByRole("button", { name: "Make token" }));
  expect(await screen.findByText(secret)).toBeTruthy();
  // The focus is where the secret is copied, and nothing lies over it.
  expect(document.activeElement?.textContent).toBe("Copy");
  expect(screen.queryByRole("tooltip")).toBeNull();
  expect(studio.server.asked("POST /v1/tokens/")).toEqual([
    {
      name: "Desk",
      scopes: ["customers:read", "fields:write", "bots:run", "hooks:read"],
      expires_at: null,
    },
  ]);
});

test("a token is revoked only after its name was said once more", async () => {
  const studio = openStudio("/integrations?section=tokens", {
    ...answers,
    "DELETE /v1/tokens/3/": { status: 200 },
  });
  const { user, server } = studio;
  await user.click(await screen.findByRole("button", { name: "Revoke Payment desk" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Revoke Payment desk?" }));
  expect(server.asked("DELETE /v1/tokens/3/")).toHaveLength(0);
  await user.click(dialog.getByRole("button", { name: "Revoke token" }));
  expect(server.asked("DELETE /v1/tokens/3/")).toHaveLength(1);
});

test("whoever may not see tokens is told so, without a retry", async () => {
  openStudio("/integrations?section=tokens", {
    ...answers,
    "GET /v1/tokens/": { status: 403, body: { detail: "No scope." } },
  });
  expect(await screen.findByText("The tokens cannot be shown")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

test("what a token may is said as it is: without making tokens and reading the log, it is not everything", async () => {
  const scopesOf = { complete: allScopes, most: scopePresets.all, few: ["tokens:write"] };
  const tokens = Object.entries(scopesOf).map(([name, scopes], id) => ({
    ...token,
    ...{ id, name, scopes },
  }));
  openStudio("/integrations?section=tokens", {
    ...answers,
    "GET /v1/tokens/": { body: { success: true, total: 3, tokens } },
  });
  const rowOf = async (name: RegExp) => within(await screen.findByRole("row", { name }));
  expect((await rowOf(/complete/)).getByText("Everything, and make tokens")).toBeTruthy();
  expect((await rowOf(/most/)).getByText("Everything but tokens and the audit log")).toBeTruthy();
  expect((await rowOf(/few/)).getByText("tokens:write")).toBeTruthy();
});
